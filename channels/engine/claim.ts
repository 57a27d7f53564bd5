import { Prisma, type PrismaClient } from '../../prisma/client';
import type { Waiting } from './types';

/** Seconds that a claim holds unless it is renewed: what a killed worker had in hand is free again after them. */
const CLAIM_S = 10;
const claimEnd = Prisma.sql`now() + make_interval(secs => ${CLAIM_S})`;

export interface Claimed {
  /** `gone`: there is no such channel any more. */
  readonly channel: 'open' | 'paused' | 'gone';
  /** In the order in which they came due. */
  readonly rows: readonly Waiting[];
}

/**
 * Takes rows whose turn it is, for a while. One claim of a channel at a time, so that each sees what the others hold:
 * what is earlier of the same recipient and ticket goes first, if somebody has it in hand or it was tried already. What
 * only waits for an hour that was set beforehand holds nothing back.
 */
export async function claimDue(prisma: PrismaClient, channel: string, limit: number): Promise<Claimed> {
  return prisma.$transaction(async (tx) => {
    const [known] = await tx.$queryRaw<{ paused: boolean }[]>`
      SELECT paused_at IS NOT NULL AS paused FROM channels WHERE id = ${channel} FOR NO KEY UPDATE`;
    if (!known) return { channel: 'gone', rows: [] };
    if (known.paused) return { channel: 'paused', rows: [] };
    const rows = await tx.$queryRaw<Waiting[]>`
      WITH due AS MATERIALIZED (
        SELECT d.id, COALESCE(d.not_before, d.created_at) AS due
          FROM deliveries d
         WHERE d.channel = ${channel} AND d.state = 'waiting'
           AND COALESCE(d.not_before, d.created_at) <= now()
           AND (d.claimed_until IS NULL OR d.claimed_until < now())
           AND NOT EXISTS (
             SELECT FROM deliveries e
              WHERE e.channel = d.channel AND e.recipient = d.recipient AND e.ticket_id = d.ticket_id
                AND e.state = 'waiting' AND e.seq < d.seq
                AND (e.attempts > 0 OR e.claimed_until >= now()))
         ORDER BY COALESCE(d.not_before, d.created_at), d.id
         LIMIT ${limit}
         FOR NO KEY UPDATE OF d SKIP LOCKED
      ), claimed AS (
        UPDATE deliveries d SET claimed_until = ${claimEnd} FROM due WHERE d.id = due.id
        RETURNING d.id, d.key, d.ticket_id AS "ticketId", d.seq, d.kind, d.channel, d.recipient, d.payload, d.attempts,
                  d.first_tried_at AS "firstTriedAt", d.created_at AS "createdAt", due.due
      )
      SELECT id, key, "ticketId", seq, kind, channel, recipient, payload, attempts, "firstTriedAt", "createdAt"
        FROM claimed ORDER BY due, "ticketId", seq, id`;
    return { channel: 'open', rows };
  });
}

/** Keeps what is in hand; without it somebody else would take it. */
export async function renewClaims(prisma: PrismaClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.$executeRaw`
    UPDATE deliveries SET claimed_until = ${claimEnd} WHERE id = ANY(${ids}::uuid[]) AND state = 'waiting'`;
}

/** False: somebody has paused the channel, or taken it away. */
export async function isOpen(prisma: PrismaClient, channel: string): Promise<boolean> {
  const row = await prisma.channel.findUnique({ where: { id: channel }, select: { pausedAt: true } });
  return row !== null && row.pausedAt === null;
}

/** Puts back what was not tried. */
export async function releaseClaims(prisma: PrismaClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.$executeRaw`
    UPDATE deliveries SET claimed_until = NULL WHERE id = ANY(${ids}::uuid[]) AND state = 'waiting'`;
}

/** When the next of what waits for its hour comes due; null: nothing does. */
export async function nextDue(prisma: PrismaClient, channel: string): Promise<Date | null> {
  const [row] = await prisma.$queryRaw<{ due: Date | null }[]>`
    SELECT min(COALESCE(not_before, created_at)) AS due FROM deliveries
     WHERE channel = ${channel} AND state = 'waiting' AND COALESCE(not_before, created_at) > now()`;
  return row?.due ?? null;
}
