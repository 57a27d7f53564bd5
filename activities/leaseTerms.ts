import type { PrismaClient } from '../prisma/client';
import { currentDocument } from '../prisma/documents';
import type { CalendarWindow } from '../workflows/domain/calendar';
import { compileCalendar } from '../workflows/domain/compile';
import { DAY, parseDuration } from '../workflows/domain/duration';
import type { LeaseTerms } from '../workflows/domain/lease';
import { shiftEnd } from './shifts';

/** How far ahead a window is compiled; the second only for calendars that are seldom open. */
const LOOK_AHEAD_MS = [14 * DAY, 370 * DAY];
/** The offer may reach the ticket late, and its clock may differ a little. */
const EARLIER_MS = 60_000;
/** They travel in the ticket's state. */
const MOST_INTERVALS = 200;

/** How long the team's strategy lets an agent hesitate; undefined if the team does not say. */
export async function leaseTerms(prisma: PrismaClient, team: string, agent: string): Promise<LeaseTerms | undefined> {
  const row = await prisma.team.findUnique({
    where: { id: team },
    select: { acceptWithin: true, calendar: true, returnAtShiftEnd: true },
  });
  const end = row?.returnAtShiftEnd ? await endOfShiftOf(prisma, agent) : null;
  const terms = {
    ...(row?.acceptWithin ? await termsWithin(prisma, row.acceptWithin, row.calendar) : {}),
    ...(end === null ? {} : { shiftEnd: end }),
  };
  return Object.keys(terms).length === 0 ? undefined : terms;
}

async function endOfShiftOf(prisma: PrismaClient, userId: string): Promise<number | null> {
  const agent = await prisma.agent.findUnique({ where: { userId }, select: { calendar: true } });
  return agent && shiftEnd(prisma, agent, Date.now());
}

async function termsWithin(prisma: PrismaClient, within: string, calendar: string | null): Promise<LeaseTerms> {
  const { unit, ms } = parseDuration(within);
  if (unit === 'elapsed' || calendar === null) return { within };
  const stored = await currentDocument(prisma, 'calendar', calendar);
  if (!stored) return { within };
  const now = Date.now();
  let window: CalendarWindow | undefined;
  for (const ahead of LOOK_AHEAD_MS) {
    window = compileCalendar(stored, now - EARLIER_MS, now + ahead + ms);
    if (openMsOf(window) >= 2 * ms + EARLIER_MS) break;
  }
  return { within, ...(window && { window: cutTo(2 * ms + EARLIER_MS, window) }) };
}

/** Only as much open time as the wait can need, also if the offer arrives long after the claim. */
function cutTo(ms: number, window: CalendarWindow): CalendarWindow {
  let sum = 0;
  const needed = window.intervals.findIndex(([start, end]) => (sum += end - start) >= ms);
  const kept = window.intervals.slice(0, Math.min(needed === -1 ? MOST_INTERVALS : needed + 1, MOST_INTERVALS));
  const last = kept.at(-1);
  return kept.length === window.intervals.length || !last ? window : { ...window, until: last[1], intervals: kept };
}

function openMsOf({ intervals }: CalendarWindow): number {
  return intervals.reduce((sum, [start, end]) => sum + end - start, 0);
}
