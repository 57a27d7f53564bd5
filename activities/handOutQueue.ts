/** A round through a team's queue: agents are claimed for its tickets in their order, and offered to them by Signal. */
import { WorkflowNotFoundError } from '@temporalio/client';
import type { PrismaClient } from '../prisma/client';
import { offerSignal, ticketWorkflowId, type Claimed, type QueueRound } from '../workflows/contract';
import { claimForQueued, giveBack, type QueuedTicket } from './claimAgent';
import type { ActivityDeps } from './deps';
import { leaseTerms } from './leaseTerms';
import { nextOpening } from './shifts';
import { skillsOf } from './skills';

const PAGE = 100;
/** Offers in one round at most: the next one follows at once. */
const MOST_OFFERS = 50;

interface QueuedRow {
  readonly id: string;
  readonly key: string;
  readonly tags: readonly string[];
  readonly rank: number;
  readonly createdAt: Date;
}

/**
 * @param again an earlier attempt may have claimed agents that it did not come to offer: they are offered now
 */
export async function handOutQueue(deps: ActivityDeps, team: string, again: boolean): Promise<QueueRound> {
  const { prisma } = deps;
  // What is written after this look brings another round.
  const wakes = await prisma.queueWake.findMany({ where: { teamId: team }, select: { id: true } });
  if (again) await offerClaimed(deps, team);
  const inVain: (readonly string[])[] = [];
  let offered = 0;
  let left = false;
  for await (const ticket of queueOf(prisma, team)) {
    const hopeless = inVain.some((skills) => skills.every((skill) => ticket.skills.includes(skill)));
    const claim = hopeless ? ({ outcome: 'noOneFits' } as const) : await claimForQueued(prisma, team, ticket);
    if (claim.outcome === 'claimed') {
      if (await offer(deps, team, ticket, claim.no, claim.claimed)) offered++;
      if (offered >= MOST_OFFERS) return { offered, more: true, wakeAt: null };
    } else if (claim.outcome === 'noOneFits') {
      left = true;
      if (!hopeless) inVain.push(ticket.skills);
      // Not even for a ticket that asks for no skill.
      if (ticket.skills.length === 0) break;
    }
  }
  const wakeAt = left ? await nextShift(prisma, team) : null;
  await prisma.queueWake.deleteMany({ where: { id: { in: wakes.map(({ id }) => id) } } });
  return { offered, more: false, wakeAt };
}

/** @returns whether the ticket got the offer; one without a workflow waits until it is mended */
async function offer(
  { prisma, client, logger }: ActivityDeps,
  team: string,
  { id, key }: { readonly id: string; readonly key: string },
  no: number,
  claimed: Claimed & { readonly agent: string },
): Promise<boolean> {
  try {
    await client.workflow.getHandle(ticketWorkflowId(key)).signal(offerSignal, { no, team, ...claimed });
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    logger.warn({ key }, 'A queued ticket has no workflow to offer an agent to');
    await giveBack(prisma, { ticketId: id, no });
    return false;
  }
}

/** Claims for queued tickets that nobody has taken or given back yet; a ticket's own search is not among them. */
async function offerClaimed(deps: ActivityDeps, team: string): Promise<void> {
  const rows = await deps.prisma.$queryRaw<{ id: string; key: string; no: number; agent: string }[]>`
    SELECT t.id, t.key, a.no, a.agent_id AS agent
      FROM assignments a JOIN tickets t ON t.id = a.ticket_id
     WHERE a.state = 'claimed' AND a.team_id = ${team} AND t.team_id = ${team} AND t.state ->> 'claim' IS NULL
       AND a.no > (t.state ->> 'assignmentNo')::int
     ORDER BY a.created_at`;
  for (const { no, agent, ...ticket } of rows) {
    const lease = await leaseTerms(deps.prisma, team, agent);
    await offer(deps, team, ticket, no, { agent, ...(lease && { lease }) });
  }
}

/**
 * Priority, then age. What the database could not save is left out: its row is older than the ticket, and an offer might
 * be refused for ever.
 */
async function* queueOf(prisma: PrismaClient, team: string): AsyncGenerator<QueuedTicket> {
  let after: QueuedRow | undefined;
  for (;;) {
    const page: QueuedRow[] = await prisma.$queryRaw<QueuedRow[]>`
      SELECT t.id, t.key, t.tags, t.priority_rank AS rank, t.created_at AS "createdAt"
        FROM tickets t
       WHERE t.team_id = ${team} AND t.assignee_id IS NULL AND t.status IN ('new', 'open')
         AND t.state ->> 'assignee' IS NULL AND t.state ->> 'claim' IS NULL
         AND NOT EXISTS (SELECT 1 FROM save_failures f WHERE f.ticket_id = t.id)
         AND (${after === undefined} OR (-t.priority_rank, t.created_at, t.id)
           > (${-(after?.rank ?? 0)}, ${after?.createdAt ?? new Date(0)}, ${after?.id ?? null}::uuid))
       ORDER BY t.priority_rank DESC, t.created_at, t.id LIMIT ${PAGE}`;
    for (const { id, key, tags } of page) yield { id, key, skills: skillsOf(tags) };
    if (page.length < PAGE) return;
    after = page.at(-1);
  }
}

/** When the next shift of an agent begins who would have room. */
async function nextShift(prisma: PrismaClient, team: string): Promise<number | null> {
  const agents = await prisma.$queryRaw<{ calendar: string }[]>`
    SELECT DISTINCT a.calendar
      FROM memberships m JOIN agents a ON a.user_id = m.user_id JOIN users u ON u.id = a.user_id
     WHERE m.team_id = ${team} AND a.presence = 'online' AND u.active AND a.calendar IS NOT NULL AND a.capacity > 0`;
  return nextOpening(prisma, agents, Date.now());
}
