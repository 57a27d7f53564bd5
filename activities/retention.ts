/** What has been kept long enough goes, a little at a time. */
import { z } from 'zod';
import { eraseFiles, eraseTexts, finishErasure, unfinishedErasures } from '../prisma/erasure';
import type { Prisma, PrismaClient } from '../prisma/client';
import type { ActivityDeps } from './deps';

/** Days after which things go; absent: they stay. */
export interface Retention {
  /** Subject, description, fields and comments of closed tickets, after their last event. */
  readonly textsDays?: number;
  /** Files of closed tickets, after their last event. */
  readonly attachmentsDays?: number;
  /** Lines of the audit trail. */
  readonly auditDays?: number;
}

const DAY_MS = 86_400_000;
/** Tickets of a transaction, and transactions of a round: each minute has one. */
const BATCH = 100;
const BATCHES = 20;
/** After so long the search begins anew, for whatever was written behind it. */
const ROUND_MS = 7 * DAY_MS;

/** One round of everything that must go. */
export async function keepRetention({ prisma, settings, logger }: ActivityDeps): Promise<void> {
  const { textsDays, attachmentsDays, auditDays } = settings.retention ?? {};
  for (const { id } of await unfinishedErasures(prisma)) await finishErasure(prisma, id);
  const texts = textsDays === undefined ? 0 : await eraseOld(prisma, 'texts', textsDays, eraseTexts);
  const files = attachmentsDays === undefined ? 0 : await eraseOld(prisma, 'attachments', attachmentsDays, eraseFiles);
  const audit = auditDays === undefined ? 0 : await forgetAudit(prisma, auditDays);
  if (texts + files + audit > 0) logger.info({ texts, files, audit }, 'Erased what was kept long enough');
}

const position = z.object({ at: z.string(), id: z.string(), since: z.string() });
type Position = z.infer<typeof position>;

/**
 * Goes on through closed tickets in order of their last change, from where the round before ended. Whatever happens to a
 * ticket puts it ahead again, so none is passed over.
 * @returns how many tickets were gone through
 */
async function eraseOld(
  prisma: PrismaClient,
  what: 'texts' | 'attachments',
  days: number,
  erase: (tx: Prisma.TransactionClient, tickets: readonly { readonly id: string }[]) => Promise<void>,
): Promise<number> {
  const name = `retention:${what}`;
  const before = new Date(Date.now() - days * DAY_MS);
  let passed = 0;
  for (let n = 0; n < BATCHES; n++) {
    const count = await prisma.$transaction(async (tx) => {
      const from = startOf((await tx.setting.findUnique({ where: { name } }))?.value);
      const rows = await tx.$queryRaw<{ id: string; at: Date }[]>`
        SELECT id::text, updated_at AS at FROM tickets
         WHERE status = 'closed' AND ended_at IS NOT NULL AND updated_at < ${before}
           AND (updated_at, id) > (${from.at}::timestamptz, ${from.id}::uuid)
         ORDER BY updated_at, id LIMIT ${BATCH}`;
      const last = rows.at(-1);
      if (!last) return 0;
      await erase(tx, rows);
      const value = { ...from, at: last.at.toISOString(), id: last.id };
      await tx.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
      return rows.length;
    });
    passed += count;
    if (count < BATCH) return passed;
  }
  return passed;
}

function startOf(value: unknown): Position {
  const known = position.safeParse(value);
  if (known.success && Date.parse(known.data.since) > Date.now() - ROUND_MS) return known.data;
  const since = new Date().toISOString();
  return { at: new Date(0).toISOString(), id: '00000000-0000-0000-0000-000000000000', since };
}

/** Looks at the oldest lines only: they are in the order of their ids. */
async function forgetAudit(prisma: PrismaClient, days: number): Promise<number> {
  const before = new Date(Date.now() - days * DAY_MS);
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('guichet.personal_data', 'DELETE', true)`;
    return tx.$executeRaw`
      DELETE FROM audit_events WHERE at < ${before}
         AND id IN (SELECT id FROM audit_events ORDER BY id LIMIT ${BATCH * BATCHES})`;
  });
}
