/** Telling a ticket what another has done: a Signal to its workflow, and a text that goes ahead. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { v5 as uuidv5 } from 'uuid';
import { heedSignal, ticketWorkflowId, type Told } from '../workflows/contract';
import type { ActivityDeps } from './deps';

/** Ids of the children's copies of a text are derived, so that a repeat stores none twice. */
const NAMESPACE = '0a4f3b1e-5d0c-4c55-9f6e-8b2d5b7f3c21';

/** What telling takes. */
export type TellDeps = Pick<ActivityDeps, 'prisma' | 'client'>;

export interface Other {
  readonly id: string;
  readonly key: string;
  /** Its workflow has completed: nobody is there to hear. */
  readonly ended: boolean;
}

/**
 * @returns false: it is over
 * @throws if it is not over and has no workflow just now; to be tried again
 */
export async function tell({ prisma, client }: TellDeps, other: Other, told: Told): Promise<boolean> {
  // A workflow remembers the last commands only; the database remembers all.
  const before = await prisma.ticketEvent.findUnique({
    where: { ticketId_commandId: { ticketId: other.id, commandId: told.id } },
    select: { seq: true },
  });
  if (before) return true;
  if (other.ended) return false;
  try {
    await client.workflow.getHandle(ticketWorkflowId(other.key)).signal(heedSignal, told);
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const row = await prisma.ticket.findUnique({ where: { id: other.id }, select: { endedAt: true } });
    if (row?.endedAt === null) throw new Error(`${other.key} has no running workflow just now; it is being repaired`);
    return false;
  }
}

/**
 * Stores a text of the parent for each child, ahead of what names it there.
 * @param ticketId of the parent
 * @returns its id by the child's; none if there is no text
 */
export async function copyText(
  { prisma }: TellDeps,
  { ticketId, comment: id }: { readonly ticketId: string; readonly comment: string | null },
  children: readonly Other[],
): Promise<ReadonlyMap<string, string>> {
  const text = id === null ? null : await prisma.comment.findFirst({ where: { id, ticketId, seq: { not: null } } });
  if (!text) return new Map();
  const ids = new Map(children.map((child) => [child.id, uuidv5(`${text.id}/${child.id}`, NAMESPACE)]));
  await prisma.comment.createMany({
    data: [...ids].map(([child, copy]) => ({
      ...{ id: copy, ticketId: child, visibility: 'public', body: text.body, createdAt: new Date() },
      ...{ authorId: text.authorId, authorRole: text.authorRole },
    })),
    skipDuplicates: true,
  });
  return ids;
}
