import type { CalendarWindow } from './calendar';
import { changeTerms, sameWindow, termsOf } from './clocks';
import type { TicketEvent } from './events';
import { keepDueInstant } from './fold';
import type { Clock, StaleTerms, TermsCause, TicketState } from './state';
import { cancelSurvey } from './survey';

type TermsChanged = Extract<TicketEvent, { kind: 'termsChanged' }>;

/** Opening intervals kept of calendars that no longer hold; some 30 bytes each. */
const PAST_INTERVALS_KEPT = 200;

/**
 * The ticket under another policy, or other versions of its calendars. What has been counted stays; each clock that has
 * not stopped goes on by the new terms, with the new target, and fires what it has passed by them.
 */
export function underNewTerms(state: TicketState, { at, data }: TermsChanged): TicketState {
  const { policy } = data.facts;
  // A version that the ticket has already reaches further back.
  const calendars = data.facts.calendars.map(
    (window) => state.calendars.find((known) => sameWindow(known, window)) ?? window,
  );
  const moved: TicketState = { ...state, policy, calendars };
  const clocks = state.clocks.map((clock) => {
    const before = termsOf(state, clock.clock);
    const after = termsOf(moved, clock.clock);
    return before && after ? changeTerms(keepDueInstant(state, clock), at, before, after) : clock;
  });
  const asked = policy.survey !== undefined || state.survey?.state !== 'scheduled';
  return {
    ...moved,
    clocks,
    superseded: pastCalendars(state, calendars, clocks, at),
    survey: asked ? state.survey : cancelSurvey(state.survey),
  };
}

/** What earlier lines were counted by, as far as a line still tells of it: the oldest go when they are too many. */
function pastCalendars(
  state: TicketState,
  calendars: readonly CalendarWindow[],
  clocks: readonly Clock[],
  at: number,
): readonly CalendarWindow[] {
  const replaced = state.calendars.filter((window) => !calendars.some((one) => sameWindow(one, window)));
  const kept: CalendarWindow[] = [];
  let intervals = 0;
  for (const window of [...(state.superseded ?? []), ...replaced.map((one) => endedAt(one, at))].reverse()) {
    intervals += window.intervals.length;
    if (intervals <= PAST_INTERVALS_KEPT && clocks.some((clock) => tellsOf(clock, window))) kept.unshift(window);
  }
  return kept;
}

function endedAt(window: CalendarWindow, at: number): CalendarWindow {
  const past = window.intervals.filter(([start]) => start < at);
  return {
    ...window,
    until: Math.min(window.until, at),
    intervals: past.map(([start, end]) => [start, Math.min(end, at)] as const),
  };
}

function tellsOf({ ledger }: Clock, { id, version }: CalendarWindow): boolean {
  return ledger.some((line) => !line.folded && line.calendar === id && line.calendarVersion === version);
}

/** What a policy's condition can ask for, beside the classification and the team. */
const ASKED_FOR = ['subject', 'description', 'fields', 'tags'];

/** Whether policy and calendars are to be looked up again after an event: what they are chosen by has changed. */
export function staleAfter(before: TicketState, after: TicketState, event: TicketEvent): StaleTerms | null {
  const known = after.staleTerms ?? null;
  return changesChoice(before, after, event) ? staleBecause('ticket', event.seq, known) : known;
}

function changesChoice(before: TicketState, after: TicketState, event: TicketEvent): boolean {
  switch (event.kind) {
    case 'reclassified':
      if (event.data.facts?.policyStands) return false;
      return (['type', 'impact', 'urgency', 'priority'] as const).some((member) => before[member] !== after[member]);
    case 'queued':
    case 'assigned':
      return before.team !== after.team;
    case 'edited':
      return !event.data.facts?.policyStands && event.data.members.some((member) => ASKED_FOR.includes(member));
    default:
      return false;
  }
}

/** From the least to the most that is looked up anew. */
const CAUSES: readonly TermsCause[] = ['calendar', 'ticket', 'policy'];

/** Several reasons are looked into at once, as the strongest asks. */
export function staleBecause(cause: TermsCause, since: number, known: StaleTerms | null): StaleTerms {
  const stronger = known !== null && CAUSES.indexOf(known.cause) > CAUSES.indexOf(cause) ? known.cause : cause;
  return { cause: stronger, since };
}
