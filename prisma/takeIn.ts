/** Taking a ticket in, from wherever it comes: the API, a mail. */
import {
  PRIORITIES,
  type Actor,
  type Priority,
  type Source,
  type Status,
  type TicketType,
} from '../workflows/domain/codes';
import type { PriorityMatrix } from '../workflows/domain/commands';
import type { Classification, DeskAssignment, Link } from '../workflows/domain/events';
import { DEFAULT_MATRIX, priorityOf } from '../workflows/domain/matrix';
import { isUniqueViolation, type Prisma, type PrismaClient } from './client';
import { insertTicket, receivedEvent, type Received } from './newTicket';

/** What comes in, checked already. */
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
  /** Whose it is, if not for triage to say. */
  readonly assign?: DeskAssignment;
  /** Alerts open it: how many. */
  readonly alerts?: number;
  /** With which other tickets it is opened. */
  readonly links?: readonly Link[];
  /** Comes first in the ticket's transaction, and ends it by a throw: what the ticket takes must be there to take. */
  readonly secure?: (tx: Prisma.TransactionClient) => Promise<void>;
  /** Written in the same transaction as the ticket. */
  readonly along?: (ticket: { id: string; key: string }) => Prisma.Sql[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
}

/** A ticket whose workflow is to be started. */
export interface NewWorkflow {
  readonly key: string;
  readonly received: Received;
  readonly facts: { readonly type: TicketType; readonly priority: Priority; readonly status: Status };
}

export type Taken =
  | { readonly kind: 'created'; readonly row: ReturnType<typeof newRow>; readonly workflow: NewWorkflow }
  | { readonly kind: 'joins'; readonly id: string };

/**
 * Makes a ticket durable: one statement writes its row, its first event and what goes along, so that all or none of it
 * is there. Its workflow is the caller's to start; whatever is not started, the sweep finds.
 * @param along common table expressions, `name AS (INSERT …)`
 * @returns `joins` if a ticket is open under the fingerprint
 * @throws a unique violation of what goes along, or what `secure` throws
 */
export async function writeIntake(
  prisma: PrismaClient,
  intake: Intake,
  along: (row: ReturnType<typeof newRow>) => readonly Prisma.Sql[] = () => [],
): Promise<Taken> {
  const facts = await lookUp(prisma, intake.fingerprint);
  if (facts.joins !== null) return { kind: 'joins', id: facts.joins };
  const row = newRow(intake, facts);
  const { by, given, commandId, assign, alerts, links } = intake;
  const why = { ...(assign && { assign }), ...(alerts !== undefined && { alerts }), ...(links && { links }) };
  const received = receivedEvent(row, { identity: `command:${commandId}#0`, by, given, ...why });
  try {
    const others = [...along(row), ...(intake.along?.(row) ?? [])];
    const statement = insertTicket(row, received, commandId, others);
    const { secure } = intake;
    if (secure) await prisma.$transaction(async (tx) => secure(tx).then(() => tx.$queryRaw(statement)));
    else await prisma.$queryRaw(statement);
  } catch (error) {
    const joins =
      intake.fingerprint !== null && isUniqueViolation(error) ? await openUnder(prisma, intake.fingerprint) : null;
    if (joins === null) throw error;
    return { kind: 'joins', id: joins };
  }
  const { type, priority } = { type: row.type, priority: row.priority };
  return { kind: 'created', row, workflow: { key: row.key, received, facts: { type, priority, status: 'new' } } };
}

interface Facts {
  readonly number: bigint;
  readonly matrix: PriorityMatrix;
  readonly joins: string | null;
}

async function lookUp(prisma: PrismaClient, fingerprint: string | null): Promise<Facts> {
  const rows = await prisma.$queryRaw<
    { number: bigint; matrix: { cells: PriorityMatrix } | null; joins: string | null }[]
  >`/* prepared */
    SELECT nextval('ticket_number_seq') AS number,
           (SELECT document FROM documents WHERE kind = 'matrix' AND current ORDER BY id LIMIT 1) AS matrix,
           (SELECT id::text FROM tickets WHERE fingerprint = ${fingerprint}::text
               AND status NOT IN ('resolved', 'closed')) AS joins`;
  const row = rows[0]!;
  return { number: row.number, matrix: row.matrix?.cells ?? DEFAULT_MATRIX, joins: row.joins };
}

async function openUnder(prisma: PrismaClient, fingerprint: string): Promise<string | null> {
  const row = await prisma.ticket.findFirst({
    where: { fingerprint, status: { notIn: ['resolved', 'closed'] } },
    select: { id: true },
  });
  return row?.id ?? null;
}

function newRow(intake: Intake, { number, matrix }: Facts) {
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
    brief: null,
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
