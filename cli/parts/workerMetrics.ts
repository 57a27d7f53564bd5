import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { measureSaves } from '../../activities/measure';
import { callerOfKey } from '../../api/keyCaller';
import { admitMetricsReader } from '../../api/metricsReaders';
import { toProblem, unauthenticated } from '../../api/problem';
import type { PrismaClient } from '../../prisma/client';
import type { MetricsPlace } from '../metricsSettings';
import { describeError, OperatorError } from '../operatorError';
import { findFreePort } from '../stack/ports';

/** What Temporal's own exporter is waited for, milliseconds. */
const PATIENCE_MS = 2_000;

export interface WorkerMetrics {
  /** Where Temporal's SDK tells its metrics: on this machine only, and passed on from there. */
  readonly sdkAddress: string;
  readonly measure: ActivityInterceptorsFactory;
  /** Answers `GET /metrics`. @returns closes it */
  readonly serve: (parts: { readonly prisma: PrismaClient; readonly log: Logger }) => Promise<() => Promise<void>>;
}

/** Must be made before the first worker: the SDK's telemetry is the process's. @returns null if nobody wants any */
export async function openWorkerMetrics(place: MetricsPlace | null): Promise<WorkerMetrics | null> {
  if (place === null) return null;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sdkAddress = `127.0.0.1:${await findFreePort()}`;
  return {
    sdkAddress,
    measure: measureSaves(registry),
    serve: async ({ prisma, log }) => {
      const logger = log.child({ part: 'worker' });
      const read = async () => `${await registry.metrics()}\n${await readSdk(sdkAddress, logger)}`;
      const server = createServer((request, response) => {
        void answer({ request, response, prisma, logger, contentType: registry.contentType, read });
      });
      await listen(server, place);
      logger.info({ port: (server.address() as AddressInfo).port }, 'The worker tells its metrics');
      return () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
    },
  };
}

/** Rather ours without Temporal's than none. */
async function readSdk(address: string, logger: Logger): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await (await fetch(`http://${address}/metrics`, { signal })).text();
  } catch (error) {
    logger.warn({ err: error }, "Temporal's own metrics could not be read");
    return '';
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly prisma: PrismaClient;
  readonly logger: Logger;
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

async function answer({ request, response, prisma, logger, contentType, read }: Exchange): Promise<void> {
  const send = (status: number, type: string, text: string) =>
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text);
  try {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
      send(404, 'text/plain', 'There is GET /metrics here.\n');
      return;
    }
    await admitMetricsReader(request, () => {
      const { authorization } = request.headers;
      if (authorization === undefined) throw unauthenticated('Send a key as `Authorization: Bearer <key>`.');
      return callerOfKey({ prisma, logger }, authorization);
    });
    send(200, contentType, await read());
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status === 500) logger.error({ err: error }, 'Metrics could not be told');
    for (const [name, value] of Object.entries(problem.more.headers ?? {})) response.setHeader(name, value);
    send(problem.status, 'text/plain', `${problem.message}\n`);
  }
}

function listen(server: Server, { host, port }: MetricsPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new OperatorError(
          `GUICHET_METRICS_PORT ${port} and GUICHET_METRICS_HOST ${host} cannot be used (${describeError(error)}): set others.`,
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
}
