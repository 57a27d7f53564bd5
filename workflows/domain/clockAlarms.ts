import { CalendarNeverOpens, findOpenTime } from './calendar';
import { stateOfClock, termsOf, type ClockTerms } from './clocks';
import type { ClockName } from './codes';
import { instantText, type Due, type DueSearch } from './due';
import type { EventData, NewEvent } from './events';
import { countedTime, instantOf, lastLine } from './ledger';
import type { NextStep } from './process';
import type { Clock, TicketState } from './state';
import { thresholdsOf, thresholdTime, type Threshold } from './thresholds';

/** The next threshold of each clock that is running and has a target, in the clocks' order. */
export function clockDues(state: TicketState): readonly DueSearch[] {
  const { policy } = state;
  if (!policy) return [];
  return state.clocks.flatMap((clock) => {
    if (clock.targetMs === null || stateOfClock(clock) !== 'running') return [];
    const terms = termsOf(state, clock.clock);
    if (!terms) return [];
    // Their order is that of their instants too: only the first can be next.
    const next = thresholdsOf(policy, clock.clock).find((threshold) => !clock.fired.includes(threshold.id));
    return next ? [thresholdSearch(state, clock, terms, clock.targetMs, next)] : [];
  });
}

/**
 * Asks for every deadline that is shown to people, so that windows are fetched before somebody reads.
 * @throws CalendarWindowExceeded if a window ends before one of them
 */
export function requireDueInstants(state: TicketState): void {
  for (const clock of state.clocks) {
    const terms = termsOf(state, clock.clock);
    if (terms) dueInstant(clock, terms);
  }
}

/**
 * When the clock's target is used up, or was; null if it has none, is paused, or its calendar never opens again.
 * @throws CalendarWindowExceeded if the window ends before that
 */
export function dueInstant(clock: Clock, terms: ClockTerms): number | null {
  if (clock.targetMs === null || stateOfClock(clock) === 'paused') return null;
  if (clock.crossed?.targetMs === clock.targetMs) return clock.crossed.at;
  // It stopped before the calendar's memory begins, and would have been due later than anyone kept.
  if (clock.stoppedAt !== null && clock.stoppedAt < terms.window.from) return null;
  try {
    return instantOf(clock.ledger, clock.targetMs, terms);
  } catch (error) {
    if (error instanceof CalendarNeverOpens) return null;
    throw error;
  }
}

function thresholdSearch(
  state: TicketState,
  clock: Clock,
  terms: ClockTerms,
  targetMs: number,
  threshold: Threshold,
): DueSearch {
  return (bound) => {
    const missing = thresholdTime(targetMs, threshold.percent) - countedTime(clock.ledger);
    const reached = findOpenTime(terms.window, lastLine(clock.ledger).from, missing, bound);
    if (reached === null) return null;
    const at = Math.max(reached, state.asOf);
    return at <= bound ? thresholdDue(state, clock, threshold, at) : null;
  };
}

function thresholdDue(state: TicketState, clock: Clock, threshold: Threshold, at: number): Due {
  const which = { clock: clock.clock, cycle: clock.cycle, percent: threshold.percent };
  const params = threshold.escalation ? { ...which, level: threshold.escalation.level } : which;
  return {
    at,
    soft: threshold.what === 'warning',
    label: labelOf(clock, threshold, at),
    id: `${clock.clock}.${clock.cycle}.${threshold.id}@${at}`,
    next: { at, what: threshold.what, params } satisfies NextStep,
    events: eventsOf(state, which, threshold, at),
  };
}

function eventsOf(
  state: TicketState,
  which: EventData['warned'],
  threshold: Threshold,
  at: number,
): readonly NewEvent[] {
  if (threshold.what === 'warning') return [{ kind: 'warned', at, by: null, data: which }];
  const { escalation } = threshold;
  if (!escalation) return [{ kind: 'breached', at, by: null, data: which }];
  const reassign = escalation.reassign ?? null;
  const data = { ...which, level: escalation.level, notify: escalation.notify ?? [], reassign, comment: null };
  const escalated: NewEvent = { kind: 'escalated', at, by: null, data };
  if (reassign === null || reassign === state.team) return [escalated];
  return [escalated, { kind: 'queued', at, by: null, data: { team: reassign, cause: 'escalation' } }];
}

const CLOCK_WORDS: Readonly<Record<ClockName, { readonly name: string; readonly done: string }>> = {
  firstResponse: { name: 'first response', done: 'answered' },
  nextReply: { name: 'next reply', done: 'answered' },
  resolution: { name: 'resolution', done: 'resolved' },
};

function labelOf(clock: Clock, threshold: Threshold, at: number): string {
  const { name, done } = CLOCK_WORDS[clock.clock];
  const until = `if not ${done} by ${instantText(at)}`;
  if (threshold.escalation)
    return `Escalation ${threshold.escalation.level} of ${name} (${threshold.percent}%) ${until}`;
  return threshold.what === 'breach'
    ? `Breach of ${name} ${until}`
    : `Warning of ${name} (${threshold.percent}%) ${until}`;
}
