import type { Logger } from 'pino';
import type { PrismaClient } from '../prisma/client';

interface Noting {
  readonly prisma: PrismaClient;
  readonly logger: Logger;
}

/** What is being noted just now: of many requests at once with one key, one writes. */
const running = new Set<string>();

/**
 * Notes that a key or a session was used: at most once a minute, and beside the answer, which does not wait for it. Should
 * it fail, the next request tries again.
 */
export function noteUse({ prisma, logger }: Noting, what: 'key' | 'session', id: string): void {
  const name = `${what}:${id}`;
  if (running.has(name)) return;
  running.add(name);
  const note = what === 'key' ? noteKey(prisma, id) : noteSession(prisma, id);
  note
    .catch((err: unknown) => logger.warn({ err, [what]: id }, 'its last use could not be noted'))
    .finally(() => running.delete(name));
}

async function noteKey(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE api_keys SET last_used_at = now()
     WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
}

async function noteSession(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE sessions SET last_used_at = now()
     WHERE id = ${id}::uuid AND last_used_at < now() - interval '1 minute'`;
}
