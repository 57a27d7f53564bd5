/**
 * The projection: what happened to a ticket, from its workflow's history into PostgreSQL, in one transaction. Repeating
 * it changes nothing; what the database knows otherwise is never overwritten but answered with `diverged`.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { Prisma } from '../prisma/client';
import type { SaveAnswer, SaveInput } from '../workflows/contract';
import type { TicketEvent } from '../workflows/domain/events';
import { changesAssignment, projectAssignments } from './assignments';
import { queueingOf, readAhead, type Ahead } from './crowds';
import type { ActivityDeps } from './deps';
import { insertEvents, sameAsStored } from './eventRows';
import { linkTickets } from './links';
import { insertDeliveries } from './outbox';
import { projectRow } from './projectRow';
import { findViolation, forgetSaveFailure, noteSaveFailure } from './saveFailures';
import { saveAtOnce } from './saveAtOnce';
import { projectSurvey } from './surveys';
import { claimTexts } from './texts';
import { wakeTeams } from './wakeTeams';

/**
 * @throws ApplicationFailure of type `ConstraintViolation`, which is not retried, if the database refuses the content;
 *   anything else may pass when tried again
 */
export async function save(deps: ActivityDeps, input: SaveInput): Promise<SaveAnswer> {
  try {
    const done =
      (await saveAtOnce(deps.prisma, input)) ?? (await deps.prisma.$transaction((tx) => saveWithin(tx, input)));
    const answer = 'ahead' in done ? savedBehind(input, done.ahead, deps.settings.alarmRate ?? 0) : done;
    // Nobody's command waits for it: what is lost here is found in the outbox.
    if (changesAssignment(input.events) && !isWokenByTheApi(input) && !isOpening(input)) void wakeTeams(deps);
    return answer;
  } catch (error) {
    const violation = findViolation(error);
    if (!violation) throw error;
    const { key, ticketId, seq } = input.state;
    deps.logger.error({ key, seq, ...violation }, 'The database refuses what happened to a ticket');
    await noteSaveFailure(deps.prisma, { ticketId, seq, ...violation });
    throw ApplicationFailure.nonRetryable(
      `${key}: constraint ${violation.constraint} (SQLSTATE ${violation.sqlState}) refuses version ${seq}`,
      'ConstraintViolation',
    );
  }
}

/**
 * Whoever releases a ticket is answered with it in the queue: the API wakes the team when it has read its answer. What
 * operators release in Temporal, nobody reads.
 */
function isWokenByTheApi({ events }: SaveInput): boolean {
  return events.some((event) => event.kind === 'released' && event.by !== null && event.by.role !== 'operator');
}

/**
 * Triage has just looked for an agent and found none: the team would look once more for each ticket that comes. Should
 * somebody have become free in that very moment, the sweep of the outbox finds the ticket.
 */
function isOpening({ events }: SaveInput): boolean {
  return events.some((event) => event.kind === 'triaged' && event.data.failed !== true);
}

function savedBehind({ state }: SaveInput, ahead: number, perSecond: number): SaveAnswer {
  const queueing = queueingOf(state, ahead, perSecond);
  return { outcome: 'saved', version: state.seq, ...(queueing && { queueing }) };
}

async function saveWithin(
  tx: Prisma.TransactionClient,
  input: SaveInput,
): Promise<Ahead | Extract<SaveAnswer, { outcome: 'diverged' }>> {
  const { state, runId } = input;
  const row = await lockRow(tx, input);
  const placed = placeEvents(input, row.version);
  if (placed === 'gap' || !(await sameAsStored(tx, state.ticketId, placed.known))) {
    return { outcome: 'diverged', version: row.version };
  }
  const { news } = placed;
  const rewrite = input.events.length === 0 || news.some((event) => event.kind === 'diverged');
  // A repeated or late attempt: the row is there already, or beyond, and is never set back.
  if (news.length === 0 && !rewrite) return readAhead(tx, state);

  if (news.length > 0) await insertEvents(tx, state.ticketId, news, runId);
  await projectRow(tx, state, news, runId);
  await claimTexts(tx, state.ticketId, news);
  await projectAssignments(tx, { state, news, rewrite });
  await projectSurvey(tx, state, news, rewrite);
  await linkTickets(tx, state.ticketId, news);
  await insertDeliveries(tx, state, news);
  if (row.failed) await forgetSaveFailure(tx, state.ticketId);
  return readAhead(tx, state);
}

interface LockedRow {
  readonly version: number;
  /** Its last save was refused. */
  readonly failed: boolean;
}

/** Saves of one ticket go one after another. The lock lets foreign keys pass: comments can be stored meanwhile. */
async function lockRow(tx: Prisma.TransactionClient, { state }: SaveInput): Promise<LockedRow> {
  const [row] = await tx.$queryRaw<LockedRow[]>`/* prepared */
    SELECT t.version, EXISTS (SELECT 1 FROM save_failures f WHERE f.ticket_id = t.id) AS failed
      FROM tickets t WHERE t.id = ${state.ticketId}::uuid FOR NO KEY UPDATE OF t`;
  if (!row) throw ApplicationFailure.nonRetryable(`${state.key} has no row in the database`, 'UnknownTicket');
  return row;
}

interface Placed {
  /** Under numbers that the row has already. */
  readonly known: readonly TicketEvent[];
  readonly news: readonly TicketEvent[];
}

/** @returns `gap` if the row lacks events before the first of these, or has others after a state without events */
function placeEvents({ state, events }: SaveInput, version: number): Placed | 'gap' {
  const first = events[0];
  if (first ? first.seq > version + 1 : state.seq !== version) return 'gap';
  return { known: events.filter((event) => event.seq <= version), news: events.filter((event) => event.seq > version) };
}
