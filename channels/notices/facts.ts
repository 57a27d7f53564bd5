/** What messages are made of: read when they are written, so that what was erased meanwhile is not told. */
import type { PrismaClient } from '../../prisma/client';

/** A row of the outbox with what it tells of. */
export interface Telling {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly ticket: TicketFacts;
  /** Whose doing it is; null: it came by itself. */
  readonly actor: string | null;
  /** Text of the comment that the payload names. */
  readonly comment: string | null;
}

export interface TicketFacts {
  readonly id: string;
  readonly key: string;
  readonly subject: string;
  readonly type: string;
  readonly status: string;
  readonly priority: string;
  readonly source: string;
  readonly requester: string;
  readonly requesterLocale: string;
  readonly assignee: string | null;
  readonly team: string | null;
}

interface Row {
  id: string;
  kind: string;
  created_at: Date;
  payload: unknown;
  actor: string | null;
  comment: string | null;
  ticket: TicketFacts;
}

/** @returns by the rows' ids, those of a ticket only, in the order in which things happened */
export async function tellingsOf(
  prisma: PrismaClient,
  of: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Telling>> {
  const ids = of.map(({ id }) => id);
  const rows = await prisma.$queryRaw<Row[]>`/* prepared */
    SELECT d.id::text, d.kind, d.created_at, d.payload, actor.name AS actor, c.body AS comment,
           json_build_object('id', t.id, 'key', t.key, 'subject', t.subject, 'type', t.type, 'status', t.status,
             'priority', t.priority, 'source', t.source, 'requester', r.name, 'requesterLocale', r.locale,
             'assignee', a.name, 'team', team.name) AS ticket
      FROM deliveries d
      JOIN tickets t ON t.id = d.ticket_id
      JOIN users r ON r.id = t.requester_id
      LEFT JOIN users a ON a.id = t.assignee_id
      LEFT JOIN teams team ON team.id = t.team_id
      LEFT JOIN ticket_events e ON e.ticket_id = d.ticket_id AND e.seq = d.seq
      LEFT JOIN users actor ON actor.id::text = e.by_id
      LEFT JOIN comments c ON c.ticket_id = d.ticket_id AND c.seq = d.seq AND c.id::text = d.payload ->> 'comment'
     WHERE d.id = ANY(${ids}::uuid[])
     ORDER BY d.created_at, d.seq, d.id`;
  return new Map(
    rows.map(({ created_at: createdAt, payload, ...row }) => {
      const members = typeof payload === 'object' && payload !== null ? (payload as Telling['payload']) : {};
      return [row.id, { ...row, createdAt, payload: members }];
    }),
  );
}
