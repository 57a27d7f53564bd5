import { Prisma, type PrismaClient } from './client';
import type { TicketFacts } from './conditions';
import { fold } from './search';
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
  /** Whose the desk opened it to be. */
  readonly named?: string | null;
}

export interface Admitted {
  readonly id: string;
  /** Of the row as it was read. */
  readonly version: number;
  readonly admission: Admission;
}

type Row = Omit<Admission, 'given' | 'receivedAt' | 'named'> & {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly received: EventData['received'] | null;
  readonly state: Pick<TicketState, 'given' | 'type' | 'impact' | 'urgency' | 'priority' | 'team'> | null;
};

/** @returns null if there is no such ticket */
export async function readAdmission(prisma: PrismaClient, ticketId: string): Promise<Admitted | null> {
  const [found] = await readAdmissions(prisma, Prisma.sql`WHERE t.id = ${ticketId}::uuid`);
  return found ?? null;
}

/** The newest tickets, the newest first. */
export function readLastAdmissions(prisma: PrismaClient, count: number) {
  return readAdmissions(prisma, Prisma.sql`ORDER BY t.created_at DESC, t.id DESC LIMIT ${count}`);
}

async function readAdmissions(prisma: PrismaClient, which: Prisma.Sql): Promise<Admitted[]> {
  // Both documents were written by this desk, from these types.
  const rows = await prisma.$queryRaw<Row[]>`/* prepared */
    SELECT t.id, t.key, t.version, t.created_at AS "createdAt", t.type, t.source, t.subject, t.description,
           t.requester_id AS requester, t.organisation_id AS organisation, t.tags, t.fields,
           t.assignee_id IS NOT NULL AS assigned, e.data AS received, t.state
      FROM tickets t LEFT JOIN ticket_events e ON e.ticket_id = t.id AND e.seq = 1
     ${which}`;
  return rows.map(({ id, version, createdAt, received, state, ...ticket }) => ({
    id,
    version,
    admission: {
      ...ticket,
      receivedAt: createdAt.getTime(),
      given: { ...assignedTo(received), ...(state ? givenSince(state) : received?.given) },
      named: received?.assign?.agent ?? null,
    },
  }));
}

/** What the desk opened for itself goes to that team, whatever the rules say. */
function assignedTo(received: Row['received']): Admission['given'] {
  const team = received?.assign?.team ?? null;
  return team === null ? {} : { team };
}

function givenSince(state: NonNullable<Row['state']>): Admission['given'] {
  const { given, type, impact, urgency, priority, team } = state;
  return {
    ...(given.includes('type') ? { type } : {}),
    ...(given.includes('impact') && impact !== null ? { impact } : {}),
    ...(given.includes('urgency') && urgency !== null ? { urgency } : {}),
    ...(given.includes('priority') ? { priority } : {}),
    ...(given.includes('team') && team !== null ? { team } : {}),
  };
}

/** What conditions see of the ticket; nobody has a team yet. */
export function factsOf(ticket: Admission): TicketFacts {
  const { given, source, subject, description, requester, organisation, tags, fields } = ticket;
  return {
    type: given.type ?? '',
    impact: given.impact ?? '',
    urgency: given.urgency ?? '',
    priority: given.priority ?? '',
    source,
    subject,
    description,
    text: fold(`${subject}\n${description}`),
    requester,
    organisation: organisation ?? '',
    team: '',
    tags,
    fields,
  };
}
