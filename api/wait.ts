import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../prisma/client';
import type { Asked } from './route';

const LONGEST_S = 10;
const LOOK_EVERY_MS = 40;

/** Seconds of `Prefer: wait=N` (RFC 7240), 10 at most; 0 if it is absent or unreadable, which a preference may be. */
export function waitSeconds(req: Asked): number {
  const preferences = String(req.headers.prefer ?? '').split(/[,;]/);
  const [, seconds] =
    preferences.map((one) => /^\s*wait\s*=\s*"?(\d{1,5})"?\s*$/i.exec(one)).find((m) => m !== null) ?? [];
  return Math.min(Number(seconds ?? 0), LONGEST_S);
}

/** Waits until the ticket's workflow has saved for the first time, or the time is over. */
export async function waitForTriage(prisma: PrismaClient, id: string, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
    const row = await prisma.ticket.findUnique({ where: { id }, select: { version: true } });
    if (!row || row.version > 1) return;
  }
}
