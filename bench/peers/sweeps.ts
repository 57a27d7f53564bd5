import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';
import { putDeadlinePolicy } from '../crowd/policies';
import { runClosedLoop } from '../statistics';
import type { Contender, Sweep, SweepCost } from './contender';
import { sumOf, type Meter, type Used } from './meter';

const DUE = 'peers-due';
/** Long enough for all of them to be opened and triaged before the first comes due, on a slow machine too. */
const DUE_AFTER_SECONDS = 40;
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

/** Each sweep of each contender, while nothing is overdue. */
export async function measureSweeps(contenders: readonly Contender[], meter: Meter): Promise<SweepWithDatabase[]> {
  const costs: SweepWithDatabase[] = [];
  for (const { contender, sweeping, sweep } of sweepsOf(contenders)) {
    await sweeping.makeOverdue(0);
    costs.push(await costOf(sweep, contender, meter));
  }
  return costs;
}

/** Each sweep of each contender, while nothing is overdue and when so many tickets are. */
export async function measureSweepsOfDue(
  contenders: readonly Contender[],
  meter: Meter,
  due: number,
): Promise<SweepFigures[]> {
  const figures: SweepFigures[] = [];
  for (const { contender, sweeping, sweep } of sweepsOf(contenders)) {
    await sweeping.makeOverdue(0);
    const none = await costOf(sweep, contender, meter);
    await sweeping.makeOverdue(due);
    const some = await costOf(sweep, contender, meter);
    const what = `${contender.name}: ${sweep.what}`;
    const raised = await sweeping.countRaised();
    if (raised !== due) throw new Error(`${what}: ${raised} of ${due} overdue tickets were raised`);
    await sweeping.makeOverdue(0);
    figures.push({ what, none, some, raised });
  }
  return figures;
}

function sweepsOf(contenders: readonly Contender[]) {
  return contenders.flatMap((contender) => {
    const { sweeping } = contender;
    return sweeping ? sweeping.sweeps.map((sweep) => ({ contender, sweeping, sweep })) : [];
  });
}

async function costOf(sweep: Sweep, contender: Contender, meter: Meter): Promise<SweepWithDatabase> {
  const used = meter.start(contender);
  const swept = await sweep.run();
  return { ...swept, postgresMs: used().PostgreSQL ?? Number.NaN };
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
