import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../api/random';
import { readCrowd } from '../crowd/alarms';
import { countOpen } from '../crowd/desk';
import { growTo, openTickets } from '../crowd/opening';
import { workFor, type Command } from '../crowd/people';
import { startProgress } from '../crowd/progress';
import type { FaultRig, Usage } from '../stack/rig';
import { median } from '../statistics';
import { readSizes, type Sizes } from './sizes';

export interface GrowthOptions {
  readonly small: number;
  readonly large: number;
  /** Opened in each round of measuring how many can be. */
  readonly sample: number;
  readonly rounds: number;
  /** Commands a second. */
  readonly rate: number;
  /** Seconds of commands. */
  readonly seconds: number;
  /** Seconds of which it is measured what nothing costs. */
  readonly idle: number;
  readonly seed: number;
  readonly folder?: string;
  readonly json?: string;
}

/** The desk with so many open tickets. */
export interface Size {
  readonly open: number;
  /** Median of the rounds. */
  readonly perSecond: number;
  readonly rates: readonly number[];
  /** On a hundred tickets that people are working on. */
  readonly workedOn: readonly Command[];
  /** On any open ticket: most of them are in nobody's memory. */
  readonly any: readonly Command[];
  /** Bytes, after all of this. */
  readonly memory: Usage['memory'];
  readonly sizes: Sizes;
  /** Milliseconds of processor time in a second without load. */
  readonly idle: Usage['cpu'];
}

const WORKED_ON = 100;
const WARM_UP = 64;
/** After the last request: what it left to do is done. */
const SETTLE_MS = 10_000;

/**
 * Brings the desk to a size and measures it there: opening, commands, memory, disk, and what it costs while nothing happens.
 * API and worker are started anew before, so that both sizes are measured by processes of the same age.
 */
export async function measureAt(rig: FaultRig, wanted: number, options: GrowthOptions): Promise<Size> {
  const { sample, rounds, rate, seconds, seed } = options;
  await growTo(rig, await countOpen(rig), wanted, seed + wanted);
  await startAnew(rig);
  const open = await countOpen(rig);
  console.log(`measuring with ${open} open tickets …`);
  await openTickets(rig, { kind: 'crowd', count: WARM_UP, seed: seed + wanted + 1 });
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++)
    rates.push((await openTickets(rig, { kind: 'crowd', count: sample, seed: seed + wanted + 2 + round })).perSecond);
  const crowd = await readCrowd(rig);
  const random = new Random(seed);
  const work = (keys: readonly string[]) => workFor(rig, { keys, perSecond: rate, random }, seconds);
  console.log(`commands for ${2 * seconds} s …`);
  const workedOn = await work(crowd.slice(-WORKED_ON));
  const any = await work(crowd);
  const { memory } = rig.usage();
  const sizes = await readSizes(rig);
  const idle = await measureIdle(rig, options.idle);
  return { open, perSecond: median(rates), rates, workedOn, any, memory, sizes, idle };
}

async function startAnew(rig: FaultRig): Promise<void> {
  await Promise.all([rig.api.kill('SIGTERM'), rig.worker.kill('SIGTERM')]);
  rig.api.start();
  rig.worker.start();
  await rig.waitUntilReady();
}

async function measureIdle(rig: FaultRig, seconds: number): Promise<Usage['cpu']> {
  await sleep(SETTLE_MS);
  const progress = startProgress(`nothing happens for ${seconds} s`, () => 'nothing');
  const before = rig.usage().cpu;
  await sleep(seconds * 1_000);
  progress.stop();
  const after = rig.usage().cpu;
  const each = (part: keyof Usage['cpu']) => (after[part] - before[part]) / seconds;
  return { temporal: each('temporal'), postgres: each('postgres'), api: each('api'), worker: each('worker') };
}
