/** Agents' shifts: calendars like any other, asked for this instant and for the next beginning. */
import type { Prisma } from '../prisma/client';
import type { CalendarDocument } from '../workflows/domain/compile';
import { compileCalendar } from '../workflows/domain/compile';
import type { CalendarWindow } from '../workflows/domain/calendar';

const DAY_MS = 86_400_000;
/** A shift that begins later than this is looked for again by then. */
const LOOK_AHEAD_MS = 8 * DAY_MS;

interface HasCalendar {
  readonly calendar: string | null;
}

/** Which of the agents' calendars are open at an instant. One that does not exist is taken to be open, as in triage. */
export async function openCalendars(
  db: Prisma.TransactionClient,
  agents: readonly HasCalendar[],
  at: number,
): Promise<ReadonlySet<string>> {
  const windows = await readWindows(db, agents, at, at + 1);
  const named = agents.flatMap(({ calendar }) => calendar ?? []);
  return new Set(named.filter((id) => isOpen(windows.get(id), at)));
}

/** When the first of these calendars that is closed at an instant opens; null if all are open. */
export async function nextOpening(
  db: Prisma.TransactionClient,
  agents: readonly HasCalendar[],
  at: number,
): Promise<number | null> {
  const windows = await readWindows(db, agents, at, at + LOOK_AHEAD_MS);
  const closed = [...windows.values()].filter((window) => !isOpen(window, at));
  if (closed.length === 0) return null;
  return Math.min(...closed.map(({ intervals, until }) => intervals[0]?.[0] ?? until));
}

/** When an agent's shift ends that is under way at an instant; null if she has none, or it does not end for days. */
export async function shiftEnd(db: Prisma.TransactionClient, agent: HasCalendar, at: number): Promise<number | null> {
  const [window] = (await readWindows(db, [agent], at, at + LOOK_AHEAD_MS)).values();
  const end = window?.intervals[0]?.[1];
  return window === undefined || end === undefined || end >= window.until ? null : end;
}

function isOpen(window: CalendarWindow | undefined, at: number): boolean {
  if (!window) return true;
  const [first] = window.intervals;
  return first !== undefined && first[0] <= at;
}

async function readWindows(
  db: Prisma.TransactionClient,
  agents: readonly HasCalendar[],
  from: number,
  until: number,
): Promise<Map<string, CalendarWindow>> {
  const ids = [...new Set(agents.flatMap(({ calendar }) => calendar ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await db.document.findMany({ where: { kind: 'calendar', current: true, id: { in: ids } } });
  return new Map(
    rows.map(({ id, version, document }) => {
      // Checked when it was stored.
      const calendar = { id, version, document: document as unknown as CalendarDocument };
      return [id, compileCalendar(calendar, from, until)];
    }),
  );
}
