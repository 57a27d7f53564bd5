import { WorkflowNotFoundError } from '@temporalio/client';
import { detectProblems } from '../prisma/problems/detect';
import { claimLink } from '../prisma/links';
import { commandSignal, ticketWorkflowId, type CommandPayload } from '../workflows/contract';
import type { Actor } from '../workflows/domain/codes';
import type { ActivityDeps } from './deps';

/** A look reads thousands of tickets: each worker takes one so often at most. */
const PAUSE_MS = 120_000;

/** Looks for recurring problems now and then, and makes what leads have accepted so: the tickets become children. */
export class ProblemWatch {
  /** Of this worker, in UTC epoch milliseconds. */
  private lookedAt = 0;

  constructor(private readonly deps: ActivityDeps) {}

  async watch(): Promise<void> {
    await linkAccepted(this.deps);
    if (Date.now() - this.lookedAt < PAUSE_MS) return;
    this.lookedAt = Date.now();
    const detected = await detectProblems(this.deps.prisma);
    if (detected && detected.proposed + detected.joined > 0)
      this.deps.logger.info(detected, 'Recurring problems were proposed to their leads');
  }
}

interface ToLink {
  readonly id: string;
  readonly key: string;
  readonly ended: boolean;
  readonly proposal: string;
  readonly parentId: string | null;
  readonly parentKey: string | null;
  readonly parentEnded: boolean;
  readonly byId: string;
  readonly byRole: Actor['role'];
}

/** Asked so many at a time; whoever has not answered after this is asked again. */
const [PAGE, PATIENCE_S] = [100, 60];
/** What has not become a child by then never will. */
const TRIED_DAYS = 30;

/**
 * Makes the tickets of accepted proposals children of their problems, in the name of who accepted. Each is asked under an
 * id that follows from proposal and ticket, so that several workers and repeats make one link.
 */
export async function linkAccepted(deps: ActivityDeps): Promise<void> {
  const rows = await deps.prisma.$queryRaw<ToLink[]>`
    SELECT t.id::text, t.key, t.ended_at IS NOT NULL AS ended, p.id::text AS proposal, p.parent_id::text AS "parentId",
           parent.key AS "parentKey", parent.ended_at IS NOT NULL AS "parentEnded", p.decided_by AS "byId",
           p.decided_role AS "byRole"
      FROM problem_proposals p
      JOIN problem_proposal_tickets m ON m.proposal_id = p.id AND m.to_link
      JOIN tickets t ON t.id = m.ticket_id
      LEFT JOIN tickets parent ON parent.id = p.parent_id
     WHERE p.state = 'accepted' AND p.decided_at > now() - make_interval(days => ${TRIED_DAYS}) AND (m.asked_at IS NULL OR m.asked_at < now() - make_interval(secs => ${PATIENCE_S}))
     ORDER BY m.ticket_id LIMIT ${PAGE}`;
  for (const row of rows) await linkOne(deps, row);
}

async function linkOne(deps: ActivityDeps, row: ToLink): Promise<void> {
  const { prisma } = deps;
  const where = { ticketId: row.id };
  const asked = await ask(deps, row);
  if (asked === 'later') return;
  const data = asked === 'settled' ? { toLink: false } : { askedAt: new Date() };
  await prisma.proposalTicket.updateMany({ where, data });
}

/** @returns `settled`: it is a child, or cannot become one any more; `later`: its workflow cannot be asked just now */
async function ask({ prisma, client, logger }: ActivityDeps, row: ToLink): Promise<'settled' | 'asked' | 'later'> {
  const { id, key, parentId, parentKey } = row;
  if (parentId === null || parentKey === null || parentId === id) return 'settled';
  // Nobody is left to hear of it.
  if (row.parentEnded && row.ended) return 'settled';
  const claimed = await claimLink(prisma, { from: parentId, kind: 'parentOf', to: id });
  // It has another parent meanwhile, or is above this one: people have said so.
  if (claimed.kind !== 'claimed') return 'settled';
  // Whichever of the two still has a workflow is asked.
  const [hearer, kind, other] = row.parentEnded
    ? ([key, 'childOf', parentKey] as const)
    : ([parentKey, 'parentOf', key] as const);
  const payload: CommandPayload<'link'> = {
    ...{ id: `proposal-${row.proposal}-${id}`, by: { id: row.byId, role: row.byRole } },
    ...{ kind, key: other },
  };
  try {
    await client.workflow.getHandle(ticketWorkflowId(hearer)).signal(commandSignal('link'), payload);
    return 'asked';
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    // It is being started, or repaired.
    logger.warn({ key: hearer }, 'A problem has no running workflow just now; its tickets are linked later');
    return 'later';
  }
}
