import { setTimeout as sleep } from 'node:timers/promises';
import { runClosedLoop } from '../statistics';
import { Refused, type Contender, type Visitor } from './contender';
import type { Meter, Used } from './meter';

const COME_BACK_MS = 500;
const TRIES = 20;

/** What a number of requests took; milliseconds. */
export interface Load {
  readonly count: number;
  /** From the first request to the last answer. */
  readonly answeredMs: number;
  /** From the first request until nothing of it was being worked on any more. */
  readonly settledMs: number;
  /** From the first time of asking, with whatever was refused before. */
  readonly latencies: readonly number[];
  readonly refused: number;
  /** Processor time until it was settled. */
  readonly used: Used;
}

interface Task {
  readonly count: number;
  readonly act: (visitor: Visitor) => Promise<void>;
  readonly meter: Meter;
}

/** Everybody does it, each when the last one's answer has come, until it was done `count` times; then whatever it started ends. */
export async function load(
  contender: Contender,
  visitors: readonly Visitor[],
  { count, act, meter }: Task,
): Promise<Load> {
  const idle = [...visitors];
  const latencies: number[] = [];
  let refused = 0;
  const used = meter.start(contender);
  const begun = performance.now();
  await runClosedLoop(visitors.length, count, async () => {
    const visitor = idle.pop();
    if (!visitor) throw new Error('More requests under way than visitors');
    const asked = performance.now();
    for (let tries = 1; !(await isDone(() => act(visitor), tries)); tries++) {
      refused++;
      await sleep(COME_BACK_MS);
    }
    latencies.push(performance.now() - asked);
    idle.push(visitor);
  });
  const answeredMs = performance.now() - begun;
  await contender.settle();
  const settledMs = performance.now() - begun;
  return { count, answeredMs, settledMs, latencies, refused, used: used() };
}

/** @returns false: refused, to be tried again */
async function isDone(act: () => Promise<void>, tries: number): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || tries >= TRIES) throw error;
    return false;
  }
}
