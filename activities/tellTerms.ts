import { WorkflowNotFoundError } from '@temporalio/client';
import { Prisma } from '../prisma/client';
import { refreshSignal, ticketWorkflowId } from '../workflows/contract';
import type { ActivityDeps } from './deps';

/** Tickets looked at in one transaction, which keeps other workers off this edit meanwhile. */
const PAGE = 100;
const PAGE_TIMEOUT_MS = 30_000;
/** Whoever read the old calendar at the moment of the edit has saved by then what came of it. */
const SECOND_ROUND_S = 20;
/** The sweep has other things to do too: what is left goes on in the next one. */
const AT_MOST_MS = 5_000;

interface Change {
  readonly id: bigint;
  readonly kind: 'calendar' | 'team' | 'organisation';
  readonly ref: string;
  readonly reached: string | null;
  readonly round: number;
}

interface Page {
  /** Keys of the tickets that the edit concerns. */
  readonly concerned: readonly string[];
  /** Id of the last ticket looked at; null: there are no more. */
  readonly last: string | null;
}

/**
 * Tells running tickets of edits that concern them: a calendar that they count by, or the calendar of their team or
 * organisation. How far it has come is durable, so that nothing is left out when a worker dies; being told twice does no
 * harm, since a ticket that has the newest calendars already changes nothing.
 * @returns how many tickets were told
 */
export async function tellTerms(deps: ActivityDeps, now: () => number = Date.now): Promise<number> {
  const end = now() + AT_MOST_MS;
  let told = 0;
  for (;;) {
    const page = await deps.prisma.$transaction((tx) => tellPage(deps, tx), { timeout: PAGE_TIMEOUT_MS });
    if (page === null) return told;
    told += page;
    if (now() >= end) return told;
  }
}

/** @returns how many were told of one edit; null if no edit is left */
async function tellPage({ client, logger }: ActivityDeps, tx: Prisma.TransactionClient): Promise<number | null> {
  const [change] = await tx.$queryRaw<Change[]>`
    SELECT id, kind, ref, reached::text, round FROM terms_changes
     WHERE not_before <= now() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!change) return null;
  const { concerned, last } = await readPage(tx, change);
  for (const key of concerned) {
    try {
      await client.workflow.getHandle(ticketWorkflowId(key)).signal(refreshSignal, { cause: 'calendar' });
    } catch (error) {
      // Its workflow is over, or is yet to be started, and then begins with what holds now.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  await goOn(tx, change, last, concerned.length);
  const { kind, ref, round } = change;
  if (last === null) logger.info({ kind, ref, round }, 'Every open ticket has heard of the edit');
  return concerned.length;
}

async function goOn(tx: Prisma.TransactionClient, { id, round }: Change, last: string | null, told: number) {
  if (last !== null) {
    await tx.$executeRaw`UPDATE terms_changes SET reached = ${last}::uuid, told = told + ${told} WHERE id = ${id}`;
  } else if (round === 1) {
    await tx.$executeRaw`
      UPDATE terms_changes SET reached = NULL, told = told + ${told}, round = 2,
             not_before = now() + make_interval(secs => ${SECOND_ROUND_S}::int)
       WHERE id = ${id}`;
  } else {
    await tx.$executeRaw`DELETE FROM terms_changes WHERE id = ${id}`;
  }
}

/** A ticket that triage has not answered for yet may have been read before the edit: it is told too. */
async function readPage(tx: Prisma.TransactionClient, change: Change): Promise<Page> {
  const rows = await tx.$queryRaw<{ id: string; key: string; concerned: boolean }[]>`
    SELECT t.id::text, t.key,
           coalesce(t.state->'policy', 'null') = 'null' OR ${concernedBy(change)} AS concerned
      FROM tickets t
     WHERE t.ended_at IS NULL AND (${change.reached}::uuid IS NULL OR t.id > ${change.reached}::uuid)
     ORDER BY t.id LIMIT ${PAGE}`;
  const concerned = rows.filter((row) => row.concerned).map((row) => row.key);
  return { concerned, last: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) };
}

function concernedBy({ kind, ref }: Change): Prisma.Sql {
  switch (kind) {
    case 'calendar':
      return Prisma.sql`EXISTS (
        SELECT 1 FROM jsonb_array_elements(t.state->'calendars') known
          JOIN documents d ON d.kind = 'calendar' AND d.id = known->>'id' AND d.current
         WHERE d.id = ${ref} AND d.version > (known->>'version')::int)`;
    case 'team':
      return Prisma.sql`t.team_id IS NOT DISTINCT FROM ${ref}`;
    case 'organisation':
      return Prisma.sql`t.organisation_id IS NOT DISTINCT FROM ${ref}`;
  }
}
