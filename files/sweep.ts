import type { PrismaClient } from '../prisma/client';
import type { FileStore } from './store';

const DAY_MS = 86_400_000;
/** Files that one round removes at most. */
const BATCH = 200;

/**
 * Removes what nobody can reach any more: uploads that broke off or that no ticket took within a day, and the bytes of
 * deleted files. Bytes go before their row, so that an interruption leaves a row by which the next sweep finds them.
 * @returns how many
 */
export async function sweepAttachments(prisma: PrismaClient, store: FileStore): Promise<number> {
  const before = new Date(Date.now() - DAY_MS);
  let swept = 0;
  for (;;) {
    const unclaimed = await prisma.attachment.findMany({
      where: { seq: null, createdAt: { lt: before } },
      select: { id: true },
      take: BATCH,
    });
    for (const { id } of unclaimed) swept += await forgetUnclaimed(prisma, store, id);
    const deleted = await prisma.attachment.findMany({
      where: { state: 'deleted', stored: true, seq: { not: null } },
      select: { id: true },
      take: BATCH,
    });
    for (const { id } of deleted) swept += await removeBytes(prisma, store, id);
    if (unclaimed.length < BATCH && deleted.length < BATCH) return swept;
  }
}

/**
 * Forgets a file that no ticket has taken. It is taken off the shelf first: from then on none can.
 * @returns 0 if one has taken it meanwhile
 */
export async function forgetUnclaimed(prisma: PrismaClient, store: FileStore, id: string): Promise<0 | 1> {
  const { count } = await prisma.attachment.updateMany({
    where: { id, seq: null },
    data: { state: 'deleted', deletedAt: new Date() },
  });
  if (count === 0) return 0;
  await store.remove(id);
  await prisma.attachment.deleteMany({ where: { id, seq: null } });
  return 1;
}

/** Removes the bytes of a deleted file; its row stays and says that there was one. */
export async function removeBytes(prisma: PrismaClient, store: FileStore, id: string): Promise<0 | 1> {
  await store.remove(id);
  const { count } = await prisma.attachment.updateMany({
    where: { id, state: 'deleted' },
    data: { stored: false },
  });
  return count > 0 ? 1 : 0;
}
