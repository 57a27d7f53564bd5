import { createServer } from 'node:http';
import type { Client } from '@temporalio/client';
import { type ActivityInterceptorsFactory, type NativeConnection, type Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createChannelWorker } from '../../activities/channelWorker';
import { startSweeper } from '../../activities/sweeper';
import { createTicketWorker } from '../../activities/worker';
import { describeForWebhook } from '../../api/webhookView';
import type { ChannelDeps } from '../../channels/deps';
import { openInbound } from '../../channels/inbound/open';
import type { PrismaClient } from '../../prisma/client';
import { openListener } from '../../prisma/listener';
import { signingSecret } from '../../prisma/setup';
import { hasCode, OperatorError } from '../operatorError';
import type { Settings } from '../settings';
import type { KeptBundle } from './bundleCache';
import { filesOf } from './files';

export interface WorkerPart {
  /** Rejects if the worker ends otherwise than by `close`. */
  readonly ended: Promise<void>;
  readonly isServing: () => boolean;
  /** Takes no new work and lets what has begun finish. */
  readonly close: () => Promise<void>;
}

export interface WorkerPartOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly prisma: PrismaClient;
  readonly log: Logger;
  readonly workflowBundle: KeptBundle;
  /** Sees each activity; absent: nobody measures. */
  readonly measure?: ActivityInterceptorsFactory;
}

/**
 * Sweeps may take their time; but a query over a connection that a firewall has forgotten gets no answer ever, and would
 * keep its place in the pool.
 */
export const WORKER_DATABASE = { max: 20, statementTimeoutMs: 60_000 } as const;

export async function startWorker(options: WorkerPartOptions): Promise<WorkerPart> {
  const { settings, connection, client, prisma, workflowBundle } = options;
  const logger = options.log.child({ part: 'worker' });
  const workerSettings = {
    retention: settings.retention,
    alarmRate: settings.alarmRate,
    ...(settings.cachedTickets !== undefined && { maxCachedWorkflows: settings.cachedTickets }),
    run: {
      alarmSpreadMs: settings.alarmSpreadMs,
      ...(settings.rollAtEvents === undefined ? {} : { rollAtEvents: settings.rollAtEvents }),
    },
  };
  const namespace = client.options.namespace;
  const files = filesOf(settings);
  const deps = { prisma, client, logger, settings: workerSettings, files };
  const worker: Worker = await createTicketWorker({
    ...{ ...deps, connection, namespace, workflowBundle },
    ...(options.measure && { measure: options.measure }),
    ...(settings.build && { build: settings.build }),
  });
  const listener = openListener(options.databaseUrl);
  const shown = {
    publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`,
    secret: settings.secret ?? (await signingSecret(prisma)),
  };
  const channels: ChannelDeps = {
    ...{ prisma, client, logger, listener },
    webhooks: {
      settings: settings.webhooks,
      describe: (ticketId, seq) => describeForWebhook(prisma, shown, ticketId, seq),
    },
    inbound: { files, run: workerSettings.run, settings: settings.inbound },
    settings: {
      ...shown,
      mail: settings.mail,
      gatherMs: settings.gatherMs,
    },
  };
  const inbound = await openInbound(channels).catch(explainPort);
  const channelWorker = await createChannelWorker({ connection, namespace, deps: channels });
  const running = [worker, channelWorker];
  const ended = Promise.all(running.map((one) => one.run())).then(() => undefined);
  const stopSweeper = startSweeper(deps, channels);
  return {
    ended,
    isServing: () => worker.getState() === 'RUNNING',
    close: async () => {
      await inbound.close();
      await stopSweeper();
      for (const one of running) if (one.getState() === 'RUNNING') one.shutdown();
      await ended.finally(() => listener.close());
    },
  };
}

function explainPort(error: unknown): never {
  if (hasCode(error, 'EADDRINUSE') || hasCode(error, 'EACCES') || hasCode(error, 'EADDRNOTAVAIL'))
    throw new OperatorError('GUICHET_LMTP_PORT and GUICHET_LMTP_HOST cannot be used: set others.');
  throw error;
}

/**
 * Answers `GET /healthz` for whoever watches a worker: 200 while it polls for work, else 503.
 * @returns closes it
 */
export async function serveHealth(worker: WorkerPart, port: number): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const known = request.url === '/healthz';
    const serving = worker.isServing();
    response.writeHead(known ? (serving ? 200 : 503) : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(known ? { status: serving ? 'ok' : 'stopping' } : { status: 'unknown address' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new OperatorError(`GUICHET_HEALTH_PORT ${port} cannot be used (${error.message}): set another.`)),
    );
    server.listen(port, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
