import type { Prisma } from '../prisma/client';
import type { LinkKind } from '../workflows/domain/codes';
import type { TicketEvent } from '../workflows/domain/events';
import { asJson } from './json';

/** Each link is seen from both of its ends. */
const REVERSE: Readonly<Record<LinkKind, LinkKind>> = {
  followUpOf: 'followedUpBy',
  followedUpBy: 'followUpOf',
  duplicateOf: 'duplicatedBy',
  duplicatedBy: 'duplicateOf',
};

/** Rows for the links that events speak of; one to a ticket that does not exist is left out. */
export async function linkTickets(
  tx: Prisma.TransactionClient,
  ticketId: string,
  news: readonly TicketEvent[],
): Promise<void> {
  const links = news.flatMap((event): { kind: LinkKind; key: string }[] => {
    if (event.kind === 'linked') return [event.data];
    return event.kind === 'followUpOpened' ? [{ kind: 'followedUpBy', key: event.data.key }] : [];
  });
  if (links.length === 0) return;
  const rows = links.map(({ kind, key }) => ({ kind, reverse: REVERSE[kind], key }));
  await tx.$executeRaw`
    WITH ends AS (
      SELECT l.kind, l.reverse, o.id AS other
        FROM jsonb_to_recordset(${asJson(rows)}) AS l(kind text, reverse text, key text)
        JOIN tickets o ON o.key = l.key AND o.id <> ${ticketId}::uuid
    )
    INSERT INTO ticket_links (from_id, kind, to_id)
    SELECT ${ticketId}::uuid, kind, other FROM ends UNION SELECT other, reverse, ${ticketId}::uuid FROM ends
    ON CONFLICT DO NOTHING`;
}
