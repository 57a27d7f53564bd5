import type { CalendarWindow } from './calendar';
import type { ClockName, PendingReason, Priority, Status } from './codes';
import { parseDuration } from './duration';
import { elapsedTime, lastLine, openLedger, recount, signLine, splitLine, turn, type Counting } from './ledger';
import type { Policy } from './policy';
import type { Clock, Pending, SegmentState, SegmentWhy, TicketState } from './state';
import { thresholdTimeOf } from './thresholds';

/** Under which terms a clock runs: its calendar's facts, what pauses it, and its target for the ticket's priority. */
export interface ClockTerms extends Counting {
  readonly targetMs: number | null;
}

/**
 * The terms of a clock, or null while no policy is in force.
 * @throws Error if the ticket has no window of the calendar (triage refuses such facts)
 */
export function termsOf(
  state: Pick<TicketState, 'policy' | 'calendars' | 'superseded' | 'priority'>,
  clock: ClockName,
): ClockTerms | null {
  const { policy } = state;
  if (!policy) return null;
  const clockPolicy = policy.clocks[clock];
  return {
    window: windowOf(state.calendars, clockPolicy?.calendar ?? policy.calendar),
    ...(state.superseded && { superseded: state.superseded }),
    pausedWhile: clockPolicy?.pausedWhile ?? NO_REASONS,
    targetMs: targetOf(policy, clock, state.priority),
  };
}

const NO_REASONS: readonly PendingReason[] = [];

/** The window of a calendar. @throws Error if there is none */
export function windowOf(calendars: readonly CalendarWindow[], id: string): CalendarWindow {
  const window = calendars.find((each) => each.id === id);
  if (!window) throw new Error(`No window of calendar "${id}" among the ticket's facts`);
  return window;
}

/** The ids of all calendars that a policy counts by, its own first. */
export function calendarsOf(policy: Policy): readonly string[] {
  const own = Object.values(policy.clocks).flatMap((clock) => (clock?.calendar ? [clock.calendar] : []));
  return [...new Set([policy.calendar, ...own])];
}

/** What a clock's line says of the ticket's status. */
export function whyOf(status: Status, pending: Pending | null): SegmentWhy {
  if (pending) return `pending:${pending.reason}`;
  return status === 'resolved' || status === 'closed' ? status : 'open';
}

/** Starts a clock. */
export function startClock(
  clock: ClockName,
  cycle: number,
  at: number,
  why: SegmentWhy,
  terms: ClockTerms | null,
): Clock {
  return {
    clock,
    cycle,
    startedAt: at,
    stoppedAt: null,
    targetMs: terms?.targetMs ?? null,
    fired: [],
    everBreached: false,
    ledger: openLedger(at, why, terms),
  };
}

/** Lets a clock that has not stopped run or pause, as the ticket's new status says. */
export function turnClock(clock: Clock, at: number, why: SegmentWhy, terms: ClockTerms | null): Clock {
  if (clock.stoppedAt !== null) return clock;
  return { ...clock, ledger: turn(clock.ledger, at, why, terms) };
}

/** Stops a clock; one that has stopped stays as it was. */
export function stopClock(clock: Clock, at: number, why: 'answered' | 'resolved', terms: ClockTerms | null): Clock {
  if (clock.stoppedAt !== null) return clock;
  return { ...clock, stoppedAt: at, ledger: turn(clock.ledger, at, why, terms) };
}

/** Lets a stopped clock run on, under today's target; the time between counts nothing. */
export function restartClock(clock: Clock, at: number, terms: ClockTerms | null): Clock {
  return retarget({ ...clock, stoppedAt: null, ledger: turn(clock.ledger, at, 'open', terms) }, at, terms);
}

/** Gives a clock that has not stopped today's target. What has elapsed stays; what is no longer passed is re-armed. */
export function retarget(clock: Clock, at: number, terms: ClockTerms | null): Clock {
  if (clock.stoppedAt !== null || !terms) return clock;
  return rearm({ ...clock, targetMs: terms.targetMs }, at, terms);
}

/** Puts a clock under a policy that came or changed: every line as that policy sees it, and its target. */
export function underTerms(clock: Clock, at: number, terms: ClockTerms): Clock {
  return rearm({ ...clock, targetMs: terms.targetMs, ledger: recount(clock.ledger, terms) }, at, terms);
}

/**
 * Puts a clock under other terms: what was counted stays as it was counted, the time from now on goes by the new ones,
 * and the ledger shows where. One that has stopped stays as it was.
 */
export function changeTerms(clock: Clock, at: number, before: ClockTerms, after: ClockTerms): Clock {
  if (clock.stoppedAt !== null) return { ...clock, ledger: signLine(clock.ledger, before) };
  const split = splitLine(clock.ledger, at, before, after);
  const goesOn = sameWindow(before.window, after.window) && lastLine(split).state === lastLine(clock.ledger).state;
  const ledger = goesOn ? clock.ledger : split;
  return rearm({ ...clock, targetMs: after.targetMs, ledger }, at, after);
}

/** The same version of the same calendar, however far it is known. */
export function sameWindow(
  a: Pick<CalendarWindow, 'id' | 'version'>,
  b: Pick<CalendarWindow, 'id' | 'version'>,
): boolean {
  return a.id === b.id && a.version === b.version;
}

/** Whether the clock runs, is paused or has stopped. */
export function stateOfClock(clock: Clock): SegmentState {
  return lastLine(clock.ledger).state;
}

function rearm(clock: Clock, at: number, terms: ClockTerms): Clock {
  const { targetMs } = clock;
  if (targetMs === null) return { ...clock, fired: [] };
  if (clock.fired.length === 0) return clock;
  const elapsed = elapsedTime(clock.ledger, at, terms.window);
  return { ...clock, fired: clock.fired.filter((id) => elapsed >= thresholdTimeOf(id, targetMs)) };
}

function targetOf(policy: Policy, clock: ClockName, priority: Priority): number | null {
  const text = policy.clocks[clock]?.targets[priority];
  return text === undefined ? null : parseDuration(text).ms;
}
