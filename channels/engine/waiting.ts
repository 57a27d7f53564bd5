import type { Prisma } from '../../prisma/client';

export interface Backlog {
  readonly channel: string;
  readonly pausedAt: Date | null;
  readonly pausedBecause: string | null;
  readonly lastSentAt: Date | null;
  readonly lastFailedAt: Date | null;
  readonly lastError: string | null;
  readonly failuresInARow: number;
  /** All that was not sent yet, planned or late. */
  readonly waiting: number;
  /** Since when the oldest of what is due, or was tried already, waits; null: nothing is late. */
  readonly oldestDueAt: Date | null;
  /** Given up. */
  readonly failed: number;
}

/** More are not counted: to a person, and to an alarm, it is all the same. */
const COUNTED = 10_000;

/** How channels are, by id: of all, or of one. */
export async function readBacklogs(
  prisma: Prisma.TransactionClient,
  channel: string | null = null,
): Promise<readonly Backlog[]> {
  return prisma.$queryRaw<Backlog[]>`
    SELECT c.id AS channel, c.paused_at AS "pausedAt", c.paused_because AS "pausedBecause",
           c.last_sent_at AS "lastSentAt", c.last_failed_at AS "lastFailedAt", c.last_error AS "lastError",
           c.failures_in_a_row AS "failuresInARow", w.waiting, w.oldest AS "oldestDueAt", f.failed
      FROM channels c
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS waiting,
               min(CASE WHEN d.attempts > 0 THEN d.first_tried_at
                        WHEN COALESCE(d.not_before, d.created_at) <= now()
                        THEN COALESCE(d.not_before, d.created_at) END) AS oldest
          FROM (SELECT attempts, first_tried_at, not_before, created_at FROM deliveries
                 WHERE channel = c.id AND state = 'waiting'
                 ORDER BY COALESCE(not_before, created_at) LIMIT ${COUNTED}) d
      ) w
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS failed
          FROM (SELECT FROM deliveries WHERE channel = c.id AND state = 'failed' LIMIT ${COUNTED}) d
      ) f
     WHERE ${channel}::text IS NULL OR c.id = ${channel}
     ORDER BY c.id`;
}
