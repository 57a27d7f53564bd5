import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskProcess } from '../stack/process';
import { commandProbe, timeUntilBack } from './back';
import { ASKED_MS, type Fault, type Return } from './fault';

const EIGHT_HOURS = 8 * 3_600_000;
const EACH_MS = 12_000;

/**
 * API and worker whose clocks are wrong. Shifted is `Date`: what the desk, Prisma and the driver read. The clocks of
 * PostgreSQL, of Temporal and of the SDK's core, which keeps time-outs, stay; workflows take theirs from Temporal.
 */
export const clocksFault: Fault = {
  name: 'clocks',
  title: 'Clock of API, of worker, of both wrong by 8 h, either way',
  needs: 'desk',
  people: true,
  run: async ({ rig, probed }) => {
    const returns: Return[] = [];
    const restart = async (one: DeskProcess, shift: number) => {
      await one.kill();
      const preload = `${process.env.NODE_OPTIONS ?? ''} --require ${join(__dirname, 'shiftClock.cjs')}`;
      one.start(shift === 0 ? {} : { NODE_OPTIONS: preload, GUICHET_BENCH_CLOCK_SHIFT: String(shift) });
    };
    const steps = [
      { who: 'API fast', api: EIGHT_HOURS, worker: 0 },
      { who: 'API slow', api: -EIGHT_HOURS, worker: 0 },
      { who: 'worker fast', api: 0, worker: EIGHT_HOURS },
      { who: 'worker slow', api: 0, worker: -EIGHT_HOURS },
      { who: 'API slow, worker fast', api: -EIGHT_HOURS, worker: EIGHT_HOURS },
      { who: 'right again', api: 0, worker: 0 },
    ];
    for (const { who, api, worker } of steps) {
      await Promise.all([restart(rig.api, api), restart(rig.worker, worker)]);
      const ms = await timeUntilBack(commandProbe(rig, probed));
      console.log(`${who}: commands are done after ${(ms / 1_000).toFixed(1)} s`);
      returns.push({ part: who, ms, askedMs: ASKED_MS.worker });
      await sleep(EACH_MS);
    }
    return { returns, misses: [], notes: [] };
  },
};
