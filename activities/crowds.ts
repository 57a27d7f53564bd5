/** Many tickets that are due in the same second, as at closing time: they are acted on one after the other. */
import { Prisma } from '../prisma/client';
import type { Queueing } from '../workflows/contract';
import { nextDueAt } from '../workflows/domain/report';
import type { TicketState } from '../workflows/domain/state';

const SECOND_MS = 1_000;

/** How many older tickets are due in the second in which a ticket is. */
export interface Ahead {
  readonly ahead: number;
}

export async function readAhead(tx: Prisma.TransactionClient, state: TicketState): Promise<Ahead> {
  const count = countAhead(state, Date.now());
  if (!count) return { ahead: 0 };
  const [row] = await tx.$queryRaw<Ahead[]>`/* prepared */ SELECT ${count} AS ahead`;
  return { ahead: row?.ahead ?? 0 };
}

/** Counts them, in an index alone; null if this ticket has no deadline to come, and nothing needs to be asked. */
export function countAhead(state: TicketState, now: number): Prisma.Sql | null {
  const dueAt = nextDueAt(state);
  if (dueAt === null || dueAt <= now) return null;
  const second = Math.floor(dueAt / SECOND_MS) * SECOND_MS;
  return Prisma.sql`(
    SELECT count(*)::int FROM tickets o
     WHERE o.status IN ('new', 'open', 'pending') AND o.id < ${state.ticketId}::uuid
       AND o.next_due_at >= ${new Date(second)} AND o.next_due_at < ${new Date(second + SECOND_MS)})`;
}

/** Part of a second's deadlines that are acted on at once: as many as nobody notices who gives a command just then. */
const AT_ONCE = 0.25;

/**
 * How long a deadline's alarm waits for its turn, so that thousands of one second come as fast as the desk can serve
 * beside people's commands, and these do not wait behind all of them.
 * @param perSecond so many are acted on each second, a quarter of it at once; 0: nobody waits
 */
export function queueingOf(state: TicketState, ahead: number, perSecond: number): Queueing | null {
  const dueAt = nextDueAt(state);
  const atOnce = Math.ceil(perSecond * AT_ONCE);
  if (dueAt === null || perSecond <= 0 || ahead < atOnce) return null;
  return { dueAt, waitMs: Math.round(((ahead - atOnce + 1) * SECOND_MS) / perSecond) };
}
