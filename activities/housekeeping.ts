/** What would pile up unseen if nobody put it away. */
import { sweepAttachments } from '../files/sweep';
import type { PrismaClient } from '../prisma/client';
import type { ActivityDeps } from './deps';

const DEFAULT_CLAIM_LIFE_MS = 600_000;
const DAY_MS = 86_400_000;
/** Rows that one statement deletes at most. */
const BATCH = 1_000;

/**
 * Frees claims that no ticket came to hold within their life, and whatever tickets keep whose process is over: else an
 * agent's capacity would be taken for ever.
 * @returns how many
 */
export async function freeLostClaims(prisma: PrismaClient, lifeMs = DEFAULT_CLAIM_LIFE_MS): Promise<number> {
  const before = new Date(Date.now() - lifeMs);
  return prisma.$executeRaw`
    UPDATE assignments a SET state = 'freed', freed_at = now()
      FROM tickets t
     WHERE t.id = a.ticket_id
       AND a.state IN ('claimed', 'held')
       AND ((a.state = 'claimed' AND a.created_at < ${before}) OR t.status IN ('resolved', 'closed'))`;
}

/**
 * Deletes comments and revisions that no event has claimed within a day: their command was refused or never came.
 * @returns how many
 */
export async function sweepTexts(prisma: PrismaClient): Promise<number> {
  const before = new Date(Date.now() - DAY_MS);
  const comments = await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM comments WHERE id IN (
        SELECT id FROM comments WHERE seq IS NULL AND created_at < ${before} LIMIT ${BATCH})`,
  );
  const revisions = await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM revisions WHERE id IN (
        SELECT id FROM revisions WHERE seq IS NULL AND created_at < ${before} LIMIT ${BATCH})`,
  );
  return comments + revisions;
}

/** Links that were asked for a day ago and never made. */
export async function sweepLinks(prisma: PrismaClient): Promise<number> {
  const before = new Date(Date.now() - DAY_MS);
  return prisma.$executeRaw`DELETE FROM ticket_links WHERE pending_since < ${before}`;
}

/** Idempotency keys are remembered for a day. */
export async function sweepKeys(prisma: PrismaClient): Promise<number> {
  const before = new Date(Date.now() - DAY_MS);
  return inBatches(
    () => prisma.$executeRaw`
      DELETE FROM idempotency_keys WHERE id IN (
        SELECT id FROM idempotency_keys WHERE created_at < ${before} LIMIT ${BATCH})`,
  );
}

/** Alerts that were over a month ago, or began a year ago: a notification that comes after that opens a ticket anew. */
export async function sweepAlerts(prisma: PrismaClient): Promise<number> {
  const [month, year] = [30, 366].map((days) => new Date(Date.now() - days * DAY_MS));
  return inBatches(
    () => prisma.$executeRaw`
      DELETE FROM alerts WHERE (source, fingerprint, starts_at) IN (
        SELECT a.source, a.fingerprint, a.starts_at FROM alerts a LEFT JOIN tickets t ON t.id = a.ticket_id
         WHERE a.changed_at < ${month} AND (a.ended_at IS NOT NULL OR a.changed_at < ${year})
           AND (a.ticket_id IS NULL OR t.ended_at IS NOT NULL)
         LIMIT ${BATCH})`,
  );
}

/** Browsers that nobody is logged in with any more, links that nobody used, and attempts to log in of days ago. */
export async function sweepIdentity(prisma: PrismaClient): Promise<void> {
  const before = new Date(Date.now() - DAY_MS);
  await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < now() LIMIT ${BATCH})`,
  );
  await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM password_links WHERE token_hash IN (
        SELECT token_hash FROM password_links WHERE expires_at < now() LIMIT ${BATCH})`,
  );
  await inBatches(
    () => prisma.$executeRaw`
      DELETE FROM login_failures WHERE subject IN (
        SELECT subject FROM login_failures WHERE last_at < ${before} LIMIT ${BATCH})`,
  );
}

/** A store that is away is no reason to leave the rest undone. */
export async function sweepFiles({ prisma, files, logger }: ActivityDeps): Promise<void> {
  if (!files) return;
  try {
    const swept = await sweepAttachments(prisma, files.store);
    if (swept > 0) logger.info({ swept }, 'Removed files that nobody can reach any more');
  } catch (error) {
    logger.warn({ err: error }, 'Files could not be swept; the next round tries again');
  }
}

async function inBatches(deleteSome: () => Promise<number>): Promise<number> {
  for (let deleted = 0; ;) {
    const count = await deleteSome();
    deleted += count;
    if (count < BATCH) return deleted;
  }
}
