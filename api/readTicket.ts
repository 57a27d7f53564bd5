import { Prisma, type PrismaClient } from '../prisma/client';
import { reaches } from '../workflows/domain/brief';
import { briefOfRow, type TicketRow } from './ticketView';

/** What is read of a ticket beside its plain columns; each costs something, and lists may do without. */
export interface Wanted {
  readonly description: boolean;
  /** Clocks, the next due instant, the survey: of the workflow's whole state, or the brief of it that lists show. */
  readonly state: 'whole' | 'brief' | 'none';
  readonly links: boolean;
}

export const EVERYTHING: Wanted = { description: true, state: 'whole', links: true };
/** The same, where there are many. */
export const LISTED: Wanted = { ...EVERYTHING, state: 'brief' };

/**
 * One ticket with the names that it is shown with, in one round trip: every command reads its ticket twice, and Prisma's
 * `include` would ask once for each table.
 */
export async function readTicketById(prisma: PrismaClient, id: string): Promise<TicketRow | null> {
  return readTicket(prisma, Prisma.sql`t.id = ${id}::uuid`);
}

export async function readTicketByKey(prisma: PrismaClient, key: string): Promise<TicketRow | null> {
  return readTicket(prisma, Prisma.sql`t.key = ${key}`);
}

async function readTicket(prisma: PrismaClient, condition: Prisma.Sql): Promise<TicketRow | null> {
  const rows = await readTickets(
    prisma,
    Prisma.sql`/* prepared */ ${selectTickets(Prisma.sql`tickets t`, EVERYTHING)} WHERE ${condition}`,
  );
  return rows[0] ?? null;
}

/** @param select `selectTickets` and what follows it */
export async function readTickets(prisma: PrismaClient, select: Prisma.Sql): Promise<TicketRow[]> {
  const rows = await prisma.$queryRaw<{ ticket: InJson }[]>(select);
  return withStates(
    prisma,
    rows.map(({ ticket }) => fromJson(ticket)),
  );
}

/** Tickets that have slept longer than their briefs reach are shown by their states. */
async function withStates(prisma: PrismaClient, rows: readonly TicketRow[]): Promise<TicketRow[]> {
  const now = Date.now();
  const late = rows.filter((row) => {
    const brief = briefOfRow(row);
    return brief !== null && !reaches(brief, now);
  });
  if (late.length === 0) return [...rows];
  const states = await prisma.ticket.findMany({
    where: { id: { in: late.map(({ id }) => id) } },
    select: { id: true, state: true },
  });
  const stateById = new Map(states.map(({ id, state }) => [id, state]));
  return rows.map((row) => ({ ...row, state: stateById.get(row.id) ?? row.state }));
}

type InJson = {
  [K in keyof TicketRow]: TicketRow[K] extends Date
    ? string
    : TicketRow[K] extends Date | null
      ? string | null
      : TicketRow[K] extends bigint
        ? number
        : TicketRow[K];
};

function fromJson(ticket: InJson): TicketRow {
  return {
    ...ticket,
    number: BigInt(ticket.number),
    pendingUntil: toDate(ticket.pendingUntil),
    acceptedAt: toDate(ticket.acceptedAt),
    nextDueAt: toDate(ticket.nextDueAt),
    endedAt: toDate(ticket.endedAt),
    createdAt: new Date(ticket.createdAt),
    updatedAt: new Date(ticket.updatedAt),
    resolvedAt: toDate(ticket.resolvedAt),
    closedAt: toDate(ticket.closedAt),
  };
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/**
 * Selects what `readTickets` reads: a row is one JSON value, because Prisma takes thrice as long over 40 columns.
 * @param source yields rows `t` of `tickets`: the table, or some of its rows
 */
export function selectTickets(source: Prisma.Sql, wanted: Wanted): Prisma.Sql {
  return Prisma.sql`
    SELECT json_build_object(
             'id', t.id, 'number', t.number, 'key', t.key, 'version', t.version, 'type', t.type, 'status', t.status,
             'pendingReason', t.pending_reason, 'pendingUntil', t.pending_until, 'impact', t.impact,
             'urgency', t.urgency, 'priority', t.priority, 'priorityRank', t.priority_rank, 'source', t.source,
             'requesterId', t.requester_id, 'organisationId', t.organisation_id, 'teamId', t.team_id,
             'assigneeId', t.assignee_id, 'acceptedAt', t.accepted_at, 'escalationLevel', t.escalation_level,
             'resolution', t.resolution, 'reopenCount', t.reopen_count, 'occurrences', t.occurrences,
             'fingerprint', t.fingerprint, 'tags', t.tags, 'fields', t.fields, 'subject', t.subject,
             'description', ${wanted.description ? Prisma.sql`t.description` : Prisma.sql`''`},
             'nextDueAt', t.next_due_at, 'breached', t.breached, 'surveyState', t.survey_state,
             'surveyScore', t.survey_score, 'state', ${STATE[wanted.state]},
             'brief', ${wanted.state === 'brief' ? Prisma.sql`t.brief` : Prisma.sql`NULL`},
             'runId', t.run_id, 'endedAt', t.ended_at, 'createdAt', t.created_at, 'updatedAt', t.updated_at,
             'resolvedAt', t.resolved_at, 'closedAt', t.closed_at,
             'requester', json_build_object('id', r.id, 'name', r.name),
             'organisation', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END,
             'team', CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'name', m.name) END,
             'assignee', CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END,
             'linksFrom', ${wanted.links ? LINKS : Prisma.sql`'[]'::json`}) AS ticket
      FROM ${source}
      JOIN users r ON r.id = t.requester_id
      LEFT JOIN organisations o ON o.id = t.organisation_id
      LEFT JOIN teams m ON m.id = t.team_id
      LEFT JOIN users a ON a.id = t.assignee_id`;
}

/** A major incident has thousands; the newest are shown with the ticket, all by `GET /tickets/{key}/links`. */
const LINKS_SHOWN = 100;

const STATE: Readonly<Record<Wanted['state'], Prisma.Sql>> = {
  whole: Prisma.sql`t.state`,
  brief: Prisma.sql`CASE WHEN t.brief IS NULL THEN t.state END`,
  none: Prisma.sql`NULL`,
};

const LINKS = Prisma.sql`
  coalesce((SELECT json_agg(json_build_object('kind', l.kind, 'to', json_build_object('key', x.key, 'requesterId', x.requester_id)))
              FROM (SELECT o.kind, o.to_id FROM ticket_links o WHERE o.from_id = t.id AND o.pending_since IS NULL
                     ORDER BY o.kind <> 'mergedInto', o.to_id DESC LIMIT ${LINKS_SHOWN}) l
              JOIN tickets x ON x.id = l.to_id), '[]')`;
