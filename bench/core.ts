import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchDesk, type BenchDesk } from './desk';
import { measurePlainLife } from './plainLife';
import { median, quantile, runClosedLoop, table, timeEach } from './statistics';

export interface CoreOptions {
  readonly tickets: number;
  readonly commands: number;
  readonly rounds: number;
  /** Where to write the raw figures. */
  readonly json?: string;
}

const CLIENTS = 16;
const WARM_UP = 20;

interface Round {
  readonly naivePerSecond: number;
  readonly openedPerSecond: number;
  readonly rawUpdateMs: readonly number[];
  readonly commandMs: readonly number[];
  readonly commentMs: readonly number[];
  readonly pauseMs: readonly number[];
  readonly intakeMs: readonly number[];
}

/** Prints a table of ratios; the yardstick and the desk take turns, so that a change of the machine's speed hits both. */
export async function runCoreBench(options: CoreOptions): Promise<void> {
  const desk = await startBenchDesk();
  try {
    console.log(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, development server, warming up …`,
    );
    await openNaively(desk, WARM_UP);
    await openTickets(desk, WARM_UP);
    const rounds: Round[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      rounds.push(await runRound(desk, options));
      console.log(`round ${round} of ${options.rounds} done`);
    }
    const life = await measurePlainLife(desk);
    console.log(report(rounds, life));
    if (options.json) writeFileSync(options.json, JSON.stringify({ options, rounds, life }, null, 2));
  } finally {
    await desk.stop();
  }
}

async function runRound(desk: BenchDesk, { tickets, commands }: CoreOptions): Promise<Round> {
  const naivePerSecond = await openNaively(desk, tickets);
  const openedPerSecond = await openTickets(desk, tickets);
  return {
    naivePerSecond,
    openedPerSecond,
    rawUpdateMs: await updateNaively(desk, commands),
    commandMs: await commandTickets(desk, commands),
    commentMs: await commentTickets(desk, commands),
    pauseMs: await pauseTickets(desk, commands),
    intakeMs: await timeEach(commands, () => desk.openTicket()),
  };
}

/** @returns workflows a second, from the first start until the last row is there */
async function openNaively(desk: BenchDesk, count: number): Promise<number> {
  const before = await desk.countNaive();
  const begun = performance.now();
  await runClosedLoop(CLIENTS, count, () => desk.startNaive(randomUUID()));
  while ((await desk.countNaive()) < before + count) await sleep(20);
  return (count * 1000) / (performance.now() - begun);
}

/** @returns tickets a second, from the first request until the last ticket is triaged and projected */
async function openTickets(desk: BenchDesk, count: number): Promise<number> {
  const before = await desk.countProjected();
  const begun = performance.now();
  await runClosedLoop(CLIENTS, count, () => desk.openTicket());
  while ((await desk.countProjected()) < before + count) await sleep(20);
  return (count * 1000) / (performance.now() - begun);
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

function report(rounds: readonly Round[], life: { readonly events: number; readonly bytes: number }): string {
  const naive = median(rounds.map((round) => round.naivePerSecond));
  const opened = median(rounds.map((round) => round.openedPerSecond));
  const openRatio = median(rounds.map((round) => round.openedPerSecond / round.naivePerSecond));
  const raw = median(rounds.map((round) => median(round.rawUpdateMs)));
  const command = median(rounds.map((round) => median(round.commandMs)));
  const beside = (times: (round: Round) => readonly number[]) =>
    median(rounds.map((round) => median(times(round)) / median(round.rawUpdateMs)));
  const commandRatio = beside((round) => round.commandMs);
  const others = (what: string, times: (round: Round) => readonly number[]) => [
    what,
    median(rounds.map((round) => median(times(round)))).toFixed(1),
    `raw Update ${raw.toFixed(1)}`,
    `${beside(times).toFixed(2)} ×`,
    '',
    '',
  ];
  const intake = rounds.flatMap((round) => round.intakeMs);
  const rows = [
    [
      'opened and projected /s',
      opened.toFixed(1),
      `naive ${naive.toFixed(1)}`,
      `${openRatio.toFixed(2)} ×`,
      '≥ 0.7 ×',
      verdict(openRatio >= 0.7),
    ],
    [
      'command answered when visible, p50 ms',
      command.toFixed(1),
      `raw Update ${raw.toFixed(1)}`,
      `${commandRatio.toFixed(2)} ×`,
      '≤ 1.3 ×',
      verdict(commandRatio <= 1.3),
    ],
    others('comment, likewise', (round) => round.commentMs),
    others('pend and resume on a full queue, likewise', (round) => round.pauseMs),
    [
      'intake 201, one client, p50 ms',
      median(intake).toFixed(1),
      `p99 ${quantile(intake, 0.99).toFixed(1)}`,
      '',
      '≤ 25 ms',
      verdict(median(intake) <= 25),
    ],
    ['history of a plain life, events', String(life.events), '', '', '≤ 100', verdict(life.events <= 100)],
    ['history of a plain life, kB', (life.bytes / 1000).toFixed(1), '', '', '≤ 50 kB', verdict(life.bytes <= 50_000)],
  ];
  return table(['what', 'measured', 'beside', 'ratio', 'asked', 'verdict'], rows);
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}
