import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchDesk, type BenchDesk, type CpuUsed } from './desk';
import type { TemporalStore } from './stack/temporalStore';
import { measurePlainLife } from './plainLife';
import { median, quantile, runClosedLoop, table, timeEach } from './statistics';

export interface CoreOptions {
  readonly tickets: number;
  readonly commands: number;
  readonly rounds: number;
  readonly temporal: TemporalStore;
  /** Where to write the raw figures. */
  readonly json?: string;
}

const CLIENTS = 16;
/** Of each, before anything counts: a desk runs for weeks, and its code is compiled once. */
const WARM_UP = 400;

interface Round {
  readonly naive: Rate;
  readonly opened: Rate;
  readonly rawUpdateMs: readonly number[];
  readonly commandMs: readonly number[];
  readonly commentMs: readonly number[];
  readonly pauseMs: readonly number[];
  readonly intakeMs: readonly number[];
  /** The same two while half as much is opened as could be. */
  readonly rawUpdateAtHalfMs: readonly number[];
  readonly commandAtHalfMs: readonly number[];
}

interface Rate {
  readonly perSecond: number;
  /** Milliseconds of processor time for each. */
  readonly cpu: CpuUsed;
}

/** Prints tables of ratios; the yardstick and the desk take turns, so that a change of the machine's speed hits both. */
export async function runCoreBench(options: CoreOptions): Promise<void> {
  const desk = await startBenchDesk(options);
  try {
    const store = options.temporal === 'dev' ? 'development server' : 'Temporal on PostgreSQL';
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${store}, warming up …`);
    await openNaively(desk, WARM_UP);
    await openTickets(desk, WARM_UP);
    const rounds: Round[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      rounds.push(await runRound(desk, options));
      console.log(`round ${round} of ${options.rounds} done`);
    }
    const life = await measurePlainLife(desk);
    console.log(`\n${report(rounds, life)}\n\n${reportCpu(rounds)}`);
    if (options.json) writeFileSync(options.json, JSON.stringify({ options, rounds, life }, null, 2));
  } finally {
    await desk.stop();
  }
}

async function runRound(desk: BenchDesk, { tickets, commands }: CoreOptions): Promise<Round> {
  const naive = await openNaively(desk, tickets);
  const opened = await openTickets(desk, tickets);
  return {
    naive,
    opened,
    rawUpdateMs: await updateNaively(desk, commands),
    commandMs: await commandTickets(desk, commands),
    commentMs: await commentTickets(desk, commands),
    pauseMs: await pauseTickets(desk, commands),
    intakeMs: await timeEach(commands, () => desk.openTicket()),
    rawUpdateAtHalfMs: await beside(
      naive.perSecond / 2,
      () => desk.startNaive(randomUUID()),
      () => updateNaively(desk, commands),
    ),
    commandAtHalfMs: await beside(
      opened.perSecond / 2,
      () => desk.openTicket(),
      () => commandTickets(desk, commands),
    ),
  };
}

/** Runs something while work arrives at a fixed rate, whether or not earlier work is done. */
async function beside<T>(perSecond: number, arrive: () => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  const arrived: Promise<unknown>[] = [];
  const timer = setInterval(() => arrived.push(arrive()), 1_000 / perSecond);
  try {
    return await act();
  } finally {
    clearInterval(timer);
    await Promise.all(arrived);
  }
}

/** Workflows, from the first start until the last row is there. */
function openNaively(desk: BenchDesk, count: number): Promise<Rate> {
  return rateOf(
    desk,
    count,
    () => desk.startNaive(randomUUID()),
    () => desk.countNaive(),
  );
}

/** Tickets, from the first request until the last ticket is triaged and projected. */
function openTickets(desk: BenchDesk, count: number): Promise<Rate> {
  return rateOf(
    desk,
    count,
    () => desk.openTicket(),
    () => desk.countProjected(),
  );
}

async function rateOf(
  desk: BenchDesk,
  count: number,
  open: () => Promise<unknown>,
  countDone: () => Promise<number>,
): Promise<Rate> {
  const [done, used, begun] = [await countDone(), desk.cpu(), performance.now()];
  await runClosedLoop(CLIENTS, count, open);
  while ((await countDone()) < done + count) await sleep(20);
  const perSecond = (count * 1000) / (performance.now() - begun);
  const now = desk.cpu();
  const each = (part: keyof CpuUsed) => (now[part] - used[part]) / count;
  return { perSecond, cpu: { temporal: each('temporal'), postgres: each('postgres'), node: each('node') } };
}

async function updateNaively(desk: BenchDesk, count: number): Promise<number[]> {
  const handle = await desk.startUpdatable();
  await handle.update(randomUUID());
  const times = await timeEach(count, () => handle.update(randomUUID()));
  await handle.end();
  return times;
}

/** One ticket's priority to and fro, over HTTP, each answered when it can be read. */
async function commandTickets(desk: BenchDesk, count: number): Promise<number[]> {
  const key = await desk.openTicket();
  await desk.waitUntilTriaged(key);
  return timeEach(count, (index) => desk.reclassify(key, index % 2 === 0 ? 'medium' : 'high'));
}

/** Comments: a text goes ahead of the command. */
async function commentTickets(desk: BenchDesk, count: number): Promise<number[]> {
  const key = await desk.openTicket();
  await desk.waitUntilTriaged(key);
  return timeEach(count, () =>
    desk.command(key, 'comments', { body: 'We are looking into it.', visibility: 'internal' }),
  );
}

/** Pend and resume in turn: each pause frees a place, which the queue's next ticket is offered meanwhile. */
async function pauseTickets(desk: BenchDesk, count: number): Promise<number[]> {
  const key = await desk.openTicket();
  await desk.waitUntilTriaged(key);
  return timeEach(count, (index) =>
    index % 2 === 0 ? desk.command(key, 'pend', { reason: 'vendor' }) : desk.command(key, 'resume', {}),
  );
}

interface Yardstick {
  readonly measured: (round: Round) => readonly number[];
  readonly raw: (round: Round) => readonly number[];
}

/** Ratios are of the same round; the median of the rounds' counts. */
function report(rounds: readonly Round[], life: { readonly events: number; readonly bytes: number }): string {
  const rate = (of: (round: Round) => Rate) => median(rounds.map((round) => of(round).perSecond));
  const opened = median(rounds.map((round) => round.opened.perSecond / round.naive.perSecond));
  const latency = (what: string, share: number, { measured, raw }: Yardstick, asked?: number) => {
    const at = (times: (round: Round) => readonly number[]) =>
      median(rounds.map((round) => quantile(times(round), share)));
    const ratio = median(rounds.map((round) => quantile(measured(round), share) / quantile(raw(round), share)));
    const judged = asked === undefined ? ['', ''] : [`≤ ${asked} ×`, verdict(ratio <= asked)];
    return [what, `${at(measured).toFixed(1)} ms`, `raw Update ${at(raw).toFixed(1)} ms`, times(ratio), ...judged];
  };
  const idle = (measured: Yardstick['measured']) => ({ measured, raw: (round: Round) => round.rawUpdateMs });
  const half = { measured: (round: Round) => round.commandAtHalfMs, raw: (round: Round) => round.rawUpdateAtHalfMs };
  const intake = rounds.flatMap((round) => round.intakeMs);
  const rows = [
    [
      ...['opened and projected, a second', rate((round) => round.opened).toFixed(1)],
      ...[`naive ${rate((round) => round.naive).toFixed(1)}`, times(opened), '≥ 1 ×', verdict(opened >= 1)],
    ],
    latency(
      'command answered when visible, p50',
      0.5,
      idle((round) => round.commandMs),
      1.3,
    ),
    latency('the same at half load, p50', 0.5, half, 1.2),
    latency('the same at half load, p99', 0.99, half, 1.3),
    latency(
      'comment, likewise, p50',
      0.5,
      idle((round) => round.commentMs),
    ),
    latency(
      'pend and resume on a full queue, p50',
      0.5,
      idle((round) => round.pauseMs),
    ),
    [
      ...['intake answered with 201, one client, p50', `${median(intake).toFixed(1)} ms`],
      ...[`p99 ${quantile(intake, 0.99).toFixed(1)} ms`, '', '≤ 25 ms', verdict(median(intake) <= 25)],
    ],
    ['history of a plain life, events', String(life.events), '', '', '≤ 100', verdict(life.events <= 100)],
    [
      'history of a plain life',
      `${(life.bytes / 1000).toFixed(1)} kB`,
      '',
      '',
      '≤ 50 kB',
      verdict(life.bytes <= 50_000),
    ],
  ];
  return table(['what', 'measured', 'beside', 'ratio', 'asked', 'verdict'], rows);
}

/** What each opening costs the processes that take part. */
function reportCpu(rounds: readonly Round[]): string {
  const row = (what: string, of: (round: Round) => Rate) => {
    const used = (part: keyof CpuUsed) => median(rounds.map((round) => of(round).cpu[part])).toFixed(1);
    return [what, used('temporal'), used('postgres'), used('node')];
  };
  return table(
    ['CPU ms for each', 'Temporal', 'PostgreSQL', 'Node (API, worker, load)'],
    [row('naive workflow', ({ naive }) => naive), row('ticket', (round) => round.opened)],
  );
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}
