/** A ticket that comes in: its row and its first event, written by one statement or not at all. */
import type { Actor, Priority, Source } from '../workflows/domain/codes';
import type { Classification, DeskAssignment, EventData, Link, TicketEvent } from '../workflows/domain/events';
import { Prisma, type PrismaClient } from './client';

export type Received = TicketEvent & { readonly kind: 'received' };

/** The columns that a ticket comes in with; all others have their defaults. */
export interface NewTicket {
  readonly id: string;
  readonly number: bigint;
  readonly key: string;
  readonly type: string;
  readonly status: string;
  readonly impact: string | null;
  readonly urgency: string | null;
  readonly priority: string;
  readonly priorityRank: number;
  readonly source: string;
  readonly requesterId: string;
  readonly organisationId: string | null;
  readonly fingerprint: string | null;
  readonly tags: readonly string[];
  readonly fields: Prisma.JsonValue;
  readonly subject: string;
  readonly description: string;
  readonly createdAt: Date;
}

/** Why a ticket comes in. */
export interface Receipt {
  /** `command:<id>#0`, or what else names the occasion among all of the ticket's. */
  readonly identity: string;
  readonly by: Actor | null;
  readonly given: Classification;
  readonly assign?: DeskAssignment;
  /** Alerts open it: how many. */
  readonly alerts?: number;
  /** With which other tickets it is opened: its workflow tells them. */
  readonly links?: readonly Link[];
}

/** The event `received` of a ticket, which its workflow begins with. */
export function receivedEvent(ticket: NewTicket, { identity, by, given, assign, alerts, links }: Receipt): Received {
  return {
    seq: 1,
    identity,
    kind: 'received',
    at: ticket.createdAt.getTime(),
    by,
    data: {
      ticketId: ticket.id,
      key: ticket.key,
      source: ticket.source as Source,
      requester: ticket.requesterId,
      organisation: ticket.organisationId,
      given,
      priority: ticket.priority as Priority,
      ...(assign && { assign }),
      ...(alerts !== undefined && { alerts }),
      ...(links && { links }),
    },
  };
}

/**
 * Writes a ticket and its first event, and whatever else is to be there with them.
 * @param commandId of the command that asked for it; null: nobody's
 * @param along common table expressions, `name AS (INSERT …)`
 */
export function insertTicket(
  ticket: NewTicket,
  received: Received,
  commandId: string | null,
  along: readonly Prisma.Sql[] = [],
): Prisma.Sql {
  const { id, createdAt } = ticket;
  const row = Prisma.sql`ticket AS (
      INSERT INTO tickets (id, number, key, version, type, status, impact, urgency, priority, priority_rank, source,
          requester_id, organisation_id, fingerprint, tags, fields, subject, description, created_at, updated_at)
      VALUES (${id}::uuid, ${ticket.number}, ${ticket.key}, 1, ${ticket.type}, ${ticket.status}, ${ticket.impact},
          ${ticket.urgency}, ${ticket.priority}, ${ticket.priorityRank}::smallint, ${ticket.source},
          ${ticket.requesterId}::uuid, ${ticket.organisationId}, ${ticket.fingerprint}, ${ticket.tags}::text[],
          ${JSON.stringify(ticket.fields)}::jsonb, ${ticket.subject}, ${ticket.description}, ${createdAt}, ${createdAt})
    )`;
  const event = Prisma.sql`event AS (
      INSERT INTO ticket_events (ticket_id, seq, at, kind, identity, command_id, by_id, by_role, data)
      VALUES (${id}::uuid, 1, ${new Date(received.at)}, 'received', ${received.identity}, ${commandId},
          ${received.by?.id ?? null}, ${received.by?.role ?? null}, ${JSON.stringify(received.data)}::jsonb)
    )`;
  const all = [row, ...along, event, ...confirmation(ticket, received)];
  return Prisma.sql`/* prepared */ WITH ${Prisma.join(all, ', ')} SELECT 1 AS written`;
}

/**
 * The requester hears that her ticket is there, though it was she who opened it; not of what monitoring has opened or the
 * desk for itself.
 */
function confirmation({ id, source, requesterId }: NewTicket, { data }: Received): Prisma.Sql[] {
  if (source === 'alert' || data.assign) return [];
  return [
    Prisma.sql`confirmation AS (
      INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload)
      VALUES (gen_random_uuid(), ${`${id}:1:${requesterId}`}, ${id}::uuid, 1, 'received', 'email', ${requesterId}, '{}')
    )`,
  ];
}

/**
 * The first event of a ticket as it is stored, to begin its workflow with.
 * @returns null if the ticket has none, which a ticket that came in never lacks
 */
export async function readReceived(prisma: PrismaClient, ticketId: string): Promise<Received | null> {
  const event = await prisma.ticketEvent.findUnique({ where: { ticketId_seq: { ticketId, seq: 1 } } });
  if (event?.kind !== 'received') return null;
  const { at, identity, byId, byRole, data } = event;
  return {
    seq: 1,
    kind: 'received',
    identity,
    at: at.getTime(),
    // Written from these very types.
    by: byId !== null && byRole !== null ? ({ id: byId, role: byRole } as Actor) : null,
    data: data as unknown as EventData['received'],
  };
}
