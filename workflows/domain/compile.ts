import { Temporal } from 'temporal-polyfill/implementation';
import { END_OF_TIME, type CalendarWindow } from './calendar';
import { DAY } from './duration';

/** Local wall times `HH:MM`; `24:00` may end a day. */
export type OpeningInterval = readonly [start: string, end: string];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A calendar as administrators write it. A day left out is closed. */
export interface CalendarDocument {
  readonly name?: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly OpeningInterval[]>>>;
  /** Each replaces the intervals of one date, `YYYY-MM-DD`. */
  readonly exceptions?: readonly {
    readonly date: string;
    readonly name?: string;
    readonly intervals: readonly OpeningInterval[];
  }[];
}

/** A stretch of time with one offset from UTC: `[from, until)` in UTC epoch milliseconds, `offset` in milliseconds. */
interface ZoneSpan {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * The open time of a calendar as instants. It reads zone data, so no workflow may call it: activities, the API and the
 * simulator do.
 * @param from, until  UTC epoch milliseconds between which the window knows; always open → known for ever
 */
export function compileCalendar(
  calendar: { readonly id: string; readonly version: number; readonly document: CalendarDocument },
  from: number,
  until: number,
): CalendarWindow {
  const { id, version, document } = calendar;
  if (isAlwaysOpen(document)) return { id, version, from, until: END_OF_TIME, intervals: [[from, END_OF_TIME]] };
  const spans = zoneSpans(document.timeZone, from - 3 * DAY, until + 3 * DAY);
  const weekly = WEEKDAYS.map((weekday) => wallTimes(document.weekly[weekday] ?? []));
  const exceptions = new Map(document.exceptions?.map(({ date, intervals }) => [dayOf(date), wallTimes(intervals)]));
  const open: [number, number][] = [];
  let span = 0;
  // A day more on either side than any offset or moved wall time can reach.
  for (let day = floorDay(from - 2 * DAY); day <= until + 2 * DAY; day += DAY) {
    // Spans that ended days ago have nothing to say any more: a window of years would ask them all every day.
    while ((spans[span]?.until ?? Infinity) < day - 2 * DAY) span += 1;
    for (const [opens, closes] of exceptions.get(day) ?? weekly[weekdayIndex(day)] ?? []) {
      const start = instantAt(spans, span, day + opens);
      const end = instantAt(spans, span, day + closes);
      if (start < end) open.push([start, end]);
    }
  }
  return { id, version, from, until, intervals: clip(union(open), from, until) };
}

/** Whether calendars can be reckoned in the zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function isAlwaysOpen(document: CalendarDocument): boolean {
  const days = [
    ...WEEKDAYS.map((weekday) => document.weekly[weekday] ?? []),
    ...(document.exceptions ?? []).map(({ intervals }) => intervals),
  ];
  return days.every((intervals) => {
    let reached = '00:00';
    for (const [opens, closes] of intervals) reached = opens === reached ? closes : reached;
    return reached === '24:00';
  });
}

/** The zone's offsets over a time; at least one span. */
function zoneSpans(timeZone: string, from: number, until: number): readonly ZoneSpan[] {
  const spans: ZoneSpan[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const begin = spans.length === 0 ? -Infinity : at.epochMilliseconds;
    const offset = Math.round(at.offsetNanoseconds / 1e6);
    if (!next || next.epochMilliseconds > until) {
      spans.push({ from: begin, until: Infinity, offset });
      return spans;
    }
    spans.push({ from: begin, until: next.epochMilliseconds, offset });
    at = next;
  }
}

/**
 * The instant of a wall time. One that occurs twice is the earlier; one that is skipped moves forward by the length of
 * the gap, which is to read it by the offset that held before.
 * @param first index of a span that holds days before, so that it is not the one after the gap
 * @param wall the wall time as if it were UTC, epoch milliseconds
 */
function instantAt(spans: readonly ZoneSpan[], first: number, wall: number): number {
  let instant = wall;
  for (let index = first; index < spans.length; index += 1) {
    const { from, until, offset } = spanAt(spans, index);
    // Neither in this span nor, if not in the next one either, anywhere: then this is the offset before the gap.
    if (wall - offset < from) break;
    instant = wall - offset;
    if (instant < until) break;
  }
  return instant;
}

function union(intervals: readonly [number, number][]): [number, number][] {
  const sorted = [...intervals].sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function clip(intervals: readonly [number, number][], from: number, until: number): [number, number][] {
  return intervals
    .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, until)])
    .filter(([start, end]) => start < end);
}

function spanAt(spans: readonly ZoneSpan[], index: number): ZoneSpan {
  const span = spans[index];
  if (!span) throw new RangeError(`The zone has no span number ${index}`);
  return span;
}

/** Milliseconds after midnight. */
function wallTimes(intervals: readonly OpeningInterval[]): readonly (readonly [number, number])[] {
  return intervals.map(([opens, closes]) => [wallTime(opens), wallTime(closes)]);
}

function wallTime(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function floorDay(instant: number): number {
  return Math.floor(instant / DAY) * DAY;
}

/** The day of a date `YYYY-MM-DD` as if it were in UTC. */
function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** As in `WEEKDAYS`: 1 January 1970 was a Thursday, which is 3. */
function weekdayIndex(day: number): number {
  return (((day / DAY + 3) % 7) + 7) % 7;
}
