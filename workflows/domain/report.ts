import { CalendarWindowExceeded, type CalendarWindow } from './calendar';
import { dueInstant } from './clockAlarms';
import { stateOfClock, termsOf } from './clocks';
import type { ClockName } from './codes';
import { elapsedTime, lastLine } from './ledger';
import type { Clock, Segment, SegmentState, TicketState } from './state';

/** A clock as people are shown it; instants in UTC epoch milliseconds. */
export interface ClockReport {
  readonly clock: ClockName;
  readonly cycle: number;
  readonly state: SegmentState;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  /** When the target is, or was, used up if nothing more changes; null while paused or if it never comes. */
  readonly dueAt: number | null;
  readonly elapsedMs: number;
  readonly targetMs: number;
  /** The target was used up and still is. */
  readonly breached: boolean;
  /** It was used up at some time, whatever has been reclassified since. */
  readonly everBreached: boolean;
  /** Touching lines; their `countedMs` add up to `elapsedMs`. */
  readonly ledger: readonly Segment[];
}

/**
 * The clocks that have a target, in their order, as at an instant not before `state.asOf`.
 * @throws CalendarWindowExceeded if a running clock's window ends before `asOf`
 */
export function clockReports(state: TicketState, asOf: number): readonly ClockReport[] {
  return state.clocks.flatMap((clock) => {
    const terms = termsOf(state, clock.clock);
    if (!terms || clock.targetMs === null) return [];
    const { clock: name, cycle, startedAt, stoppedAt, targetMs, everBreached } = clock;
    const counted = elapsedTime(clock.ledger, asOf, terms.window);
    return [
      {
        clock: name,
        cycle,
        state: stateOfClock(clock),
        startedAt,
        stoppedAt,
        dueAt: dueAtOf(state, clock),
        elapsedMs: counted,
        targetMs,
        breached: clock.fired.includes('b'),
        everBreached,
        ledger: ledgerAt(clock, counted, terms.window),
      },
    ];
  });
}

/** The earliest deadline of running clocks that have a target, breached or not, and of hand; null if there is none. */
export function nextDueAt(state: TicketState): number | null {
  const running = state.clocks.filter((clock) => stateOfClock(clock) === 'running');
  const byHand = state.resolvedAt === null && state.dueDate ? [state.dueDate.at] : [];
  const instants = [...byHand, ...running.map((clock) => dueAtOf(state, clock)).filter((at) => at !== null)];
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Whether a target is used up, of a clock that runs or of one that stopped too late, or a date set by hand passed. */
export function anyBreached(state: TicketState): boolean {
  return state.dueDate?.passed === true || state.clocks.some((clock) => clock.fired.includes('b'));
}

/** Null too while the window is too short to tell: whoever only reads cannot fetch a longer one. */
function dueAtOf(state: TicketState, clock: Clock): number | null {
  const terms = termsOf(state, clock.clock);
  if (!terms) return null;
  try {
    return dueInstant(clock, terms);
  } catch (error) {
    if (error instanceof CalendarWindowExceeded) return null;
    throw error;
  }
}

/** The ledger with its last line counted as far as the report goes. */
function ledgerAt(clock: Clock, elapsedMs: number, { id, version }: CalendarWindow): readonly Segment[] {
  const closed = clock.ledger.slice(0, -1);
  const before = closed.reduce((sum, line) => sum + (line.countedMs ?? 0), 0);
  const current = { ...lastLine(clock.ledger), countedMs: elapsedMs - before };
  return [...closed, current].map((line) => ({
    ...line,
    calendarVersion: line.calendarVersion ?? version,
    calendar: line.calendar ?? id,
  }));
}
