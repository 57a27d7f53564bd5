import { openDatabase } from '../../prisma/client';
import { formatBanner } from '../banner';
import { seedWithKeys } from '../demoKeys';
import { Lifecycle } from '../lifecycle';
import { createLog, installTemporal } from '../log';
import { API_DATABASE, busyPort, startApi } from '../parts/api';
import { bundleWorkflows } from '../parts/bundleCache';
import { startWorker, WORKER_DATABASE } from '../parts/worker';
import { openWorkerMetrics } from '../parts/workerMetrics';
import type { Settings } from '../settings';
import { startServers } from '../stack';
import { cacheFolder, prepareDataFolder } from '../stack/dataFolder';
import { isPortFree } from '../stack/ports';
import { openTemporalClient, openWorkerConnection } from '../temporalClient';
import { setUpTemporal } from '../temporalSetup';
import { prepareDatabase } from './migrate';

/** Milliseconds that running requests and activities get at the end. */
const API_STOP = 10_000;
const WORKER_STOP = 25_000;
const CLIENT_STOP = 5_000;

/** The whole desk in one process, on servers of its own unless others are named, until it is told to stop. */
export async function runStart(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
  const metrics = await openWorkerMetrics(settings.workerMetrics);
  installTemporal(log, metrics?.sdkAddress);
  const stack = startServers(settings, log);
  const lifecycle = new Lifecycle(log, stack.kill);

  await lifecycle.guard(async () => {
    if (settings.port !== 0 && !(await isPortFree(settings.port))) throw busyPort(settings.port);
    // What the servers write is this user's alone; others may only pass through, as PostgreSQL's own user must.
    process.umask(0o066);
    prepareDataFolder(settings.dataFolder);
    // Bundling is the processor's work and the servers' start mostly the disk's: side by side.
    const bundling = bundleWorkflows(log, cacheFolder(settings));
    bundling.catch(() => undefined);
    const servers = await stack.start(lifecycle);
    const { databaseUrl, temporal, temporalUiUrl } = servers;

    await prepareDatabase(databaseUrl, settings);
    lifecycle.check();
    const temporalClient = await openTemporalClient(temporal);
    await lifecycle.add('Temporal client', temporalClient.close, CLIENT_STOP);
    await setUpTemporal(temporalClient);

    const apiDatabase = openDatabase(databaseUrl, API_DATABASE);
    await lifecycle.add('database pool of the API', () => apiDatabase.close(), CLIENT_STOP);
    const keys = stack.wantsDemo ? await seedWithKeys(apiDatabase.prisma, settings.dataFolder) : null;
    lifecycle.check();

    // Of its own, so that a storm of alarms leaves connections to the API.
    const workerDatabase = openDatabase(databaseUrl, WORKER_DATABASE);
    await lifecycle.add('database pool of the worker', () => workerDatabase.close(), CLIENT_STOP);
    const connection = await openWorkerConnection(temporal);
    await lifecycle.add('worker connection', () => connection.close(), CLIENT_STOP);
    const { client } = temporalClient;
    const { prisma } = workerDatabase;
    const workflowBundle = await bundling;
    const worker = await startWorker({
      ...{ settings, databaseUrl, connection, client, prisma, log, workflowBundle },
      ...(metrics && { measure: metrics.measure }),
    });
    lifecycle.stopWhenEnded('The worker', worker.ended);
    await lifecycle.add('worker', worker.close, WORKER_STOP);
    if (metrics) await lifecycle.add('metrics', await metrics.serve({ prisma, log }), CLIENT_STOP);

    const { to } = settings.mail;
    const mailFolder = stack.embedsSomething && 'folder' in to ? to.folder : null;
    const api = await startApi({
      ...{ settings, databaseUrl, database: apiDatabase, client, temporalUiUrl, log },
      ...(mailFolder !== null && { mailFolder }),
    });
    await lifecycle.add('API', api.close, API_STOP);
    stack.announce(api.url);
    const locked = (await apiDatabase.prisma.apiKey.count({ where: { revokedAt: null } })) === 0;
    const dataFolder = stack.embedsSomething ? settings.dataFolder : null;
    console.log(
      formatBanner({ showsMail: mailFolder !== null, apiUrl: api.url, temporalUiUrl, dataFolder, keys, locked }),
    );
  });
}
