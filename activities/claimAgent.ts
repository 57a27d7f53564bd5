import type { AssignmentStrategy } from '../workflows/domain/codes';
import type { Claimed, ClaimInput } from '../workflows/contract';
import type { Prisma, PrismaClient } from '../prisma/client';
import { chooseAgent, lockCandidates, noteTurn } from './candidates';
import { leaseTerms } from './leaseTerms';
import { skillsOf } from './skills';

/**
 * Claims an agent of a team for a ticket that looks for one, in one transaction. It locks the ticket, the team and then
 * its agents in order of id, so two tickets never take the last place, also where teams share an agent, and two claims
 * never wait for each other in a circle. The locks let foreign keys pass: they hold up other claims and saves of this
 * ticket, nobody else.
 *
 * @returns the agent's id, the same for a repeat, with the time to accept; null if the team assigns by hand, nobody who
 *   fits is free, the ticket is resolved, closed or unknown, or the number is an old one
 */
export async function claimAgent(prisma: PrismaClient, claim: ClaimInput): Promise<Claimed> {
  // A look without locks: whoever becomes free a moment later has the team look through its queue.
  if (!(await mayFind(prisma, claim))) return { agent: null };
  const claimed = await prisma.$transaction(async (tx) => {
    const ticket = await lockWorkedTicket(tx, claim.ticketId);
    if (!ticket) return null;
    const earlier = await findEarlierClaim(tx, claim);
    if (earlier) return earlier.agent;
    const skills = [...skillsOf(ticket.tags), ...(claim.skills ?? [])];
    return claimWithin(tx, { ...claim, skills });
  });
  return withLease(prisma, claim.team, claimed);
}

/**
 * Claims a ticket for one person, as somebody would assign it: however much she has, and whether or not she is there.
 * @returns nobody if she has left the desk, or the ticket looks for nobody any more
 */
export async function claimFor(prisma: PrismaClient, claim: ClaimInput, agent: string): Promise<Claimed> {
  const claimed = await prisma.$transaction(async (tx) => {
    if (!(await lockWorkedTicket(tx, claim.ticketId))) return null;
    const earlier = await findEarlierClaim(tx, claim);
    if (earlier) return earlier.agent;
    if ((await tx.user.count({ where: { id: agent, active: true } })) === 0) return null;
    const { ticketId, no, team } = claim;
    await tx.assignment.create({ data: { ticketId, no, agentId: agent, teamId: team, state: 'claimed' } });
    return agent;
  });
  return { agent: claimed };
}

/** A ticket of a team's queue, as it was when the queue was read. */
export interface QueuedTicket {
  readonly id: string;
  readonly key: string;
  readonly skills: readonly string[];
}

export type QueueClaim =
  | { readonly outcome: 'claimed'; readonly no: number; readonly claimed: Claimed & { readonly agent: string } }
  | { readonly outcome: 'noOneFits' }
  /** It does not wait any more, or an agent is on the way to it. */
  | { readonly outcome: 'gone' };

/** As `claimAgent`, for a ticket that waits in the team's queue: under a number that nothing has used yet. */
export async function claimForQueued(prisma: PrismaClient, team: string, ticket: QueuedTicket): Promise<QueueClaim> {
  const found = await prisma.$transaction(async (tx) => {
    const no = await lockWaitingTicket(tx, team, ticket.id);
    if (no === null) return 'gone';
    const agent = await claimWithin(tx, { ticketId: ticket.id, team, no, skills: ticket.skills });
    return agent === null ? 'noOneFits' : { agent, no };
  });
  if (typeof found === 'string') return { outcome: found };
  const { agent, no } = found;
  return { outcome: 'claimed', no, claimed: { ...(await withLease(prisma, team, agent)), agent } };
}

/** Gives back a claim that the ticket did not take; one that it holds, or gave back before, stays as it is. */
export async function giveBack(
  prisma: PrismaClient,
  { ticketId, no }: { readonly ticketId: string; readonly no: number },
): Promise<void> {
  await prisma.assignment.updateMany({
    where: { ticketId, no, state: 'claimed' },
    data: { state: 'freed', freedAt: new Date() },
  });
}

type Wanted = Required<ClaimInput>;

/** The ticket is locked. @returns the agent, who has one place less now */
async function claimWithin(tx: Prisma.TransactionClient, wanted: Wanted): Promise<string | null> {
  const { ticketId, team, no } = wanted;
  const strategy = await lockTeam(tx, team);
  if (strategy === null || strategy === 'manual') return null;
  const chosen = chooseAgent(strategy, await lockCandidates(tx, wanted));
  if (!chosen) return null;
  await tx.assignment.create({ data: { ticketId, no, agentId: chosen.agent, teamId: team, state: 'claimed' } });
  await noteTurn(tx, team, chosen.agent);
  return chosen.agent;
}

/** False if nobody of the team has room for another ticket, and nobody was claimed for this one before. */
async function mayFind(prisma: PrismaClient, { ticketId, team }: ClaimInput): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ worth: boolean }[]>`/* prepared */
    SELECT EXISTS (
      SELECT FROM memberships m JOIN agents a ON a.user_id = m.user_id
       WHERE m.team_id = ${team} AND a.presence = 'online' AND a.capacity > (
         SELECT count(*) FROM assignments s WHERE s.agent_id = a.user_id AND s.state IN ('claimed', 'held'))
    ) OR EXISTS (SELECT FROM assignments s WHERE s.ticket_id = ${ticketId}::uuid) AS worth`;
  return row?.worth ?? false;
}

async function withLease(prisma: PrismaClient, team: string, agent: string | null): Promise<Claimed> {
  const lease = agent === null ? undefined : await leaseTerms(prisma, team, agent);
  return { agent, ...(lease && { lease }) };
}

async function lockWorkedTicket(
  tx: Prisma.TransactionClient,
  ticketId: string,
): Promise<{ readonly tags: readonly string[] } | null> {
  const [row] = await tx.$queryRaw<{ worked: boolean; tags: string[] }[]>`/* prepared */
    SELECT status IN ('new', 'open', 'pending') AND ended_at IS NULL AS worked, tags
      FROM tickets WHERE id = ${ticketId}::uuid FOR NO KEY UPDATE`;
  return row?.worked ? row : null;
}

/** @returns the number for the next claim; null if the ticket no longer waits there, or has one on its way */
async function lockWaitingTicket(tx: Prisma.TransactionClient, team: string, id: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ no: number }[]>`/* prepared */
    SELECT (state ->> 'assignmentNo')::int AS no FROM tickets
     WHERE id = ${id}::uuid AND team_id = ${team} AND assignee_id IS NULL AND status IN ('new', 'open')
       AND state ->> 'assignee' IS NULL AND state ->> 'claim' IS NULL AND ended_at IS NULL
       FOR NO KEY UPDATE`;
  if (!row) return null;
  // Read after the lock is held, by a statement of its own: it sees what other claims have committed.
  const claims = await tx.assignment.findMany({ where: { ticketId: id }, select: { no: true, state: true } });
  if (claims.some((claim) => claim.state !== 'freed')) return null;
  return Math.max(row.no, ...claims.map((claim) => claim.no)) + 1;
}

/** @returns what an earlier attempt came to, or that the number is too old; undefined: nobody has claimed it yet */
async function findEarlierClaim(
  tx: Prisma.TransactionClient,
  { ticketId, team, no }: ClaimInput,
): Promise<{ readonly agent: string | null } | undefined> {
  const rows = await tx.assignment.findMany({ where: { ticketId, no: { gte: no } } });
  // The queue of another team may have used the number meanwhile: its claim is not for this team.
  const same = rows.find((row) => row.no === no && row.state !== 'freed' && row.teamId === team);
  if (rows.length === 0) return undefined;
  return { agent: rows.some((row) => row.no > no) ? null : (same?.agentId ?? null) };
}

async function lockTeam(tx: Prisma.TransactionClient, team: string): Promise<AssignmentStrategy | null> {
  const [row] = await tx.$queryRaw<{ assignment: AssignmentStrategy }[]>`/* prepared */
    SELECT assignment FROM teams WHERE id = ${team} FOR NO KEY UPDATE`;
  return row?.assignment ?? null;
}
