import { CalendarWindowExceeded } from './calendar';
import { dueInstant } from './clockAlarms';
import { termsOf } from './clocks';
import { countedTime, lastLine, splitLine } from './ledger';
import type { Clock, Segment, TicketState } from './state';

/** How much of the past is kept line by line; the timeline in PostgreSQL has it all. */
const LINES_KEPT = 50;
const LINES_KEPT_OF_STOPPED = 4;
const CYCLES_KEPT = 30;
/** Opening intervals of all calendars together; some 30 bytes each. */
const INTERVALS_KEPT = 600;

/**
 * The same state with its past made short, so that it stays under 64 kB however long the ticket lives: of each clock
 * the oldest lines become one, the oldest cycles of `nextReply` go, and so do opening hours of long ago. What elapsed,
 * what is due and what has fired stay the same. A state that is short enough comes back as it is.
 */
export function fold(state: TicketState): TicketState {
  // Without a policy nothing is counted yet: every line is still needed.
  if (!state.policy) return state;
  return foldCalendars(foldLines(foldCycles(state)));
}

function foldCycles(state: TicketState): TicketState {
  const cycles = state.clocks.filter((clock) => clock.clock === 'nextReply');
  if (cycles.length <= CYCLES_KEPT) return state;
  const old = cycles.slice(0, -CYCLES_KEPT);
  // One that was breached stands for all: the ticket stays one with a breach.
  const witness = old.findLast((clock) => clock.fired.includes('b'));
  return { ...state, clocks: state.clocks.filter((clock) => clock === witness || !old.includes(clock)) };
}

function foldLines(state: TicketState): TicketState {
  if (state.clocks.every((clock) => clock.ledger.length <= linesKept(clock))) return state;
  return { ...state, clocks: state.clocks.map((clock) => shorten(state, clock)) };
}

function linesKept(clock: Clock): number {
  return clock.clock !== 'resolution' && clock.stoppedAt !== null ? LINES_KEPT_OF_STOPPED : LINES_KEPT;
}

function shorten(state: TicketState, clock: Clock): Clock {
  const kept = linesKept(clock);
  if (clock.ledger.length <= kept) return clock;
  // Folded well below the limit, so that the next line does not fold again.
  const recent = clock.ledger.slice(-Math.ceil(kept / 2));
  const old = clock.ledger.slice(0, -recent.length);
  return { ...keepDueInstant(state, clock), ledger: [merge(old), ...recent] };
}

function merge(lines: readonly Segment[]): Segment {
  const first = lines[0];
  if (!first) throw new Error('Nothing to fold');
  const state = lines.some((line) => line.state === 'running') ? 'running' : lastLine(lines).state;
  return { ...lastLine(lines), from: first.from, state, countedMs: countedTime(lines), folded: true };
}

/** Since when opening hours are still asked for, UTC epoch milliseconds: what began earlier is counted. */
export function horizonOf({ asOf, pending, resolvedAt, lease }: TicketState): number {
  const since = [pending?.countsFrom, resolvedAt, lease?.since];
  return Math.min(asOf, ...since.map((instant) => instant ?? asOf));
}

function foldCalendars(state: TicketState): TicketState {
  const known = state.calendars.reduce((sum, window) => sum + window.intervals.length, 0);
  const horizon = horizonOf(state);
  const past = state.calendars.reduce(
    (sum, { intervals }) => sum + intervals.filter(([, end]) => end <= horizon).length,
    0,
  );
  if (known <= INTERVALS_KEPT || past < INTERVALS_KEPT / 4) return state;
  const clocks = state.clocks.map((clock) => splitAt(state, keepDueInstant(state, clock), horizon));
  const calendars = state.calendars.map((window) => {
    const from = Math.max(window.from, horizon);
    const ahead = window.intervals.filter(([, end]) => end > from);
    return { ...window, from, intervals: ahead.map(([start, end]) => [Math.max(start, from), end] as const) };
  });
  return { ...state, clocks, calendars };
}

/** A line that goes on becomes two that touch: only the second needs the calendar from now on. */
function splitAt(state: TicketState, clock: Clock, at: number): Clock {
  const terms = termsOf(state, clock.clock);
  const goesOn = clock.stoppedAt === null && lastLine(clock.ledger).from < at;
  return terms && goesOn ? { ...clock, ledger: splitLine(clock.ledger, at, terms) } : clock;
}

/** Whether nothing can move the instant any more. Of a resolution that may be reopened only what has been can't. */
function isSettled(state: TicketState, clock: Clock, dueAt: number): boolean {
  if (clock.stoppedAt === null) return dueAt <= state.asOf;
  return clock.clock !== 'resolution' || dueAt <= clock.stoppedAt;
}

/** Notes when the target was used up before the lines go that tell it. */
export function keepDueInstant(state: TicketState, clock: Clock): Clock {
  const terms = termsOf(state, clock.clock);
  if (!terms || clock.targetMs === null) return clock;
  try {
    const at = dueInstant(clock, terms);
    return at !== null && isSettled(state, clock, at) ? { ...clock, crossed: { targetMs: clock.targetMs, at } } : clock;
  } catch (error) {
    if (error instanceof CalendarWindowExceeded) return clock;
    throw error;
  }
}
