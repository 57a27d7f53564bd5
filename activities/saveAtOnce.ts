import { Prisma, type PrismaClient } from '../prisma/client';
import type { SaveInput } from '../workflows/contract';
import type { EventKind, TicketEvent } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';
import { assignmentStatements } from './assignments';
import { countAhead, type Ahead } from './crowds';
import { eventsStatement } from './eventRows';
import { deliveryStatements } from './outbox';
import { rowStatement } from './projectRow';
import { claimStatements } from './texts';

/** Of these nothing follows but the event, the row, who holds the ticket, the comment that it names and what people are told. */
const PLAIN: ReadonlySet<EventKind> = new Set<EventKind>([
  'commented',
  'reclassified',
  'warned',
  'breached',
  'escalated',
  'nudged',
  'occurred',
  'alertEnded',
  'queued',
  'assigned',
  'accepted',
  'released',
  'pended',
  'resumed',
]);

/** Triage of a ticket that was resolved before brings it a survey. */
function isPlain({ kind }: TicketEvent, { survey }: TicketState): boolean {
  return PLAIN.has(kind) || (kind === 'triaged' && survey === null);
}

/**
 * Saves what most saves are about in one statement, which is its own transaction: a person waits for it, and each round
 * trip to the database is a part of her waiting. All of it happens or nothing, in the same terms as in `save`.
 * @returns how many older tickets are due in the same second; null if nothing was done: the events are of other kinds, do
 *   not follow upon those that the row has, or somebody else has the row just now
 */
export async function saveAtOnce(prisma: PrismaClient, { state, events, runId }: SaveInput): Promise<Ahead | null> {
  const [first] = events;
  if (!first || !events.every((event) => isPlain(event, state))) return null;
  const { ticketId } = state;
  const when = Prisma.sql`EXISTS (SELECT FROM fitting)`;
  const nameOf = (index: number) => Prisma.raw(`write_${index}`);
  const before = [
    eventsStatement({ ticketId, events, runId, when }),
    rowStatement({ state, news: events, texts: {}, runId, when }),
    ...claimStatements(ticketId, events, when),
  ];
  const writes = [
    ...before,
    ...assignmentStatements({ state, news: events, rewrite: false, when, first: nameOf(before.length) }),
    ...deliveryStatements(state, events, when),
  ].map((statement, index) => Prisma.sql`${nameOf(index)} AS (${statement})`);
  // Not waited for: this statement would see the row as it was before the wait.
  const rows = await prisma.$queryRaw<{ done: boolean; ahead: number }[]>`/* prepared */
    WITH fitting AS MATERIALIZED (
      SELECT t.id FROM tickets t
       WHERE t.id = ${ticketId}::uuid AND t.version = ${first.seq - 1}
         AND NOT EXISTS (SELECT FROM save_failures f WHERE f.ticket_id = t.id)
         FOR NO KEY UPDATE OF t SKIP LOCKED
    ), ${Prisma.join(writes, ', ')}
    SELECT EXISTS (SELECT FROM fitting) AS done, ${countAhead(state, Date.now()) ?? 0}::int AS ahead`;
  return rows[0]?.done ? { ahead: rows[0].ahead } : null;
}
