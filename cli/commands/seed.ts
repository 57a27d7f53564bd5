import { openDatabase } from '../../prisma/client';
import { seedWithKeys } from '../demoKeys';
import { requireMigrated } from '../postgresCheck';
import { formatKeys } from '../banner';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { prepareDataFolder } from '../stack/dataFolder';

/** Fills in the demonstration: teams, agents, requesters, policies, and a key for each role. */
export async function runSeed(settings: Settings): Promise<void> {
  const { databaseUrl } = findServers(settings);
  await requireMigrated(databaseUrl);
  process.umask(0o066);
  prepareDataFolder(settings.dataFolder);
  const database = openDatabase(databaseUrl, { max: 2 });
  try {
    const keys = await seedWithKeys(database.prisma, settings.dataFolder);
    console.log(formatKeys(keys));
    if (keys.length > 0) console.log(`They are kept in ${settings.dataFolder}.`);
  } finally {
    await database.close();
  }
}
