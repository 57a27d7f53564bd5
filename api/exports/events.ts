import { Prisma } from '../../prisma/client';
import { shownData } from '../listEvents';
import { namesOf } from '../names';
import type { Call } from '../route';
import { pagesOf } from './pages';

/** Tickets whose events are read together. */
const TICKETS = 200;
/** Events that are read together: few tickets have thousands. */
const PAGE = 1_000;

interface EventRow {
  readonly ticketId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly byId: string | null;
  readonly byRole: string | null;
  readonly data: Prisma.JsonObject;
}

/** Between two instants; absent: from the beginning, to the end. */
export interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The whole timelines of the tickets that the conditions let through, ticket by ticket, each in order. */
export async function* exportEvents({ deps }: Pick<Call, 'deps'>, conditions: readonly Prisma.Sql[], span: Span) {
  const { prisma } = deps;
  // A ticket's `updatedAt` is its last event's instant: one that was quiet since `from` has nothing to tell.
  const within = [
    ...conditions,
    ...(span.from === undefined ? [] : [Prisma.sql`t.updated_at >= ${new Date(span.from)}`]),
    ...(span.to === undefined ? [] : [Prisma.sql`t.created_at < ${new Date(span.to)}`]),
  ];
  const read = (last: string) =>
    prisma.$queryRaw<{ id: string; key: string }[]>`
      SELECT t.id::text, t.key FROM tickets t
       WHERE ${Prisma.join([...within, Prisma.sql`t.id > ${last}::uuid`], ' AND ')} ORDER BY t.id LIMIT ${TICKETS}`;
  for await (const tickets of pagesOf(read)) {
    const keys = new Map(tickets.map(({ id, key }) => [id, key]));
    for await (const events of eventsOf(prisma, [...keys.keys()], span)) {
      const names = await namesOf(
        prisma,
        events.map(({ byId }) => byId),
      );
      yield events.map(({ ticketId, seq, at, kind, byId, byRole, data }) => ({
        ticket: keys.get(ticketId) ?? '',
        seq,
        at: at.toISOString(),
        kind,
        by: byId === null ? null : { id: byId, name: names.get(byId) ?? byId, role: byRole },
        data: shownData(kind, data),
      }));
    }
  }
}

async function* eventsOf(prisma: Call['deps']['prisma'], tickets: readonly string[], { from, to }: Span) {
  let last = { ticketId: '00000000-0000-0000-0000-000000000000', seq: 0 };
  for (;;) {
    const rows: EventRow[] = await prisma.$queryRaw<EventRow[]>`
      SELECT e.ticket_id::text AS "ticketId", e.seq, e.at, e.kind, e.by_id AS "byId", e.by_role AS "byRole", e.data
        FROM ticket_events e
       WHERE e.ticket_id = ANY(${[...tickets]}::uuid[])
         AND (e.ticket_id, e.seq) > (${last.ticketId}::uuid, ${last.seq})
         AND (${from ?? null}::timestamptz IS NULL OR e.at >= ${from ?? null}::timestamptz)
         AND (${to ?? null}::timestamptz IS NULL OR e.at < ${to ?? null}::timestamptz)
       ORDER BY e.ticket_id, e.seq LIMIT ${PAGE}`;
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    if (rows.length < PAGE) return;
    last = end;
  }
}
