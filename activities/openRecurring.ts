import { v5 as uuidv5 } from 'uuid';
import { isUniqueViolation, Prisma, type PrismaClient } from '../prisma/client';
import { currentDocument } from '../prisma/documents';
import { writeIntake, type Person } from '../prisma/takeIn';
import { startTicket } from '../workflows/start';
import type { RecurringInput, RecurringRun } from '../workflows/contract';
import type { ActivityDeps } from './deps';

/** Ids of tickets follow from schedule and instant, so that a repeat finds the ticket of the first time. */
const NAMESPACE = '5a3de2c4-8d5e-4c0b-9f0d-3d1b6f2a7e90';

/**
 * Opens the ticket of a schedule for one instant at which it is due: once, however often it is asked for. The ticket and
 * the row that tells of it are written together. Its workflow is asked for, and found by the sweep if that fails.
 */
export async function openRecurring(
  deps: ActivityDeps,
  { schedule, dueAt }: Required<RecurringInput>,
): Promise<RecurringRun> {
  const { prisma } = deps;
  const at = new Date(dueAt);
  const known = await findRun(prisma, schedule, at);
  if (known) return known;
  const stored = await currentDocument(prisma, 'schedule', schedule);
  // Deleted since.
  if (!stored) return { outcome: 'gone', key: null };
  const { ticket, skipWhileOpen } = stored.document;
  const requester = await findRequester(prisma, ticket.requester);
  if (!requester) return note(prisma, schedule, at, 'noRequester');
  if (skipWhileOpen && (await isLastOpen(prisma, schedule))) return note(prisma, schedule, at, 'stillOpen');

  const { type, impact, urgency, subject, description = '', team, tags = [], fields = {} } = ticket;
  const id = uuidv5(`${schedule}@${at.toISOString()}`, NAMESPACE);
  try {
    const taken = await writeIntake(prisma, {
      ...{ id, requester, subject, description, tags, source: 'api', fingerprint: null },
      commandId: `schedule:${schedule}@${at.toISOString()}`,
      by: { id: `schedule:${schedule}`, role: 'service' },
      given: { type, ...(impact && { impact }), ...(urgency && { urgency }) },
      // What was read as JSON is JSON.
      fields: fields as Prisma.JsonObject,
      ...(team !== undefined && { assign: { team, agent: null } }),
      along: () => [runRow(schedule, at, id)],
    });
    if (taken.kind !== 'created') throw new Error(`${schedule} is no alert and joins no ticket`);
    const { key, received, facts } = taken.workflow;
    await startTicket(deps.client, key, { received, settings: deps.settings.run }, facts).catch((error: unknown) => {
      deps.logger.warn({ key, problem: String(error) }, 'Workflow not started; the sweep will start it');
    });
    return { outcome: 'opened', key };
  } catch (error) {
    // Another attempt, given up for hanging, was there first after all.
    const other = isUniqueViolation(error) ? await findRun(prisma, schedule, at) : null;
    if (!other) throw error;
    return other;
  }
}

async function findRun(prisma: PrismaClient, scheduleId: string, dueAt: Date): Promise<RecurringRun | null> {
  const [run] = await prisma.$queryRaw<RecurringRun[]>`
    SELECT r.outcome, t.key FROM recurring_runs r LEFT JOIN tickets t ON t.id = r.ticket_id
     WHERE r.schedule_id = ${scheduleId} AND r.due_at = ${dueAt}`;
  return run ?? null;
}

async function note(
  prisma: PrismaClient,
  scheduleId: string,
  dueAt: Date,
  outcome: 'stillOpen' | 'noRequester',
): Promise<RecurringRun> {
  await prisma.recurringRun.createMany({ data: [{ scheduleId, dueAt, outcome }], skipDuplicates: true });
  return (await findRun(prisma, scheduleId, dueAt)) ?? { outcome, key: null };
}

function runRow(schedule: string, dueAt: Date, ticketId: string): Prisma.Sql {
  return Prisma.sql`run AS (
    INSERT INTO recurring_runs (schedule_id, due_at, outcome, ticket_id)
    VALUES (${schedule}, ${dueAt}, 'opened', ${ticketId}::uuid)
  )`;
}

/** By id or e-mail address, active. */
async function findRequester(prisma: PrismaClient, idOrEmail: string): Promise<Person | null> {
  const [row] = await prisma.$queryRaw<{ id: string; name: string; organisation: Person['organisation'] }[]>`
    SELECT u.id::text, u.name, CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END AS organisation
      FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.active AND (u.id::text = lower(${idOrEmail}) OR lower(u.email) = lower(${idOrEmail})) LIMIT 1`;
  return row ?? null;
}

/** Nobody has resolved the ticket of the last time yet. */
async function isLastOpen(prisma: PrismaClient, scheduleId: string): Promise<boolean> {
  const [last] = await prisma.$queryRaw<{ open: boolean }[]>`
    SELECT t.status NOT IN ('resolved', 'closed') AS open FROM recurring_runs r JOIN tickets t ON t.id = r.ticket_id
     WHERE r.schedule_id = ${scheduleId} ORDER BY r.due_at DESC LIMIT 1`;
  return last?.open ?? false;
}
