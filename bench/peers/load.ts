import { runClosedLoop } from '../statistics';
import type { Contender, Visitor } from './contender';
import type { Meter, Used } from './meter';

/** What a number of requests took; milliseconds. */
export interface Load {
  readonly count: number;
  /** From the first request to the last answer. */
  readonly answeredMs: number;
  /** From the first request until nothing of it was being worked on any more. */
  readonly settledMs: number;
  readonly latencies: readonly number[];
  /** Processor time until it was settled. */
  readonly used: Used;
}

/** Everybody does it, each when the last one's answer has come, until it was done `count` times; then whatever it started ends. */
export async function load(
  contender: Contender,
  visitors: readonly Visitor[],
  {
    count,
    act,
    meter,
  }: { readonly count: number; readonly act: (visitor: Visitor) => Promise<void>; readonly meter: Meter },
): Promise<Load> {
  const idle = [...visitors];
  const latencies: number[] = [];
  const used = meter.start(contender);
  const begun = performance.now();
  await runClosedLoop(visitors.length, count, async () => {
    const visitor = idle.pop();
    if (!visitor) throw new Error('More requests under way than visitors');
    const asked = performance.now();
    await act(visitor);
    latencies.push(performance.now() - asked);
    idle.push(visitor);
  });
  const answeredMs = performance.now() - begun;
  await contender.settle();
  const settledMs = performance.now() - begun;
  return { count, answeredMs, settledMs, latencies, used: used() };
}
