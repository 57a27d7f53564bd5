import { findOpenTime, type CalendarWindow } from './calendar';
import { instantText, type Due, type DueSearch } from './due';
import { parseDuration } from './duration';
import type { DurationText } from './policy';
import type { TicketState } from './state';
import { later } from './statusAlarms';

/** How long an agent whom a team's strategy chose has to accept, as the team said when she was claimed. */
export interface LeaseTerms {
  /** Absent: as long as her shift lasts. */
  readonly within?: DurationText;
  /** The open hours of the team's own calendar; absent: the calendar of the ticket's policy. */
  readonly window?: CalendarWindow;
  /** End of her shift, UTC epoch milliseconds, if the team wants back what is not accepted by then. */
  readonly shiftEnd?: number;
}

/** Terms that run: from the assignment until it is accepted, answered, or over. */
export interface Lease extends LeaseTerms {
  /** UTC epoch milliseconds. */
  readonly since: number;
}

/** An assignment that nobody took up in time goes back to the queue, by nobody. */
export function leaseDues(state: TicketState): readonly DueSearch[] {
  const { lease, assignee } = state;
  if (!lease || assignee === null) return [];
  return [
    (bound) => expiry(state, assignee, 'notAccepted', endOf(state, lease, bound)),
    (bound) => expiry(state, assignee, 'shiftEnd', endOfShift(state, lease, bound)),
  ];
}

/** The state once somebody has taken the ticket up, or it is no longer hers to take up. */
export function withoutLease(state: TicketState): TicketState {
  return state.lease ? { ...state, lease: null } : state;
}

function expiry(state: TicketState, agent: string, cause: 'notAccepted' | 'shiftEnd', end: number | null): Due | null {
  if (end === null) return null;
  const at = Math.max(end, state.asOf);
  return {
    at,
    soft: false,
    label: `Back to the queue if not accepted by ${instantText(at)}`,
    id: `lease@${at}`,
    next: { at, what: 'leaseEnd', params: {} },
    events: [{ kind: 'released', at, by: null, data: { agent, comment: null, cause } }],
  };
}

/** When the time to accept is used up; null if that is later than `bound`. */
function endOf(state: TicketState, { within, since, window }: Lease, bound: number): number | null {
  if (within === undefined) return null;
  const { unit, ms } = parseDuration(within);
  if (!window && unit === 'open') return later(state, since, within, bound);
  const passed = window && unit === 'open' ? inWindow(window, since, ms, bound) : since + ms;
  return passed !== null && Math.max(passed, state.asOf) <= bound ? passed : null;
}

function endOfShift({ asOf }: TicketState, { shiftEnd }: Lease, bound: number): number | null {
  return shiftEnd !== undefined && Math.max(shiftEnd, asOf) <= bound ? shiftEnd : null;
}

/** The window was made long enough for this one wait; whoever gets to its end has had more than her time. */
function inWindow(window: CalendarWindow, since: number, ms: number, bound: number): number | null {
  // Clocks of two machines may differ by a little.
  const from = Math.max(since, window.from);
  const end = findOpenTime(window, from, ms, Math.min(bound, window.until));
  if (end !== null) return end;
  return window.until <= bound ? window.until : null;
}
