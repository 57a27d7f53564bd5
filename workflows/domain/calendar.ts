import { DAY } from './duration';

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

/** A calendar closed for so long is taken to stay closed for ever; milliseconds. */
export const LONGEST_CLOSING = 366 * DAY;

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

/** The search for open time met `LONGEST_CLOSING` without any: what is looked for never comes. */
export class CalendarNeverOpens extends Error {
  constructor(
    readonly calendar: string,
    readonly since: number,
  ) {
    super(`Calendar ${calendar} has no open time in the 366 days after ${new Date(since).toISOString()}`);
    this.name = 'CalendarNeverOpens';
  }
}

/**
 * Open time between two instants.
 * @param from, to  UTC epoch milliseconds, from ≤ to
 * @returns milliseconds, 0 ≤ result ≤ to − from
 * @throws CalendarWindowExceeded if `to` lies after the last instant that the window knows
 * @throws RangeError if `from` lies before the first one
 */
export function openTime(window: CalendarWindow, from: number, to: number): number {
  assertKnown(window, from);
  if (to > window.until) throw new CalendarWindowExceeded(window.id, window.until);
  let sum = 0;
  for (let index = firstEndingAfter(window, from); index < window.intervals.length; index += 1) {
    const [start, end] = intervalAt(window, index);
    if (start >= to) break;
    sum += Math.min(end, to) - Math.max(start, from);
  }
  return sum;
}

/**
 * The first instant at which `ms` of open time have passed since `from`: closing time itself, not the next opening,
 * when the time is used up exactly at closing.
 * @throws CalendarWindowExceeded if the window ends before that
 * @throws CalendarNeverOpens if the calendar stays closed for 366 days on the way
 */
export function addOpenTime(window: CalendarWindow, from: number, ms: number): number {
  const instant = findOpenTime(window, from, ms, END_OF_TIME);
  if (instant === null) throw new CalendarNeverOpens(window.id, from);
  return instant;
}

/**
 * As `addOpenTime`, but looks no further than `bound`, and needs no longer a window than that.
 * @returns null if the instant lies after `bound`
 */
export function findOpenTime(window: CalendarWindow, from: number, ms: number, bound: number): number | null {
  if (ms <= 0) return from <= bound ? from : null;
  assertKnown(window, from);
  let missing = ms;
  let reached = from;
  for (let index = firstEndingAfter(window, from); index < window.intervals.length; index += 1) {
    const [start, end] = intervalAt(window, index);
    assertOpens(window, reached, Math.min(start, bound));
    const begin = Math.max(start, from);
    if (begin >= bound) return null;
    if (end - begin >= missing) return begin + missing <= bound ? begin + missing : null;
    missing -= end - begin;
    reached = end;
  }
  assertOpens(window, reached, Math.min(window.until, bound));
  if (window.until >= bound) return null;
  throw new CalendarWindowExceeded(window.id, window.until);
}

function assertOpens(window: CalendarWindow, since: number, until: number): void {
  if (until - since >= LONGEST_CLOSING) throw new CalendarNeverOpens(window.id, since);
}

function assertKnown(window: CalendarWindow, from: number): void {
  if (from < window.from) {
    throw new RangeError(
      `Calendar ${window.id} is known from ${new Date(window.from).toISOString()} on, asked was ${new Date(from).toISOString()}`,
    );
  }
}

/** Index of the first interval that ends after the instant; the number of intervals if none does. */
function firstEndingAfter(window: CalendarWindow, instant: number): number {
  let low = 0;
  let high = window.intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervalAt(window, middle)[1] > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function intervalAt(window: CalendarWindow, index: number): readonly [number, number] {
  const interval = window.intervals[index];
  if (!interval) throw new RangeError(`Calendar ${window.id} has no interval number ${index}`);
  return interval;
}
