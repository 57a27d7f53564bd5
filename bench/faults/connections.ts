import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { commandProbe, readProbe, timeUntilBack } from './back';
import { ASKED_MS, type Fault } from './fault';

const TAKEN_MS = 30_000;

/** Others have all of PostgreSQL's connections: those that the desk gives back for want of use, it does not get again. */
export const connectionsFault: Fault = {
  name: 'connections',
  title: "PostgreSQL's connection limit reached by others",
  needs: 'desk',
  people: true,
  run: async ({ rig, probed }) => {
    const taken: Client[] = [];
    const deadline = Date.now() + TAKEN_MS;
    let refusals = 0;
    try {
      while (Date.now() < deadline) {
        const client = new Client({ connectionString: rig.addressOf('postgres'), connectionTimeoutMillis: 2_000 });
        client.on('error', () => undefined);
        try {
          await client.connect();
          taken.push(client);
        } catch {
          refusals++;
          await sleep(200);
        }
      }
    } finally {
      await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
    }
    const read = await timeUntilBack(readProbe(rig, probed));
    const command = read + (await timeUntilBack(commandProbe(rig, probed)));
    const returns = [
      { part: 'reads', ms: read, askedMs: ASKED_MS.postgres },
      { part: 'commands', ms: command, askedMs: ASKED_MS.worker },
    ];
    const misses = refusals > 0 ? [] : ['the limit was never reached'];
    return { returns, misses, notes: [`others took ${taken.length} connections, and were refused ${refusals} times`] };
  },
};
