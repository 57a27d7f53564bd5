import type { PrismaClient } from '../prisma/client';
import { scanStream, type ClamdAddress } from './clamd';
import type { FileStore } from './store';

/** What keeping and checking files takes. */
export interface Files {
  readonly store: FileStore;
  /** Null: files are not scanned. */
  readonly clamd: ClamdAddress | null;
}

/** For so long nobody else scans a file that somebody has begun with. */
const LEASE_SECONDS = 120;

/**
 * Scans one file that waits for it. The verdict is written only while it still waits, so that two who scan it agree.
 * @throws if there is no verdict; the file keeps waiting
 */
export async function scanAttachment(prisma: PrismaClient, { store, clamd }: Files, id: string): Promise<void> {
  const content = await store.read(id);
  if (!content) throw new Error(`The bytes of attachment ${id} are not in the store`);
  // A desk that has stopped scanning lets through what still waits.
  const verdict = clamd ? await scanStream(clamd, content) : ({ clean: true } as const);
  content.destroy();
  await prisma.attachment.updateMany({
    where: { id, state: 'scanning' },
    data: verdict.clean ? { state: 'clean' } : { state: 'quarantined', finding: verdict.finding },
  });
}

/**
 * Scans files that have waited since their API process was interrupted, or the scanner was away.
 * @returns how many got a verdict
 */
export async function scanWaiting(
  prisma: PrismaClient,
  files: Files,
  failed: (error: unknown, id: string) => void,
): Promise<number> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE attachments SET scan_after = now() + make_interval(secs => ${LEASE_SECONDS})
     WHERE id IN (SELECT id FROM attachments WHERE state = 'scanning' AND scan_after < now()
                   ORDER BY scan_after LIMIT 20 FOR UPDATE SKIP LOCKED)
    RETURNING id::text`;
  let scanned = 0;
  for (const { id } of rows) {
    await scanAttachment(prisma, files, id).then(
      () => scanned++,
      (error: unknown) => failed(error, id),
    );
  }
  return scanned;
}

/** When a scan that begins now counts as lost. */
export function scanLease(): Date {
  return new Date(Date.now() + LEASE_SECONDS * 1_000);
}
