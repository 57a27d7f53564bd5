import { CalendarNeverOpens, CalendarWindowExceeded, END_OF_TIME } from './calendar';
import { clockDues, requireDueInstants } from './clockAlarms';
import type { Due, DueSearch } from './due';
import { leaseDues } from './lease';
import { surveyDues } from './surveyAlarms';
import type { TicketState } from './state';
import { statusDues } from './statusAlarms';

export type { Due } from './due';

/**
 * What comes next by itself, and when; null if nothing does. Not before `state.asOf`: what was missed is due at once.
 * @throws CalendarWindowExceeded if a calendar's window ends before it can be told, or before a deadline that people
 *   are shown
 */
export function nextDue(state: TicketState): Due | null {
  requireDueInstants(state);
  return earliestDue(state, END_OF_TIME, forgetIt);
}

/**
 * As `nextDue`, but looks no further than `bound`, and needs no longer windows than that.
 * @param whenNeverOpen is told of a search that met a calendar closed for 366 days; live tickets go on without
 */
export function earliestDue(
  state: TicketState,
  bound: number,
  whenNeverOpen: (error: CalendarNeverOpens) => void,
): Due | null {
  let first: Due | null = null;
  let short: CalendarWindowExceeded | null = null;
  for (const search of searches(state)) {
    try {
      const due = search(bound);
      // The searches stand in the order in which things of one instant happen: the first of equals stays.
      if (due && (!first || due.at < first.at)) first = due;
    } catch (error) {
      if (error instanceof CalendarNeverOpens) whenNeverOpen(error);
      else if (error instanceof CalendarWindowExceeded) short = !short || error.until < short.until ? error : short;
      else throw error;
    }
  }
  // Whatever a window does not reach comes after its end.
  if (short && (!first || first.at > short.until)) throw short;
  return first;
}

function searches(state: TicketState): readonly DueSearch[] {
  return [...clockDues(state), ...statusDues(state), ...leaseDues(state), ...surveyDues(state)];
}

function forgetIt(): void {
  // A calendar without open time ahead: what would be due never comes.
}
