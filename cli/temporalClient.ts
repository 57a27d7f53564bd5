import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  isGrpcServiceError,
  makeGrpcRetryInterceptor,
  ServiceError,
  type ConnectionOptions,
} from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { describeError, OperatorError } from './operatorError';
import type { TemporalTarget } from './settings';

/** Milliseconds to wait for a server that does not answer. */
const CONNECT_TIMEOUT = 5_000;
const NOT_FOUND = 5;
const RESOURCE_EXHAUSTED = 8;

/**
 * The SDK's own retries go on for half a minute, past any deadline and even after the caller has given up: a command
 * that was answered with "try again" would still be carried out later. So: about a second, and a server that says it is
 * busy is believed.
 */
const patience = defaultGrpcRetryOptions({ maxAttempts: 4 });
const RETRY: typeof patience = {
  ...patience,
  retryableDecider: (attempt, status) =>
    Number(status.code) !== RESOURCE_EXHAUSTED && patience.retryableDecider(attempt, status),
};

/**
 * A connection that a firewall has forgotten is silent for ever: asked for a sign of life after this long, and given up a
 * little later, in milliseconds. Temporal takes it amiss when it is asked more than every 10 s.
 */
const KEEP_ALIVE = { 'grpc.keepalive_time_ms': 11_000, 'grpc.keepalive_timeout_ms': 2_000 };

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/** @throws OperatorError if nothing answers there, or no Temporal does */
export async function openTemporalClient(target: TemporalTarget): Promise<TemporalClient> {
  try {
    return clientOf(await Connection.connect(connectionOptions(target)), target);
  } catch (error) {
    throw unreachable(target.connection.address, error);
  }
}

/** Asks nobody: for the API, which goes on taking tickets in while Temporal is away. */
export function openTemporalClientLazily(target: TemporalTarget): TemporalClient {
  return clientOf(Connection.lazy(connectionOptions(target)), target);
}

function connectionOptions({ connection: { address, tls, apiKey, metadata } }: TemporalTarget): ConnectionOptions {
  return {
    address,
    connectTimeout: CONNECT_TIMEOUT,
    channelArgs: KEEP_ALIVE,
    interceptors: [makeGrpcRetryInterceptor(RETRY)],
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function clientOf(connection: Connection, { namespace }: TemporalTarget): TemporalClient {
  const client = new Client({
    connection,
    namespace,
    dataConverter: { payloadConverterPath: require.resolve('../workflows/payloadConverter') },
  });
  return { client, connection, close: () => connection.close() };
}

/** What a worker polls through. */
export async function openWorkerConnection({ connection: options }: TemporalTarget): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(options);
  } catch (error) {
    throw unreachable(options.address, error);
  }
}

/** @throws OperatorError if Temporal cannot be reached, or the namespace is missing */
export async function requireNamespace(temporal: TemporalClient): Promise<void> {
  const problem = await findNamespaceProblem(temporal);
  if (problem) throw problem.error;
}

/** @returns null if the namespace is there; `away` tells a server that does not answer from one that lacks it */
export async function findNamespaceProblem({
  connection,
  client,
}: TemporalClient): Promise<{ readonly away: boolean; readonly error: OperatorError } | null> {
  const namespace = client.options.namespace;
  const { address } = connection.options;
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return null;
  } catch (error) {
    if (!isNotFound(error)) return { away: true, error: unreachable(address, error) };
    const missing = new OperatorError(
      `Temporal at ${address} has no namespace "${namespace}": run guichet migrate, which makes it, ` +
        'or set TEMPORAL_NAMESPACE to one that exists.',
    );
    return { away: false, error: missing };
  }
}

/** Of a raw call, or of a client method that wraps it. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof ServiceError) return isNotFound(error.cause);
  return isGrpcServiceError(error) && Number(error.code) === NOT_FOUND;
}

function unreachable(address: string, error: unknown): OperatorError {
  return new OperatorError(
    `Temporal at ${address} cannot be reached (${describeError(error)}): check TEMPORAL_ADDRESS and that it runs.`,
  );
}
