import { Prisma, type PrismaClient } from '../prisma/client';
import type { TicketRow } from './ticketView';

/** What is read of a ticket beside its plain columns; each costs something, and lists may do without. */
export interface Wanted {
  readonly description: boolean;
  /** The workflow's state: clocks, the next due instant, the survey. */
  readonly state: boolean;
  readonly links: boolean;
}

export const EVERYTHING: Wanted = { description: true, state: true, links: true };

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
  const rows = await prisma.$queryRaw<TicketRow[]>(
    Prisma.sql`${selectTickets(Prisma.sql`tickets t`, EVERYTHING)} WHERE ${condition}`,
  );
  return rows[0] ?? null;
}

/**
 * Reads rows as `viewTicket` wants them.
 * @param source yields rows `t` of `tickets`: the table, or some of its rows
 */
export function selectTickets(source: Prisma.Sql, wanted: Wanted): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id::text, t.number, t.key, t.version, t.type, t.status, t.pending_reason AS "pendingReason",
           t.pending_until AS "pendingUntil", t.impact, t.urgency, t.priority, t.priority_rank AS "priorityRank",
           t.source, t.requester_id::text AS "requesterId", t.organisation_id AS "organisationId",
           t.team_id AS "teamId", t.assignee_id::text AS "assigneeId", t.accepted_at AS "acceptedAt",
           t.escalation_level AS "escalationLevel", t.resolution, t.reopen_count AS "reopenCount", t.occurrences,
           t.fingerprint, t.tags, t.fields, t.subject,
           ${wanted.description ? Prisma.sql`t.description` : Prisma.sql`''`} AS description,
           t.next_due_at AS "nextDueAt", t.breached, t.survey_state AS "surveyState",
           t.survey_score AS "surveyScore", ${wanted.state ? Prisma.sql`t.state` : Prisma.sql`NULL`} AS state,
           t.run_id AS "runId", t.ended_at AS "endedAt",
           t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.resolved_at AS "resolvedAt",
           t.closed_at AS "closedAt",
           json_build_object('id', r.id, 'name', r.name) AS requester,
           CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END AS organisation,
           CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'name', m.name) END AS team,
           CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS assignee,
           ${wanted.links ? LINKS : Prisma.sql`'[]'::json`} AS "linksFrom"
      FROM ${source}
      JOIN users r ON r.id = t.requester_id
      LEFT JOIN organisations o ON o.id = t.organisation_id
      LEFT JOIN teams m ON m.id = t.team_id
      LEFT JOIN users a ON a.id = t.assignee_id`;
}

const LINKS = Prisma.sql`
  coalesce((SELECT json_agg(json_build_object('kind', l.kind, 'to', json_build_object('key', x.key, 'requesterId', x.requester_id)))
              FROM ticket_links l JOIN tickets x ON x.id = l.to_id WHERE l.from_id = t.id), '[]')`;
