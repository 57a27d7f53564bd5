import type { Prisma } from '../prisma/client';
import type { LinkKind } from '../workflows/domain/codes';
import type { Link, TicketEvent } from '../workflows/domain/events';
import { reverseOf } from '../workflows/domain/handOver';
import { asJson } from './json';

/**
 * Rows, one from each end, for the links that events make and undo; one to a ticket that does not exist is left out. The
 * ticket that was asked writes both: what the other is told later changes no row, so that a link undone stays undone.
 */
export async function linkTickets(
  tx: Prisma.TransactionClient,
  ticketId: string,
  news: readonly TicketEvent[],
): Promise<void> {
  // Of a link made and undone in one batch the last counts.
  const changes = new Map<string, Change>();
  for (const event of news) {
    const change = changeOf(event);
    if (change) changes.set(`${change.kind} ${change.key}`, change);
  }
  const all = [...changes.values()].map((change) => ({ ...change, reverse: reverseOf(change.kind) }));
  const [made, undone] = [all.filter(({ made }) => made), all.filter(({ made }) => !made)];
  if (made.length > 0)
    await tx.$executeRaw`
    WITH ends AS (
      SELECT l.kind, l.reverse, o.id AS other
        FROM jsonb_to_recordset(${asJson(made)}) AS l(kind text, reverse text, key text)
        JOIN tickets o ON o.key = l.key AND o.id <> ${ticketId}::uuid
    )
    INSERT INTO ticket_links (from_id, kind, to_id)
    SELECT ${ticketId}::uuid, kind, other FROM ends UNION SELECT other, reverse, ${ticketId}::uuid FROM ends
    ON CONFLICT (from_id, kind, to_id) DO UPDATE SET pending_since = NULL`;
  if (undone.length > 0)
    await tx.$executeRaw`
    DELETE FROM ticket_links l
     USING jsonb_to_recordset(${asJson(undone)}) AS u(kind text, reverse text, key text) JOIN tickets o ON o.key = u.key
     WHERE (l.from_id, l.kind, l.to_id) IN ((${ticketId}::uuid, u.kind, o.id), (o.id, u.reverse, ${ticketId}::uuid))`;
}

interface Change extends Link {
  readonly made: boolean;
}

function changeOf(event: TicketEvent): Change | null {
  const change = (kind: LinkKind, key: string, made = true): Change => ({ kind, key, made });
  switch (event.kind) {
    case 'linked':
      return event.data.told ? null : change(event.data.kind, event.data.key);
    case 'unlinked':
      return event.data.told ? null : change(event.data.kind, event.data.key, false);
    case 'merged':
      return change('mergedInto', event.data.into);
    case 'unmerged':
      return change('mergedInto', event.data.from, false);
    case 'followUpOpened':
      return change('followedUpBy', event.data.key);
    default:
      return null;
  }
}
