import { cpus } from 'node:os';
import { addOpenTime, type CalendarWindow } from '../workflows/domain/calendar';
import { termsOf, underTerms } from '../workflows/domain/clocks';
import { compileCalendar, type CalendarDocument } from '../workflows/domain/compile';
import { nextDue } from '../workflows/domain/alarms';
import type { Policy } from '../workflows/domain/policy';
import { clockReports } from '../workflows/domain/report';
import { simulate } from '../workflows/domain/simulate';
import type { SimulationDocument, SimulationStep } from '../workflows/domain/simulationDocument';
import { commandOf, openTicket } from '../workflows/domain/simulationTicket';
import type { TicketState } from '../workflows/domain/state';
import { catchUp, perform } from '../workflows/domain/steps';
import { addBusinessMinutes } from './businessTime';
import { median, table } from './statistics';

export interface TimeOptions {
  readonly rounds: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);
const CALLS = 1_000_000;
/** The yardstick is given fewer of the same calls: a million of them would take an hour. */
const YARDSTICK_CALLS = 2_000;
const LINES = 200;

const OFFICE: CalendarDocument = {
  timeZone: 'UTC',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '18:00']]])),
};

const POLICY: Policy = {
  calendar: 'office',
  clocks: {
    firstResponse: { targets: { high: 'PT4H' } },
    nextReply: { targets: { high: 'PT8H' } },
    resolution: { targets: { high: 'PT400H' }, pausedWhile: ['requester', 'scheduled'] },
  },
  warnings: [50, 80],
  escalations: [
    { clock: 'resolution', at: 100, level: 1 },
    { clock: 'resolution', at: 150, level: 2 },
  ],
  pending: { requester: { nudgeAfter: ['PT8H', 'PT16H'], resolveAfter: 'PT24H' } },
  closeAfter: 'P3D',
};

/** Prints what reckoning with time costs, beside a library that does the same. */
export function runTimeBench({ rounds }: TimeOptions): void {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  const window = compileCalendar({ id: 'office', version: 1, document: OFFICE }, START, START + 365 * DAY);
  const work = someWork();
  requireAgreement(window, work);
  const state = ticketWithLines();
  const script = monthlyScript();
  measure(20, () => recompute(state));
  measure(20, () => simulate(script));

  const measured = Array.from({ length: rounds }, () => ({
    ours: addAll(window, work, CALLS) / CALLS,
    theirs: addAllBusinessTime(work, YARDSTICK_CALLS) / YARDSTICK_CALLS,
    recomputation: measure(200, () => recompute(state)),
    simulation: measure(50, () => simulate(script)),
  }));
  const [ours, theirs] = [median(measured.map((round) => round.ours)), median(measured.map((round) => round.theirs))];
  const ratio = median(measured.map((round) => round.theirs / round.ours));
  const recomputation = median(measured.map((round) => round.recomputation));
  const simulation = median(measured.map((round) => round.simulation));
  const lines = state.clocks.reduce((sum, clock) => sum + clock.ledger.length, 0);
  console.log(
    table(
      ['what', 'measured', 'beside', 'ratio', 'asked', 'verdict'],
      [
        [
          'addOpenTime over a year, ns a call',
          (ours * 1e6).toFixed(0),
          `dayjs-business-time ${(theirs * 1e6).toFixed(0)}`,
          `${ratio.toFixed(0)} ×`,
          '≥ 20 ×',
          verdict(ratio >= 20),
        ],
        [
          `all clocks recomputed, ${lines} ledger lines, ms`,
          recomputation.toFixed(3),
          '',
          '',
          '≤ 1 ms',
          verdict(recomputation <= 1),
        ],
        [
          `a month simulated, ${script.script.length} steps, ms`,
          simulation.toFixed(2),
          '',
          '',
          '≤ 5 ms',
          verdict(simulation <= 5),
        ],
      ],
    ),
  );
}

interface Work {
  readonly from: number;
  readonly minutes: number;
}

/** Any minute of the first ten months, and durations of a minute to a week's work; the same in every run. */
function someWork(): readonly Work[] {
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: 10_000 }, () => ({
    from: START + next(300 * 24 * 60) * 60_000,
    minutes: 1 + next(50 * 60),
  }));
}

/** Who is fast and wrong has won nothing. The library opens the next day where we close: 18:00 is 08:00 to it. */
function requireAgreement(window: CalendarWindow, work: readonly Work[]): void {
  for (const { from, minutes } of work.slice(0, 500)) {
    const [ours, theirs] = [addOpenTime(window, from, minutes * 60_000), addBusinessMinutes(from, minutes)];
    const [oneLater] = [addOpenTime(window, from, minutes * 60_000 + 1) - 1];
    if (theirs !== ours && theirs !== oneLater) {
      throw new Error(`${new Date(from).toISOString()} + ${minutes} min: ${ours} here, ${theirs} there`);
    }
  }
}

/** @returns milliseconds for all calls */
function addAll(window: CalendarWindow, work: readonly Work[], calls: number): number {
  let sum = 0;
  const begun = performance.now();
  for (let index = 0; index < calls; index++) {
    const { from, minutes } = work[index % work.length] ?? { from: START, minutes: 1 };
    sum += addOpenTime(window, from, minutes * 60_000);
  }
  return taken(begun, sum);
}

function addAllBusinessTime(work: readonly Work[], calls: number): number {
  let sum = 0;
  const begun = performance.now();
  for (let index = 0; index < calls; index++) {
    const { from, minutes } = work[index % work.length] ?? { from: START, minutes: 1 };
    sum += addBusinessMinutes(from, minutes);
  }
  return taken(begun, sum);
}

/** The sum is looked at so that no call is left out as useless. */
function taken(begun: number, sum: number): number {
  const ms = performance.now() - begun;
  if (Number.isNaN(sum)) throw new Error('An instant was no number');
  return ms;
}

/** @returns milliseconds of the median run */
function measure(runs: number, act: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    act();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** A ticket that has waited for its requester and gone on so often that its clocks have so many lines. */
function ticketWithLines(): TicketState {
  const window = compileCalendar({ id: 'office', version: 1, document: OFFICE }, START, START + 1000 * DAY);
  let state = openTicket(POLICY, [window], START, 'high');
  for (let index = 1; state.clocks.reduce((sum, clock) => sum + clock.ledger.length, 0) < LINES; index++) {
    const at = new Date(START + index * 5 * HOUR).toISOString();
    const step: SimulationStep =
      index === 1
        ? { at, do: 'comment', by: 'agent' }
        : index % 2 === 0
          ? { at, do: 'pend', reason: 'requester' }
          : { at, do: 'resume' };
    const command = commandOf(step, index);
    const outcome = perform(catchUp(state, { before: command.at }).state, command);
    if (!outcome.ok) throw new Error(outcome.failure.detail);
    ({ state } = outcome);
  }
  return state;
}

/** Everything anew: each line as today's calendar and policy see it, deadlines, what comes next. */
function recompute(state: TicketState): void {
  const clocks = state.clocks.map((clock) => {
    const terms = termsOf(state, clock.clock);
    return terms ? underTerms(clock, state.asOf, terms) : clock;
  });
  const recounted = { ...state, clocks };
  clockReports(recounted, state.asOf);
  nextDue(recounted);
}

/** A month of questions, answers and waits, with thresholds, nudges and a reopening. */
function monthlyScript(): SimulationDocument {
  const at = (day: number, hour: number) => new Date(START + day * DAY + hour * HOUR).toISOString();
  const weeks = [0, 7, 14, 21].flatMap((day): SimulationStep[] => [
    { at: at(day, 9), do: 'comment', by: 'agent' },
    { at: at(day, 10), do: 'pend', reason: 'requester' },
    { at: at(day + 2, 11), do: 'comment', by: 'requester' },
    { at: at(day + 2, 15), do: 'comment', by: 'agent' },
    { at: at(day + 3, 9), do: 'reclassify', priority: 'high' },
    { at: at(day + 3, 10), do: 'pend', reason: 'vendor' },
    { at: at(day + 4, 9), do: 'resolve' },
    { at: at(day + 4, 12), do: 'reopen' },
  ]);
  return {
    calendars: { office: { ...OFFICE, timeZone: 'Europe/Paris' } },
    policy: POLICY,
    script: [{ at: at(0, 8), do: 'open', priority: 'high' }, ...weeks, { at: at(26, 9), do: 'resolve' }],
    until: at(31, 0),
  };
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}
