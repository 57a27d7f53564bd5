import { Prisma } from '../../prisma/client';
import type { ReplayAnswer, ReplayWanted } from '../../workflows/contract';
import { ring } from './status';

/**
 * Has deliveries wait again, as if they had never been tried: those that are named, or all that were given up. Their keys
 * stay, so whoever got one already can tell.
 */
export async function replay(
  prisma: Prisma.TransactionClient,
  channel: string,
  { ids, since }: ReplayWanted,
): Promise<ReplayAnswer> {
  const which = ids ? Prisma.sql`state <> 'waiting' AND id = ANY(${[...ids]}::uuid[])` : Prisma.sql`state = 'failed'`;
  const from = since === undefined ? Prisma.sql`TRUE` : Prisma.sql`created_at >= ${new Date(since)}`;
  const replayed = await prisma.$executeRaw`
    UPDATE deliveries
       SET state = 'waiting', sent_at = NULL, attempts = 0, first_tried_at = NULL, claimed_until = NULL,
           gathered_into = NULL, not_before = NULL
     WHERE channel = ${channel} AND ${which} AND ${from}`;
  if (replayed > 0) await ring(prisma, channel);
  return { replayed };
}
