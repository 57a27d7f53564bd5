/** The outbox of the teams' queues; the database itself fills most of it, in the transaction of each change. */
import type { Prisma } from './client';

/** Teams that may have something to hand out: woken, and with somebody in the queue. */
export async function teamsToWake(db: Prisma.TransactionClient): Promise<string[]> {
  const rows = await db.$queryRaw<{ team: string }[]>`
    SELECT DISTINCT w.team_id AS team FROM queue_wakes w
     WHERE EXISTS (
       SELECT 1 FROM tickets t
        WHERE t.team_id = w.team_id AND t.assignee_id IS NULL AND t.status IN ('new', 'open'))`;
  return rows.map(({ team }) => team);
}

/**
 * Forgets wake-ups of teams with nobody in the queue: a ticket that comes later brings its own. One statement, so that
 * it sees the queue as of the same instant as the rows.
 */
export async function forgetIdleWakes(db: Prisma.TransactionClient): Promise<number> {
  return db.$executeRaw`
    DELETE FROM queue_wakes w
     WHERE NOT EXISTS (
       SELECT 1 FROM tickets t
        WHERE t.team_id = w.team_id AND t.assignee_id IS NULL AND t.status IN ('new', 'open'))`;
}
