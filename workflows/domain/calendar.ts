/**
 * Open time, as facts: a window of opening intervals that an activity computed from a calendar, its exceptions and the
 * zone data of that day. Workflow code only adds and subtracts, so that a replay years later computes the same.
 */
export interface CalendarWindow {
  readonly id: string;
  readonly version: number;
  /** UTC epoch milliseconds from which the window knows. */
  readonly from: number;
  /** UTC epoch milliseconds until which the window knows; `END_OF_TIME` for a calendar that is always open. */
  readonly until: number;
  /** Half-open `[start, end)` in UTC epoch milliseconds, ascending, disjoint, not touching, within the window. */
  readonly intervals: readonly (readonly [start: number, end: number])[];
}

/** The last instant of JavaScript's `Date`. */
export const END_OF_TIME = 8_640_000_000_000_000;

/** The window does not reach far enough: fetch a longer one and ask again. */
export class CalendarWindowExceeded extends Error {
  constructor(
    readonly calendar: string,
    readonly until: number,
  ) {
    super(`Calendar ${calendar} is known until ${new Date(until).toISOString()} only`);
    this.name = 'CalendarWindowExceeded';
  }
}
