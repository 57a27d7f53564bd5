import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { HandOverInput, Told } from '../workflows/contract';
import { catchUpChild } from './catchUpChild';
import { copyText, tell, type Other, type TellDeps } from './tellTicket';

/** Children read at once, and told at once. */
const PAGE = 200;
const AT_ONCE = 8;
/** Between two pages, so that thousands of children leave room for everybody else's commands. */
const PAUSE_MS = 100;

export interface Outcome {
  readonly told: number;
  readonly skipped: number;
}

/**
 * Tells another ticket, or every child, what a ticket has done. Each hears it as a Signal under an id that a repeat has
 * too, so that an attempt cut off anywhere can simply be repeated.
 * @throws if a ticket that is not over has no workflow just now; to be tried again
 */
export async function handOver(deps: TellDeps, input: HandOverInput): Promise<Outcome> {
  const { to } = input.handOver;
  if (to === null) return tellChildren(deps, input);
  const row = await deps.prisma.ticket.findUnique({ where: { key: to }, select: { id: true, endedAt: true } });
  if (!row) return { told: 0, skipped: 1 };
  const other = { id: row.id, key: to, ended: row.endedAt !== null };
  const told = await tell(deps, other, wordOf(input));
  const { word } = input.handOver;
  if (word.do === 'link' && word.kind === 'childOf')
    await catchUpChild(deps, { id: input.ticketId, key: input.key }, other);
  return told ? { told: 1, skipped: 0 } : { told: 0, skipped: 1 };
}

function wordOf({ key, handOver: { id, by, word } }: HandOverInput): Told {
  return { id: `${key}/${id}`, by, from: key, word };
}

interface Progress extends Outcome {
  /** Id of the last child told. */
  readonly after: string;
}

const FIRST: Progress = { after: '00000000-0000-0000-0000-000000000000', told: 0, skipped: 0 };

async function tellChildren(deps: TellDeps, input: HandOverInput): Promise<Outcome> {
  const context = Context.current();
  const { word } = input.handOver;
  const comment = word.do === 'act' ? word.comment : null;
  let progress = (context.info.heartbeatDetails as Progress | undefined) ?? FIRST;
  for (;;) {
    const children = await childrenAfter(deps, input, progress.after);
    const last = children.at(-1);
    if (!last) return { told: progress.told, skipped: progress.skipped };
    const comments = await copyText(deps, { ticketId: input.ticketId, comment }, children);
    let told = 0;
    for (let at = 0; at < children.length; at += AT_ONCE) {
      const outcomes = await Promise.all(
        children.slice(at, at + AT_ONCE).map((child) => {
          const copy = comments.get(child.id);
          return tell(deps, child, { ...wordOf(input), ...(copy !== undefined && { comment: copy }) });
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

/**
 * Whoever this ticket linked after the deed is caught up with what then stands: told both ways, it would hear it out of order.
 * A link that the other ticket made catches nobody up.
 */
async function childrenAfter({ prisma }: TellDeps, input: HandOverInput, after: string): Promise<Other[]> {
  const { ticketId, handOver } = input;
  return prisma.$queryRaw<Other[]>`
    SELECT t.id::text AS id, t.key, t.ended_at IS NOT NULL AS ended
      FROM ticket_links l JOIN tickets t ON t.id = l.to_id
     WHERE l.from_id = ${ticketId}::uuid AND l.kind = 'parentOf' AND l.pending_since IS NULL AND l.to_id > ${after}::uuid
       AND t.key <> ALL (ARRAY(
             SELECT made.data->>'key' FROM ticket_events deed
               JOIN ticket_events made ON made.ticket_id = deed.ticket_id AND made.seq > deed.seq
              WHERE deed.ticket_id = ${ticketId}::uuid AND deed.identity = ${handOver.id}
                AND made.kind = 'linked' AND made.data->>'kind' = 'parentOf' AND made.data->>'told' IS NULL))
     ORDER BY l.to_id LIMIT ${PAGE}`;
}
