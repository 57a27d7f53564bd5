import { openDatabase } from '../../prisma/client';
import { Lifecycle } from '../lifecycle';
import { createLog } from '../log';
import { API_DATABASE, startApi } from '../parts/api';
import { requireMigrated } from '../postgresCheck';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { findNamespaceProblem, openTemporalClientLazily } from '../temporalClient';

/** Serves the API until it is told to stop. */
export async function runApi(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
  const { databaseUrl, temporal, temporalUiUrl } = findServers(settings);
  const lifecycle = new Lifecycle(log);
  await lifecycle.guard(async () => {
    await requireMigrated(databaseUrl);
    const temporalClient = openTemporalClientLazily(temporal);
    await lifecycle.add('Temporal client', temporalClient.close, 5_000);
    const problem = await findNamespaceProblem(temporalClient);
    if (problem && !problem.away) throw problem.error;
    // Tickets are kept and started later; commands are told to come back; /readyz says why.
    if (problem) log.warn({ part: 'api' }, problem.error.message);
    const database = openDatabase(databaseUrl, API_DATABASE);
    await lifecycle.add('database pool', () => database.close(), 5_000);
    const { client } = temporalClient;
    const api = await startApi({ settings, databaseUrl, database, client, temporalUiUrl, log });
    await lifecycle.add('API', api.close, 10_000);
    log.info({ part: 'api', port: api.port }, 'The API is listening');
  });
}
