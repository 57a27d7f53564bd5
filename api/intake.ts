import { Prisma, type PrismaClient } from '../prisma/client';
import { insertTicket, receivedEvent } from '../prisma/newTicket';
import { PRIORITIES, type Actor, type Priority, type Source, type TicketType } from '../workflows/domain/codes';
import type { PriorityMatrix } from '../workflows/domain/commands';
import type { Classification } from '../workflows/domain/events';
import { DEFAULT_MATRIX, priorityOf } from '../workflows/domain/matrix';
import { keptColumns, type Operation } from './idempotency';
import { invalid, isUniqueViolation } from './problem';
import type { Answer } from './route';
import { starterOf } from './starter';
import type { Deps } from './settings';
import type { TicketRow } from './ticketView';

/** What comes in, after the schema. */
export interface Intake {
  readonly id: string;
  readonly commandId: string;
  readonly by: Actor;
  readonly requester: Person;
  readonly given: Classification;
  readonly source: Source;
  readonly subject: string;
  readonly description: string;
  readonly fields: Prisma.JsonObject;
  readonly tags: readonly string[];
  readonly fingerprint: string | null;
  /** Written in the same transaction as the ticket. */
  readonly along?: (ticket: { id: string; key: string }) => Prisma.Sql[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
}

/** How the creation is remembered: kept at once, or running until its caller has waited. */
export interface Remembered {
  readonly operation: Operation;
  readonly answer: ((row: TicketRow) => Answer) | null;
}

export type Taken =
  { readonly kind: 'created'; readonly row: TicketRow } | { readonly kind: 'joins'; readonly id: string };

/**
 * Makes a ticket durable, then has its workflow started. One statement writes row, first event and idempotency key, so
 * that all or none of it is there; Temporal is asked afterwards and nobody waits for it.
 * @returns `joins` if a ticket is open under the fingerprint
 * @throws a unique violation if another request with the same key was first
 */
export async function takeIn(deps: Deps, intake: Intake, remembered: Remembered | null): Promise<Taken> {
  const facts = await lookUp(deps.prisma, intake.fingerprint);
  if (facts.joins !== null) return { kind: 'joins', id: facts.joins };
  const row = newRow(intake, facts);
  const { by, given, commandId } = intake;
  const received = receivedEvent(row, { identity: `command:${commandId}#0`, by, given });
  try {
    const along = [...rememberedSql(row, remembered), ...(intake.along?.(row) ?? [])];
    await deps.prisma.$queryRaw(insertTicket(row, received, commandId, along));
  } catch (error) {
    const joins =
      intake.fingerprint !== null && isUniqueViolation(error) ? await openUnder(deps.prisma, intake.fingerprint) : null;
    if (joins === null) throw error;
    return { kind: 'joins', id: joins };
  }
  const { type, priority, status } = {
    type: row.type as TicketType,
    priority: row.priority as Priority,
    status: 'new' as const,
  };
  starterOf(deps).start({ key: row.key, received, facts: { type, priority, status } });
  return { kind: 'created', row };
}

interface Facts {
  readonly number: bigint;
  readonly matrix: PriorityMatrix;
  readonly joins: string | null;
}

async function lookUp(prisma: PrismaClient, fingerprint: string | null): Promise<Facts> {
  const rows = await prisma.$queryRaw<
    { number: bigint; matrix: { cells: PriorityMatrix } | null; joins: string | null }[]
  >`
    SELECT nextval('ticket_number_seq') AS number,
           (SELECT document FROM documents WHERE kind = 'matrix' AND current ORDER BY id LIMIT 1) AS matrix,
           (SELECT id::text FROM tickets WHERE fingerprint = ${fingerprint}::text
               AND status NOT IN ('resolved', 'closed')) AS joins`;
  const row = rows[0]!;
  return { number: row.number, matrix: row.matrix?.cells ?? DEFAULT_MATRIX, joins: row.joins };
}

export async function openUnder(prisma: PrismaClient, fingerprint: string): Promise<string | null> {
  const row = await prisma.ticket.findFirst({
    where: { fingerprint, status: { notIn: ['resolved', 'closed'] } },
    select: { id: true },
  });
  return row?.id ?? null;
}

function newRow(intake: Intake, { number, matrix }: Facts): TicketRow {
  const { given, requester } = intake;
  const type = given.type ?? 'incident';
  const [impact, urgency] = [given.impact ?? null, given.urgency ?? null];
  const priority = priorityOf({ type, impact, urgency, matrix });
  const now = new Date();
  return {
    id: intake.id,
    number,
    key: `SD-${number}`,
    version: 1,
    type,
    status: 'new',
    pendingReason: null,
    pendingUntil: null,
    impact,
    urgency,
    priority,
    priorityRank: PRIORITIES.length - PRIORITIES.indexOf(priority),
    source: intake.source,
    requesterId: requester.id,
    organisationId: requester.organisation?.id ?? null,
    teamId: null,
    assigneeId: null,
    acceptedAt: null,
    escalationLevel: 0,
    resolution: null,
    reopenCount: 0,
    occurrences: 1,
    fingerprint: intake.fingerprint,
    tags: [...intake.tags],
    fields: intake.fields,
    subject: intake.subject,
    description: intake.description,
    nextDueAt: null,
    breached: false,
    surveyState: null,
    surveyScore: null,
    state: null,
    runId: null,
    endedAt: null,
    createdAt: now,
    updatedAt: now,
    resolvedAt: null,
    closedAt: null,
    requester: { id: requester.id, name: requester.name },
    organisation: requester.organisation,
    team: null,
    assignee: null,
    linksFrom: [],
  };
}

function rememberedSql(row: TicketRow, remembered: Remembered | null): Prisma.Sql[] {
  if (!remembered) return [];
  const { operation: o, answer } = remembered;
  const kept = answer
    ? keptColumns(answer(row))
    : { state: 'running', status: null, body: null, headers: null, doneAt: null };
  const headers = kept.headers === null ? null : JSON.stringify(kept.headers);
  return [
    Prisma.sql`remembered AS (
      INSERT INTO idempotency_keys (id, actor_id, idempotency_key, route, body_hash, ticket_id, state, status, body,
          headers, done_at)
      VALUES (${o.id}, ${o.actorId}, ${o.idempotencyKey}, ${o.route}, ${o.bodyHash}, ${row.id}::uuid, ${kept.state},
          ${kept.status}::int, ${kept.body}, ${headers}::jsonb, ${kept.doneAt})
    )`,
  ];
}

/** @throws Problem 422 if nobody active has this id or e-mail address */
export async function findRequester(prisma: PrismaClient, idOrEmail: string): Promise<Person> {
  const rows = await prisma.$queryRaw<
    { id: string; name: string; organisation_id: string | null; organisation: string | null }[]
  >`
    SELECT u.id::text, u.name, u.organisation_id, o.name AS organisation
      FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.active AND (u.id::text = lower(${idOrEmail}) OR lower(u.email) = lower(${idOrEmail}))
     LIMIT 1`;
  const row = rows[0];
  if (!row)
    throw invalid([
      { pointer: '/requester', code: 'unknown', message: 'Nobody active has this id or e-mail address.' },
    ]);
  const organisation =
    row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation ?? row.organisation_id };
  return { id: row.id, name: row.name, organisation };
}
