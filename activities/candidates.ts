import type { Prisma } from '../prisma/client';
import { openCalendars } from './shifts';

/** An agent who is online, within her shift, has the skills, and has room for one more. */
export interface Candidate {
  readonly agent: string;
  readonly capacity: number;
  /** Tickets claimed for or held by the agent, of all her teams. */
  readonly load: number;
  /** When she last got a ticket of this team, counted by tickets. */
  readonly turn: bigint;
  /** Number of the last assignment by which she had this very ticket; 0: never. */
  readonly had: number;
}

/**
 * Locks the team's agents who are there, then reads who of them fits. Loads are read after the locks are held, by a
 * statement of its own: it sees what the claims before have committed.
 */
export async function lockCandidates(
  tx: Prisma.TransactionClient,
  { ticketId, team, skills }: { readonly ticketId: string; readonly team: string; readonly skills: readonly string[] },
): Promise<Candidate[]> {
  const locked = await tx.$queryRaw<{ agent: string; calendar: string | null }[]>`/* prepared */
    SELECT a.user_id AS agent, a.calendar
      FROM memberships m JOIN agents a ON a.user_id = m.user_id JOIN users u ON u.id = a.user_id
     WHERE m.team_id = ${team} AND a.presence = 'online' AND u.active AND a.skills @> ${[...skills]}::text[]
     ORDER BY a.user_id
       FOR NO KEY UPDATE OF a`;
  const open = await openCalendars(tx, locked, Date.now());
  const agents = locked.filter(({ calendar }) => calendar === null || open.has(calendar)).map(({ agent }) => agent);
  if (agents.length === 0) return [];
  return tx.$queryRaw<Candidate[]>`/* prepared */
    SELECT a.user_id AS agent, a.capacity, l.load, m.turn, h.had
      FROM agents a
      JOIN memberships m ON m.user_id = a.user_id AND m.team_id = ${team}
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS load FROM assignments s
         WHERE s.agent_id = a.user_id AND s.state IN ('claimed', 'held')
      ) l
      CROSS JOIN LATERAL (
        SELECT coalesce(max(s.no), 0)::int AS had FROM assignments s
         WHERE s.ticket_id = ${ticketId}::uuid AND s.agent_id = a.user_id
      ) h
     WHERE a.user_id = ANY(${agents}::uuid[]) AND l.load < a.capacity`;
}

/**
 * First whoever has not had this ticket yet, or longest ago: one that was released, or not accepted in time, does not
 * come back while another is free. Then the least loaded for her capacity, or in turn.
 */
export function chooseAgent(
  strategy: 'roundRobin' | 'leastLoaded',
  candidates: readonly Candidate[],
): Candidate | undefined {
  const loaded = (one: Candidate) => (strategy === 'leastLoaded' ? one.load / one.capacity : 0);
  return [...candidates].sort(
    (a, b) => a.had - b.had || loaded(a) - loaded(b) || Number(a.turn - b.turn) || (a.agent < b.agent ? -1 : 1),
  )[0];
}

/** She was the last: everybody else of the team comes before her now. The team is locked. */
export async function noteTurn(tx: Prisma.TransactionClient, team: string, agent: string): Promise<void> {
  await tx.$executeRaw`/* prepared */
    UPDATE memberships SET turn = (SELECT max(turn) + 1 FROM memberships WHERE team_id = ${team})
     WHERE team_id = ${team} AND user_id = ${agent}::uuid`;
}
