/** The watcher: which incidents keep coming back, and what is proposed of them. */
import { v7 as uuidv7 } from 'uuid';
import { findRecurring, type Recurring } from '../../workflows/domain/recurrence';
import { parseDuration } from '../../workflows/domain/duration';
import type { Prisma, PrismaClient } from '../client';
import { ONLY } from '../defaults';
import { currentDocument, type ProblemDetection } from '../documents';
import { readIncidents, readKnown, type FoundIncident } from './incidents';
import { tellLeads } from './tellLeads';

export interface Detected {
  readonly proposed: number;
  readonly joined: number;
}

export type Look = Recurring<FoundIncident>;

/** What these settings find now. Writes nothing. */
export async function lookForProblems(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { window, ways }: ProblemDetection,
  now = Date.now(),
): Promise<readonly Look[]> {
  const since = new Date(now - parseDuration(window).ms);
  const incidents = await readIncidents(prisma, { since, fields: ways.field?.fields ?? [] });
  return findRecurring(incidents, ways, await readKnown(prisma));
}

/**
 * Looks once, adds to proposals that are open and makes new ones, of which their leads hear: all in one transaction, and
 * in one process at a time.
 * @returns null: another one is at it, or nothing is to be looked for
 */
export async function detectProblems(prisma: PrismaClient, now = Date.now()): Promise<Detected | null> {
  return prisma.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('problem proposals', 0)) AS mine`;
      if (!lock?.mine) return null;
      const settings = await currentDocument(tx, 'problemDetection', ONLY);
      if (!settings || Object.keys(settings.document.ways).length === 0) return null;
      const found = await lookForProblems(tx, settings.document, now);
      let joined = 0;
      for (const one of found.filter(({ effect }) => effect === 'joins')) joined += await join(tx, one);
      const fresh = found.filter(({ effect }) => effect === 'proposed');
      for (const one of fresh) await propose(tx, one);
      return { proposed: fresh.length, joined };
    },
    { timeout: 60_000 },
  );
}

type Transaction = Prisma.TransactionClient;

/** A lead may just have decided: then the tickets are for the next look. */
async function join(tx: Transaction, { way, cause, tickets }: Look): Promise<number> {
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM problem_proposals WHERE way = ${way} AND cause = ${cause} AND state = 'open' FOR UPDATE`;
  if (!open) return 0;
  await tx.$executeRaw`
    UPDATE problem_proposals SET team_ids = ARRAY(SELECT DISTINCT unnest(team_ids || ${teamsOf(tickets)}::text[]) ORDER BY 1)
     WHERE id = ${open.id}::uuid`;
  return add(tx, open.id, tickets);
}

async function propose(tx: Transaction, look: Look): Promise<void> {
  const { way, cause, tickets } = look;
  const id = uuidv7();
  await tx.problemProposal.create({ data: { id, way, cause, teamIds: teamsOf(tickets) } });
  await add(tx, id, tickets);
  await tellLeads(tx, id, look);
}

async function add(tx: Transaction, proposalId: string, tickets: readonly FoundIncident[]): Promise<number> {
  const { count } = await tx.proposalTicket.createMany({
    data: tickets.map(({ id: ticketId }) => ({ proposalId, ticketId })),
    skipDuplicates: true,
  });
  return count;
}

function teamsOf(tickets: readonly FoundIncident[]): string[] {
  return [...new Set(tickets.flatMap(({ team }) => (team === null ? [] : [team])))].sort();
}
