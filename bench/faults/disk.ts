import { setTimeout as sleep } from 'node:timers/promises';
import { commandProbe, readProbe, timeUntilBack } from './back';
import { ASKED_MS, Skipped, type Fault } from './fault';
import { fill } from './smallDisk';
import { watchServers } from './watchServers';

const FULL_MS = 30_000;
/** What somebody may be told meanwhile. 409: the first request of a key is under way. */
const EXPECTED = new Set([0, 200, 201, 202, 409, 503]);

/** Not a byte is left under PostgreSQL; then there is room again. */
export const diskFault: Fault = {
  name: 'disk',
  title: 'Disk full under PostgreSQL',
  needs: 'small disk',
  people: true,
  run: async ({ rig, journal, probed, postgresFolder }) => {
    if (postgresFolder === undefined) throw new Skipped('there is no small disk');
    const servers = watchServers(rig);
    await sleep(5_000);
    const before = journal.statuses.get(503) ?? 0;
    const free = fill({ folder: postgresFolder });
    try {
      // What PostgreSQL tidies up now and then is room, too.
      for (const end = Date.now() + FULL_MS; Date.now() < end;) {
        await sleep(2_000);
        fill({ folder: postgresFolder });
      }
    } finally {
      free();
    }
    const read = await timeUntilBack(readProbe(rig, probed));
    const command = read + (await timeUntilBack(commandProbe(rig, probed)));
    servers.stop();
    const odd = [...journal.statuses.keys()].filter((status) => !EXPECTED.has(status));
    const refused = (journal.statuses.get(503) ?? 0) - before;
    const misses = [
      ...odd.map((status) => `clients were answered ${status}`),
      ...(refused === 0 ? ['nobody was told to come back: was the disk full?'] : []),
    ];
    const returns = [
      { part: 'reads', ms: read, askedMs: ASKED_MS.postgres },
      { part: 'commands', ms: command, askedMs: ASKED_MS.worker },
    ];
    return { returns, misses, notes: [`${refused} requests were answered 503`, ...servers.notes()] };
  },
};
