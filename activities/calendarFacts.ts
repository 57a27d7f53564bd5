import type { StoredDocument } from '../prisma/documents';
import { END_OF_TIME, type CalendarWindow } from '../workflows/domain/calendar';
import { compileCalendar } from '../workflows/domain/compile';
import { parseDuration } from '../workflows/domain/duration';
import type { Policy } from '../workflows/domain/policy';

const DAY_MS = 86_400_000;
/** A window knows at least this much beyond now. */
const LEAST_DAYS = 60;
/** Open hours are at worst this small a part of the time, as far as the first window provides. */
const SPARSE = 5;
/**
 * Intervals in all of a ticket's windows: they travel in its state, and one is some 30 bytes of JSON. A window that is
 * cut short is fetched anew when the ticket gets there.
 */
const MOST_INTERVALS = 480;

/**
 * The windows of all calendars that a policy names, from the instant the ticket came in to as far as its targets need.
 * A calendar that does not exist is taken to be always open, and logged: a ticket with strict deadlines is better than
 * one that cannot be opened.
 */
export function windowsFor(
  policy: Policy,
  calendars: readonly StoredDocument<'calendar'>[],
  receivedAt: number,
  log: (what: object, message: string) => void,
): CalendarWindow[] {
  const named = [...new Set([policy.calendar, ...Object.values(policy.clocks).map((clock) => clock.calendar)])];
  const ids = named.filter((id) => id !== undefined);
  const until = Math.max(receivedAt, Date.now()) + Math.max(LEAST_DAYS * DAY_MS, SPARSE * longestOpenTime(policy));
  const room = Math.floor(MOST_INTERVALS / ids.length);
  return ids.map((id) => {
    const stored = calendars.find((calendar) => calendar.id === id);
    if (!stored) {
      log({ calendar: id }, 'There is no such calendar');
      return alwaysOpen(id, receivedAt);
    }
    const { version, document } = stored;
    return cutTo(room, compileCalendar({ id, version, document }, receivedAt, until));
  });
}

/** Stands for a calendar that is not there; stored versions count from 1. */
export function alwaysOpen(id: string, from: number): CalendarWindow {
  return { id, version: 0, from, until: END_OF_TIME, intervals: [[from, END_OF_TIME]] };
}

/** The window without the intervals that are too many: it knows until the first of those begins. */
function cutTo(room: number, window: CalendarWindow): CalendarWindow {
  const beyond = window.intervals[room];
  if (!beyond) return window;
  return { ...window, until: beyond[0], intervals: window.intervals.slice(0, room) };
}

/** The longest open time that anything in the policy waits for, in milliseconds. */
function longestOpenTime(policy: Policy): number {
  const percent = Math.max(100, ...(policy.escalations ?? []).map((escalation) => escalation.at));
  const targets = Object.values(policy.clocks).flatMap((clock) => Object.values(clock.targets));
  const waits = Object.values(policy.pending ?? {}).flatMap((one) => [...(one.nudgeAfter ?? []), one.resolveAfter]);
  const open = (text: string | undefined): number => {
    if (text === undefined) return 0;
    const { unit, ms } = parseDuration(text);
    return unit === 'open' ? ms : 0;
  };
  return Math.max(
    0,
    ...targets.map((target) => (open(target) * percent) / 100),
    ...waits.map(open),
    open(policy.closeAfter),
  );
}
