import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';
import { putDeadlinePolicy } from '../crowd/policies';
import { runClosedLoop } from '../statistics';
import type { Contender, Sweep, Sweeping, SweepCost } from './contender';
import { sumOf, type Meter, type Used } from './meter';

const DUE = 'peers-due';
/** Long enough for all of them to be opened and triaged before the first comes due, on a slow machine too. */
const DUE_AFTER_SECONDS = 30;
const RAISED_WITHIN_MS = 120_000;
const CLIENTS = 4;

/** What a contender with a sweep pays for it. */
export interface SweepFigures {
  readonly what: string;
  /** Nothing was overdue. */
  readonly none: SweepWithDatabase;
  /** So many tickets were. */
  readonly some: SweepWithDatabase;
  readonly raised: number;
}

export interface SweepWithDatabase extends SweepCost {
  readonly postgresMs: number;
}

/** What the desk, which sweeps for nothing, pays. */
export interface DeskFigures {
  /** Of a second in which nothing comes due, each part. */
  readonly idle: Used;
  /** Of the time in which some came due, beyond what it would have used idle. */
  readonly raisingMs: number;
  readonly raised: number;
}

export async function measureSweep(
  { name, sweep, sweeping }: { readonly name: string; readonly sweep: Sweep; readonly sweeping: Sweeping },
  { due, meter, contender }: { readonly due: number; readonly meter: Meter; readonly contender: Contender },
): Promise<SweepFigures> {
  const cost = async (): Promise<SweepWithDatabase> => {
    const used = meter.start(contender);
    const swept = await sweep.run();
    return { ...swept, postgresMs: used().PostgreSQL ?? Number.NaN };
  };
  await sweeping.makeOverdue(0);
  const none = await cost();
  await sweeping.makeOverdue(due);
  const some = await cost();
  const raised = await sweeping.countRaised();
  if (raised !== due) throw new Error(`${name}, ${sweep.what}: ${raised} of ${due} overdue tickets were raised`);
  await sweeping.makeOverdue(0);
  return { what: `${name}: ${sweep.what}`, none, some, raised };
}

/** Processor time for each second, of a desk whom nobody asks anything. */
export async function measureIdle(desk: Contender, meter: Meter, seconds: number): Promise<Used> {
  const used = meter.start(desk);
  const begun = performance.now();
  await sleep(seconds * 1_000);
  const took = (performance.now() - begun) / 1_000;
  return Object.fromEntries(Object.entries(used()).map(([part, ms]) => [part, ms / took]));
}

/** Tickets whose resolution comes due within the time measured, each with one escalation. */
export async function measureRaising(
  rig: FaultRig,
  desk: Contender,
  { due, meter, idle }: { readonly due: number; readonly meter: Meter; readonly idle: Used },
): Promise<DeskFigures> {
  await putDeadlinePolicy(rig, { id: DUE, target: `PT${DUE_AFTER_SECONDS}S`, calendar: 'always' });
  const countRaised = () => rig.database.prisma.ticketEvent.count({ where: { kind: 'escalated' } });
  const before = await countRaised();
  await runClosedLoop(CLIENTS, due, () => rig.open({ fields: { bench: DUE } }));
  await desk.settle();
  if ((await countRaised()) > before)
    throw new Error(`Some of ${due} tickets came due before the last was opened: make fewer with --due`);
  const used = meter.start(desk);
  const begun = performance.now();
  // Looking for them meanwhile would count as the desk's own work.
  await sleep(DUE_AFTER_SECONDS * 1_000);
  await rig.eventually(`${due} escalations`, async () => (await countRaised()) >= before + due, RAISED_WITHIN_MS);
  await desk.settle();
  const tookSeconds = (performance.now() - begun) / 1_000;
  return { idle, raisingMs: sumOf(used()) - sumOf(idle) * tookSeconds, raised: (await countRaised()) - before };
}
