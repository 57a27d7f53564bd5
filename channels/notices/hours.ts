/** When a person may be written to: windows of time, computed here by zone data, asked by the plan. */
import type { CalendarWindow } from '../../workflows/domain/calendar';
import { compileCalendar, WEEKDAYS, type CalendarDocument, type OpeningInterval } from '../../workflows/domain/compile';

/** A window looks so far ahead: beyond the longest holidays. */
const AHEAD_MS = 40 * 86_400_000;

/** The open time of a calendar, as far as mail cares. */
export function openHours(document: CalendarDocument, from: number): CalendarWindow {
  return compileCalendar({ id: 'hours', version: 1, document }, from, from + AHEAD_MS);
}

/** What quiet hours leave of each day. */
export function loudHours(quiet: { from: string; to: string }, timeZone: string, from: number): CalendarWindow {
  return openHours(everyDay(timeZone, complement(quiet)), from);
}

function complement({ from, to }: { from: string; to: string }): OpeningInterval[] {
  if (from > to) return [[to, from]];
  const day: OpeningInterval[] = [
    ['00:00', from],
    [to, '24:00'],
  ];
  return day.filter(([opens, closes]) => opens !== closes);
}

/**
 * The next instant, later than `after`, at which a person's clock shows a time.
 * @param after UTC epoch milliseconds
 */
export function nextAt(time: string, timeZone: string, after: number): number {
  const { intervals } = openHours(everyDay(timeZone, [[time, oneMinuteAfter(time)]]), after - 86_400_000);
  const next = intervals.find(([start]) => start > after);
  if (!next) throw new RangeError(`It is never ${time} in ${timeZone}`);
  return next[0];
}

function oneMinuteAfter(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const next = hours * 60 + minutes + 1;
  return `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`;
}

function everyDay(timeZone: string, intervals: readonly OpeningInterval[]): CalendarDocument {
  return { timeZone, weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, intervals])) };
}

/**
 * The first instant from `at` on that lies in all windows.
 * @returns null if there is none that the windows know of
 */
export function firstOpen(windows: readonly CalendarWindow[], at: number): number | null {
  let instant = at;
  for (;;) {
    const moved = windows.reduce<number | null>(
      (reached, window) => (reached === null ? null : openFrom(window, reached)),
      instant,
    );
    if (moved === null || moved === instant) return moved;
    instant = moved;
  }
}

function openFrom({ intervals }: CalendarWindow, at: number): number | null {
  const next = intervals.find(([, end]) => end > at);
  return next ? Math.max(next[0], at) : null;
}
