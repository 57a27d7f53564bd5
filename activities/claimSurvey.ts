import type { Prisma, PrismaClient } from '../prisma/client';
import { documentVersion } from '../prisma/documents';
import type { SurveyClaim } from '../workflows/contract';
import { openTime } from '../workflows/domain/calendar';
import { compileCalendar } from '../workflows/domain/compile';
import { parseDuration } from '../workflows/domain/duration';
import { asInstant } from './json';

/**
 * Gives a survey its turn with its requester, unless she gets or got another one within the quiet time before or after.
 * Claims for one requester go one after another, so of two tickets resolved in one moment one is asked about. A repeat
 * finds its own claim; one whose ticket was reopened meanwhile claims nothing.
 * @returns the key of the ticket whose survey stands in the way; null if none does
 */
export async function claimSurvey(
  prisma: PrismaClient,
  claim: SurveyClaim,
): Promise<{ readonly other: string | null }> {
  return prisma.$transaction(async (tx) => {
    const { ticketId, no, requester, sendAt } = claim;
    await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`survey:${requester}`}, 0))`;
    // Read after the lock is held, by a statement of its own: it sees what the claims before have committed.
    for (const { key, at } of await neighbours(tx, claim)) {
      if (await isQuiet(tx, claim, Math.min(at, sendAt), Math.max(at, sendAt))) return { other: key };
    }
    await tx.$executeRaw`
      INSERT INTO surveys (ticket_id, no, state, requester_id, send_at, updated_at)
      VALUES (${ticketId}::uuid, ${no}, 'scheduled', ${requester}::uuid, ${asInstant(sendAt)}::timestamptz, now())
      ON CONFLICT (ticket_id, no) DO UPDATE SET requester_id = excluded.requester_id, send_at = excluded.send_at
       WHERE surveys.state = 'scheduled'`;
    return { other: null };
  });
}

interface Neighbour {
  readonly key: string;
  /** When its survey was sent or is to be, UTC epoch milliseconds. */
  readonly at: number;
}

/** The requester's last survey before this one would be sent, and the first after. */
async function neighbours(tx: Prisma.TransactionClient, claim: SurveyClaim): Promise<readonly Neighbour[]> {
  const { ticketId, no, requester } = claim;
  const at = asInstant(claim.sendAt);
  const rows = await tx.$queryRaw<{ key: string; send_at: Date }[]>`
    WITH claimed AS (
      SELECT s.ticket_id, s.send_at FROM surveys s
       WHERE s.requester_id = ${requester}::uuid AND s.state <> 'cancelled'
         AND (s.state = 'scheduled' OR s.sent_at IS NOT NULL)
         AND (s.ticket_id, s.no) <> (${ticketId}::uuid, ${no}::int)
    ), nearest AS (
      (SELECT * FROM claimed WHERE send_at <= ${at}::timestamptz ORDER BY send_at DESC LIMIT 1)
      UNION ALL
      (SELECT * FROM claimed WHERE send_at > ${at}::timestamptz ORDER BY send_at LIMIT 1)
    )
    SELECT t.key, n.send_at FROM nearest n JOIN tickets t ON t.id = n.ticket_id`;
  return rows.map((row) => ({ key: row.key, at: row.send_at.getTime() }));
}

/** Whether less than the quiet time lies between two instants. Open time is never more than what elapses. */
async function isQuiet(
  tx: Prisma.TransactionClient,
  { quietFor, calendar: { id, version } }: SurveyClaim,
  from: number,
  to: number,
): Promise<boolean> {
  const { unit, ms } = parseDuration(quietFor);
  if (to - from < ms) return true;
  const stored = unit === 'open' ? await documentVersion(tx, 'calendar', id, version) : null;
  // A calendar that does not exist is taken to be always open, as everywhere.
  if (!stored) return false;
  return openTime(compileCalendar({ id, version, document: stored.document }, from, to), from, to) < ms;
}
