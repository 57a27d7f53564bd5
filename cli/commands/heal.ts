import { healTicket, type Healing } from '../../activities/heal';
import { openDatabase } from '../../prisma/client';
import { createLog } from '../log';
import { OperatorError } from '../operatorError';
import { requireMigrated } from '../postgresCheck';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { openTemporalClient } from '../temporalClient';

/** Heals one ticket and says in one line what was done. */
export async function runHeal(settings: Settings, key: string): Promise<void> {
  if (!/^SD-[1-9]\d{0,18}$/.test(key)) throw new OperatorError(`"${key}" is not the key of a ticket, such as SD-42.`);
  const { databaseUrl, temporal } = findServers(settings);
  await requireMigrated(databaseUrl);
  const { client, close } = await openTemporalClient(temporal);
  const database = openDatabase(databaseUrl, { max: 2 });
  try {
    const { alarmSpreadMs, rollAtEvents, logLevel } = settings;
    const run = { alarmSpreadMs, ...(rollAtEvents === undefined ? {} : { rollAtEvents }) };
    const logger = createLog(logLevel).child({ part: 'heal' });
    const healing = await healTicket({ prisma: database.prisma, client, logger, settings: { run } }, key);
    const { healed, line } = describeHealing(key, healing);
    console.log(line);
    if (!healed) process.exitCode = 1;
  } finally {
    await database.close();
    await close();
  }
}

function describeHealing(key: string, healing: Healing): { readonly healed: boolean; readonly line: string } {
  if (healing.outcome === 'notOpen')
    return { healed: false, line: `✗ ${key}: there is no open ticket of this key in the database.` };
  const { remedy, problem, ended } = healing;
  const before = ended ? 'its run, whose task always failed, was ended; ' : '';
  switch (remedy) {
    case 'started':
      return { healed: true, line: `✓ ${key}: ${before}it goes on from what the database has of it.` };
    case 'ended':
      return { healed: true, line: `✓ ${key}: ${before}it was closed, and is over now.` };
    case 'reprojected':
      return {
        healed: true,
        line: `✓ ${key}: it was asked to write its row anew; look with guichet doctor in a minute.`,
      };
    case null:
      if (problem) return { healed: false, line: `✗ ${key}: ${problem.problem}.` };
      return { healed: true, line: `✓ ${key}: nothing is wrong with it.` };
  }
}
