import type { Prisma } from '../../prisma/client';

/** How a channel has fared since this was told last. */
export interface Fared {
  readonly sent: number;
  /** The last error, if the last attempt failed. */
  readonly error: string | null;
  readonly failuresInARow: number;
}

/**
 * Written every now and then, not with every message: there is one row for each channel.
 * @returns since when nothing has got through; null: something does
 */
export async function noteHowItFares(
  prisma: Prisma.TransactionClient,
  channel: string,
  fared: Fared,
): Promise<Date | null> {
  const { sent, error, failuresInARow } = fared;
  const now = new Date();
  const rows = await prisma.$queryRaw<{ failingSince: Date | null }[]>`
    UPDATE channels
       SET last_sent_at = CASE WHEN ${sent > 0} THEN ${now} ELSE last_sent_at END,
           last_failed_at = CASE WHEN ${error !== null} THEN ${now} ELSE last_failed_at END,
           last_error = CASE WHEN ${error !== null} THEN ${error?.slice(0, 500) ?? null} ELSE last_error END,
           failing_since = CASE WHEN ${failuresInARow === 0} THEN NULL
                                WHEN ${sent > 0} THEN ${now} ELSE COALESCE(failing_since, ${now}) END,
           failures_in_a_row = ${failuresInARow}
     WHERE id = ${channel}
    RETURNING failing_since AS "failingSince"`;
  return rows[0]?.failingSince ?? null;
}

/** A channel that exists is run; making it again changes nothing. */
export async function ensureChannel(prisma: Prisma.TransactionClient, channel: string): Promise<void> {
  await prisma.channel.createMany({ data: [{ id: channel }], skipDuplicates: true });
}

/** @returns false if it was paused already, or is gone */
export async function pause(
  prisma: Prisma.TransactionClient,
  channel: string,
  because: 'operator' | 'dead',
): Promise<boolean> {
  const { count } = await prisma.channel.updateMany({
    where: { id: channel, pausedAt: null },
    data: { pausedAt: new Date(), pausedBecause: because },
  });
  await ring(prisma, channel);
  return count > 0;
}

export async function resume(prisma: Prisma.TransactionClient, channel: string): Promise<void> {
  await prisma.channel.updateMany({
    where: { id: channel },
    data: { pausedAt: null, pausedBecause: null, failingSince: null, failuresInARow: 0 },
  });
  await ring(prisma, channel);
}

/** Who runs the channel looks again at once. */
export async function ring(prisma: Prisma.TransactionClient, channel: string): Promise<void> {
  await prisma.$executeRaw`SELECT pg_notify('deliveries', ${channel})`;
}
