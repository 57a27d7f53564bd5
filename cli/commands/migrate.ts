import { openDatabase } from '../../prisma/client';
import { migrate } from '../../prisma/migrate';
import { setUpDatabase } from '../../prisma/setup';
import { checkPostgres } from '../postgresCheck';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { openTemporalClient } from '../temporalClient';
import { setUpTemporal } from '../temporalSetup';

/** Brings both servers to what this release needs. Repeating changes nothing. */
export async function runMigrate(settings: Settings): Promise<void> {
  const { databaseUrl, temporal } = findServers(settings);
  // Before anything is changed: both are there.
  await checkPostgres(databaseUrl);
  const temporalClient = await openTemporalClient(temporal);
  try {
    const applied = await prepareDatabase(databaseUrl, settings);
    for (const name of applied) console.log(`Applied ${name}`);
    console.log(applied.length > 0 ? 'The database is up to date.' : 'The database was up to date.');
    await setUpTemporal(temporalClient);
    console.log(`The Temporal namespace "${temporal.namespace}" is set up.`);
  } finally {
    await temporalClient.close();
  }
}

/** @returns names of the migrations that were missing */
export async function prepareDatabase(url: string, settings: Settings): Promise<readonly string[]> {
  await checkPostgres(url);
  const { applied } = await migrate(url);
  const database = openDatabase(url, { max: 2 });
  try {
    await setUpDatabase(database.prisma, {
      ...(settings.adminKey === undefined ? {} : { adminKey: settings.adminKey }),
      ...(settings.secret === undefined ? {} : { secret: settings.secret }),
    });
  } finally {
    await database.close();
  }
  return applied;
}
