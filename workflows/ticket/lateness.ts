import type { EventKind, TicketEvent } from '../domain/events';

/** What the desk needs to act on an alarm when all goes well, milliseconds. */
const PUNCTUAL_MS = 5_000;

/** What may ring later by the ticket's part of the spread, on purpose. */
const SPREAD: readonly EventKind[] = ['warned', 'nudged', 'closed', 'surveySent', 'surveyReminded', 'surveyExpired'];

/**
 * Marks what the desk itself was late for: each event keeps the instant at which it was due, and `lateMs` says how much
 * later it was made up. So an outage of the desk is told apart from what a team did not do in time.
 * @param events made by alarms, each dated at its due instant
 * @param now    UTC epoch milliseconds
 */
export function markLate(events: readonly TicketEvent[], now: number, spreadMs: number): readonly TicketEvent[] {
  return events.map((event) => {
    const lateMs = now - event.at;
    const allowed = PUNCTUAL_MS + (SPREAD.includes(event.kind) ? spreadMs : 0);
    // Every kind that an alarm makes takes the member.
    return lateMs > allowed ? ({ ...event, data: { ...event.data, lateMs } } as TicketEvent) : event;
  });
}
