import { openDatabase } from '../../prisma/client';
import { Lifecycle } from '../lifecycle';
import { createLog, installTemporal } from '../log';
import { bundleWorkflows } from '../parts/bundleCache';
import { serveHealth, startWorker, WORKER_DATABASE } from '../parts/worker';
import { openWorkerMetrics } from '../parts/workerMetrics';
import { requireMigrated } from '../postgresCheck';
import { findServers } from '../servers';
import { cacheFolder } from '../stack/dataFolder';
import type { Settings } from '../settings';
import { openTemporalClient, openWorkerConnection, requireNamespace } from '../temporalClient';
import { requireSearchAttributes } from '../temporalSetup';

/** Serves workflows and activities until it is told to stop. */
export async function runWorker(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
  const { databaseUrl, temporal } = findServers(settings);
  const metrics = await openWorkerMetrics(settings.workerMetrics);
  installTemporal(log, metrics?.sdkAddress);
  const lifecycle = new Lifecycle(log);
  await lifecycle.guard(async () => {
    await requireMigrated(databaseUrl);
    const temporalClient = await openTemporalClient(temporal);
    await lifecycle.add('Temporal client', temporalClient.close, 5_000);
    await requireNamespace(temporalClient);
    await requireSearchAttributes(temporalClient);
    const database = openDatabase(databaseUrl, WORKER_DATABASE);
    await lifecycle.add('database pool', () => database.close(), 5_000);
    const connection = await openWorkerConnection(temporal);
    await lifecycle.add('worker connection', () => connection.close(), 5_000);
    const { client } = temporalClient;
    const workflowBundle = await bundleWorkflows(log, cacheFolder(settings));
    lifecycle.check();
    const { prisma } = database;
    const worker = await startWorker({
      ...{ settings, databaseUrl, connection, client, prisma, log, workflowBundle },
      ...(metrics && { measure: metrics.measure }),
    });
    lifecycle.stopWhenEnded('The worker', worker.ended);
    await lifecycle.add('worker', worker.close, 30_000);
    if (settings.healthPort !== undefined) {
      await lifecycle.add('health', await serveHealth(worker, settings.healthPort), 2_000);
    }
    if (metrics) await lifecycle.add('metrics', await metrics.serve({ prisma, log }), 2_000);
    log.info({ part: 'worker' }, 'The worker is serving tickets');
  });
}
