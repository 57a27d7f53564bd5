import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { v5 as uuidv5 } from 'uuid';
import { heedSignal, ticketWorkflowId, type HandOverInput, type Told } from '../workflows/contract';
import type { ActivityDeps } from './deps';

/** Children read at once, and told at once. */
const PAGE = 200;
const AT_ONCE = 8;
/** Between two pages, so that thousands of children leave room for everybody else's commands. */
const PAUSE_MS = 100;
/** Ids of the children's copies of a text are derived, so that a repeat stores none twice. */
const NAMESPACE = '0a4f3b1e-5d0c-4c55-9f6e-8b2d5b7f3c21';

interface Other {
  readonly id: string;
  readonly key: string;
  /** Its workflow has completed: nobody is there to hear. */
  readonly ended: boolean;
}

export interface Outcome {
  readonly told: number;
  readonly skipped: number;
}

/**
 * Tells another ticket, or every child, what a ticket has done. Each hears it as a Signal under an id that a repeat has
 * too, so that an attempt cut off anywhere can simply be repeated.
 * @throws if a ticket that is not over has no workflow just now; to be tried again
 */
export async function handOver(deps: ActivityDeps, input: HandOverInput): Promise<Outcome> {
  const { to } = input.handOver;
  if (to === null) return tellChildren(deps, input);
  const row = await deps.prisma.ticket.findUnique({ where: { key: to }, select: { id: true, endedAt: true } });
  const told = row !== null && (await tell(deps, { id: row.id, key: to, ended: row.endedAt !== null }, wordOf(input)));
  return told ? { told: 1, skipped: 0 } : { told: 0, skipped: 1 };
}

function wordOf({ key, handOver: { id, by, word } }: HandOverInput): Told {
  return { id: `${key}/${id}`, by, from: key, word };
}

/** @returns false: it is over */
async function tell({ prisma, client }: ActivityDeps, other: Other, told: Told): Promise<boolean> {
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

interface Progress extends Outcome {
  /** Id of the last child told. */
  readonly after: string;
}

const FIRST: Progress = { after: '00000000-0000-0000-0000-000000000000', told: 0, skipped: 0 };

async function tellChildren(deps: ActivityDeps, input: HandOverInput): Promise<Outcome> {
  const context = Context.current();
  let progress = (context.info.heartbeatDetails as Progress | undefined) ?? FIRST;
  for (;;) {
    const children = await childrenAfter(deps, input.ticketId, progress.after);
    const last = children.at(-1);
    if (!last) return { told: progress.told, skipped: progress.skipped };
    const comments = await copyText(deps, input, children);
    let told = 0;
    for (let at = 0; at < children.length; at += AT_ONCE) {
      const outcomes = await Promise.all(
        children.slice(at, at + AT_ONCE).map((child) => {
          const comment = comments.get(child.id);
          return tell(deps, child, { ...wordOf(input), ...(comment !== undefined && { comment }) });
        }),
      );
      told += outcomes.filter(Boolean).length;
      context.heartbeat(progress);
    }
    const skipped = progress.skipped + children.length - told;
    progress = { after: last.id, told: progress.told + told, skipped };
    context.heartbeat(progress);
    await pause(PAUSE_MS, undefined, { signal: context.cancellationSignal });
  }
}

async function childrenAfter({ prisma }: ActivityDeps, ticketId: string, after: string): Promise<Other[]> {
  return prisma.$queryRaw<Other[]>`
    SELECT t.id::text AS id, t.key, t.ended_at IS NOT NULL AS ended
      FROM ticket_links l JOIN tickets t ON t.id = l.to_id
     WHERE l.from_id = ${ticketId}::uuid AND l.kind = 'parentOf' AND l.pending_since IS NULL AND l.to_id > ${after}::uuid
     ORDER BY l.to_id LIMIT ${PAGE}`;
}

/**
 * Stores the parent's text for each child, ahead of what names it there.
 * @returns its id by the child's; none if there is no text
 */
async function copyText(
  { prisma }: ActivityDeps,
  { ticketId, handOver: { word } }: HandOverInput,
  children: readonly Other[],
): Promise<ReadonlyMap<string, string>> {
  const id = word.do === 'act' ? word.comment : null;
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
