import type { PrismaClient } from '../prisma/client';
import type { Level, Priority, TicketType } from '../workflows/domain/codes';
import type { EventData } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';

/** What triage needs to know of a ticket. */
export interface Admission {
  readonly key: string;
  readonly receivedAt: number;
  /** What somebody has said, at intake or since: triage fills in the rest. */
  readonly given: {
    readonly type?: TicketType;
    readonly impact?: Level;
    readonly urgency?: Level;
    readonly priority?: Priority;
    readonly team?: string;
  };
  /** The type that holds if neither a person nor a rule says one. */
  readonly type: TicketType;
  readonly source: string;
  readonly subject: string;
  readonly description: string;
  readonly requester: string;
  readonly organisation: string | null;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** Somebody has it already. */
  readonly assigned: boolean;
}

/** @returns null if there is no such ticket */
export async function readAdmission(prisma: PrismaClient, ticketId: string): Promise<Admission | null> {
  const row = await prisma.ticket.findUnique({
    where: { id: ticketId },
    include: { events: { where: { seq: 1 }, select: { data: true } } },
  });
  if (!row) return null;
  // Both were written by this desk, from these types.
  const received = row.events[0]?.data as unknown as EventData['received'] | undefined;
  const state = row.state as unknown as TicketState | null;
  return {
    key: row.key,
    receivedAt: row.createdAt.getTime(),
    given: state ? givenSince(state) : (received?.given ?? {}),
    type: row.type as TicketType,
    source: row.source,
    subject: row.subject,
    description: row.description,
    requester: row.requesterId,
    organisation: row.organisationId,
    tags: row.tags,
    fields: row.fields as Readonly<Record<string, unknown>>,
    assigned: row.assigneeId !== null,
  };
}

function givenSince(state: TicketState): Admission['given'] {
  const { given, type, impact, urgency, priority, team } = state;
  return {
    ...(given.includes('type') ? { type } : {}),
    ...(given.includes('impact') && impact !== null ? { impact } : {}),
    ...(given.includes('urgency') && urgency !== null ? { urgency } : {}),
    ...(given.includes('priority') ? { priority } : {}),
    ...(given.includes('team') && team !== null ? { team } : {}),
  };
}
