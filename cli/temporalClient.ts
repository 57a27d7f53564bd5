import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  isGrpcServiceError,
  makeGrpcRetryInterceptor,
  ServiceError,
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

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/** @throws OperatorError if nothing answers there, or no Temporal does */
export async function openTemporalClient({ connection: options, namespace }: TemporalTarget): Promise<TemporalClient> {
  const { address, tls, apiKey, metadata } = options;
  try {
    const connection = await Connection.connect({
      address,
      connectTimeout: CONNECT_TIMEOUT,
      interceptors: [makeGrpcRetryInterceptor(RETRY)],
      ...(tls === undefined ? {} : { tls }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(metadata === undefined ? {} : { metadata }),
    });
    const client = new Client({
      connection,
      namespace,
      dataConverter: { payloadConverterPath: require.resolve('../workflows/payloadConverter') },
    });
    return { client, connection, close: () => connection.close() };
  } catch (error) {
    throw unreachable(address, error);
  }
}

/** What a worker polls through. */
export async function openWorkerConnection({ connection: options }: TemporalTarget): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(options);
  } catch (error) {
    throw unreachable(options.address, error);
  }
}

/** @throws OperatorError if the namespace is missing */
export async function requireNamespace({ connection, client }: TemporalClient): Promise<void> {
  const namespace = client.options.namespace;
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!isNotFound(error)) throw unreachable(connection.options.address, error);
    throw new OperatorError(
      `Temporal at ${connection.options.address} has no namespace "${namespace}": run guichet migrate, which makes it, ` +
        'or set TEMPORAL_NAMESPACE to one that exists.',
    );
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
