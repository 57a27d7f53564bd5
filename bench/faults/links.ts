import { setTimeout as sleep } from 'node:timers/promises';
import { commandProbe, readProbe, timeUntilBack } from './back';
import { ASKED_MS, type Fault, type Return } from './fault';
import type { TcpProxy } from '../../test/support/tcpProxy';

interface Disturbance {
  readonly name: string;
  readonly ms: number;
  readonly begin: (link: TcpProxy) => void;
}

const FORGOTTEN = 'connections forgotten';
/** A worker's connection is the SDK's core's, which asks for a sign of life after 30 s and waits 15 s for it. */
const SDK_GIVES_UP_MS = 60_000;

/** `forget` is over at once for new connections; how long the old ones hang is up to whoever waits for them. */
const DISTURBANCES: readonly Disturbance[] = [
  { name: 'cut', ms: 8_000, begin: (link) => link.cut() },
  { name: 'cut for a moment', ms: 0, begin: (link) => link.cutOnce() },
  { name: 'slow by 200 ms', ms: 8_000, begin: (link) => link.delay(200) },
  { name: 'half-open', ms: 15_000, begin: (link) => link.freeze() },
  { name: FORGOTTEN, ms: 0, begin: (link) => link.forget() },
];

/** What networks do to connections, between the desk and each of its servers. */
export const linksFault: Fault = {
  name: 'links',
  title: 'Connections to PostgreSQL and Temporal cut, slow, half-open, forgotten',
  needs: 'links',
  people: true,
  run: async ({ rig, probed }) => {
    const returns: Return[] = [];
    const probes = { postgres: readProbe(rig, probed), temporal: commandProbe(rig, probed) };
    for (const { name, ms, begin } of DISTURBANCES) {
      for (const server of ['postgres', 'temporal'] as const) {
        const link = rig.links[server];
        await sleep(3_000);
        begin(link);
        await sleep(ms);
        if (ms > 0) link.mend();
        const back = await timeUntilBack(probes[server]);
        // A command needs the worker's connections, too.
        const all = server === 'postgres' ? back + (await timeUntilBack(probes.temporal)) : back;
        console.log(
          `${server}, ${name}: back after ${(back / 1_000).toFixed(1)} s, all after ${(all / 1_000).toFixed(1)} s`,
        );
        const label = `${server === 'postgres' ? 'PostgreSQL' : 'Temporal'}, ${name}`;
        const isSdks = server === 'temporal' && name === FORGOTTEN;
        returns.push({ part: label, ms: back, askedMs: isSdks ? SDK_GIVES_UP_MS : ASKED_MS[server] });
        if (server === 'postgres') returns.push({ part: `${label}: commands`, ms: all, askedMs: ASKED_MS.worker });
      }
    }
    return { returns, misses: [], notes: [] };
  },
};
