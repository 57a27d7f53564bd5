import type { AssignmentStrategy } from '../workflows/domain/codes';
import type { ClaimInput } from '../workflows/contract';
import type { Prisma, PrismaClient } from '../prisma/client';

/** An agent who is online and has room for one more. */
interface Candidate {
  readonly agent: string;
  readonly capacity: number;
  /** Tickets claimed for or held by the agent. */
  readonly load: number;
  readonly lastAssignedAt: Date | null;
}

/**
 * Claims an agent of a team for a ticket, in one transaction. It locks the ticket, the team and then its agents in order
 * of id, so two tickets never take the last place, also where teams share an agent, and two claims never wait for each
 * other in a circle. The locks let foreign keys pass: they hold up other claims and saves of this ticket, nobody else.
 *
 * @returns the agent's id, the same for a repeat; null if the team assigns by hand, nobody is free, the ticket is
 *   resolved, closed or unknown, or the number is an old one
 */
export async function claimAgent(prisma: PrismaClient, claim: ClaimInput): Promise<string | null> {
  return prisma.$transaction(async (tx) => {
    if (!(await lockWorkedTicket(tx, claim.ticketId))) return null;
    const earlier = await findEarlierClaim(tx, claim);
    if (earlier) return earlier.agent;
    const strategy = await lockTeam(tx, claim.team);
    if (strategy === null || strategy === 'manual') return null;
    const chosen = chooseAgent(strategy, await lockCandidates(tx, claim.team));
    if (!chosen) return null;
    await tx.assignment.create({
      data: { ticketId: claim.ticketId, no: claim.no, agentId: chosen.agent, teamId: claim.team, state: 'claimed' },
    });
    return chosen.agent;
  });
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

async function lockWorkedTicket(tx: Prisma.TransactionClient, ticketId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ worked: boolean }[]>`
    SELECT status IN ('new', 'open', 'pending') AND ended_at IS NULL AS worked
      FROM tickets WHERE id = ${ticketId}::uuid FOR NO KEY UPDATE`;
  return row?.worked ?? false;
}

/** @returns what an earlier attempt came to, or that the number is too old; undefined: nobody has claimed it yet */
async function findEarlierClaim(
  tx: Prisma.TransactionClient,
  { ticketId, no }: ClaimInput,
): Promise<{ readonly agent: string | null } | undefined> {
  const rows = await tx.assignment.findMany({ where: { ticketId, no: { gte: no } } });
  const same = rows.find((row) => row.no === no && row.state !== 'freed');
  if (rows.length === 0) return undefined;
  return { agent: rows.some((row) => row.no > no) ? null : (same?.agentId ?? null) };
}

async function lockTeam(tx: Prisma.TransactionClient, team: string): Promise<AssignmentStrategy | null> {
  const [row] = await tx.$queryRaw<{ assignment: AssignmentStrategy }[]>`
    SELECT assignment FROM teams WHERE id = ${team} FOR NO KEY UPDATE`;
  return row?.assignment ?? null;
}

/** Loads are read after the locks are held, by a statement of its own: it sees what the claims before have committed. */
async function lockCandidates(tx: Prisma.TransactionClient, team: string): Promise<Candidate[]> {
  const locked = await tx.$queryRaw<{ agent: string }[]>`
    SELECT a.user_id AS agent
      FROM memberships m JOIN agents a ON a.user_id = m.user_id JOIN users u ON u.id = a.user_id
     WHERE m.team_id = ${team} AND a.presence = 'online' AND u.active
     ORDER BY a.user_id
       FOR NO KEY UPDATE OF a`;
  const agents = locked.map((row) => row.agent);
  return tx.$queryRaw<Candidate[]>`
    SELECT a.user_id AS agent, a.capacity, l.load, last.created_at AS "lastAssignedAt"
      FROM agents a
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS load FROM assignments s
         WHERE s.agent_id = a.user_id AND s.state IN ('claimed', 'held')
      ) l
      LEFT JOIN LATERAL (
        SELECT s.created_at FROM assignments s WHERE s.agent_id = a.user_id ORDER BY s.created_at DESC LIMIT 1
      ) last ON true
     WHERE a.user_id = ANY(${agents}::uuid[]) AND l.load < a.capacity`;
}

/** Of those with room: the least loaded for their capacity, or in turn; among equals whoever has waited longest. */
function chooseAgent(strategy: 'roundRobin' | 'leastLoaded', candidates: readonly Candidate[]): Candidate | undefined {
  const loaded = (one: Candidate) => (strategy === 'leastLoaded' ? one.load / one.capacity : 0);
  const last = (one: Candidate) => one.lastAssignedAt?.getTime() ?? 0;
  return [...candidates].sort((a, b) => loaded(a) - loaded(b) || last(a) - last(b) || (a.agent < b.agent ? -1 : 1))[0];
}
