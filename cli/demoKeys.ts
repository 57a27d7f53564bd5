import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBearer, verifySecret } from '../prisma/apiKeys';
import type { PrismaClient } from '../prisma/client';
import { verifyPassword } from '../prisma/passwords';
import { seedDemo, type DemoKey } from '../prisma/seed';

const FILE = 'demo-keys.json';

/**
 * Fills in the demonstration data, once, and returns the keys and passwords of its people. PostgreSQL keeps only hashes, so
 * they are kept in the data folder, for its owner only.
 * @returns those that still hold; none if the demonstration was filled in from elsewhere
 */
export async function seedWithKeys(prisma: PrismaClient, folder: string): Promise<readonly DemoKey[]> {
  const { keys } = await seedDemo(prisma);
  if (keys.length === 0) return onlyValid(prisma, readDemoKeys(folder));
  const file = join(folder, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

function readDemoKeys(folder: string): readonly DemoKey[] {
  try {
    // Written above.
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as DemoKey[];
  } catch {
    return [];
  }
}

/** Keys may have been revoked or rotated since, passwords changed, or both belong to a database that was replaced. */
async function onlyValid(prisma: PrismaClient, keys: readonly DemoKey[]): Promise<readonly DemoKey[]> {
  const valid: DemoKey[] = [];
  for (const key of keys) {
    const parts = parseBearer(key.secret);
    const row = await prisma.apiKey.findFirst({
      where: { id: parts?.id ?? '', revokedAt: null },
      include: { user: { include: { password: true } } },
    });
    if (!parts || !row || !verifySecret(parts.secret, row.secretHash)) continue;
    const { password, ...rest } = key;
    const hash = row.user?.password?.hash;
    const holds = password !== undefined && hash !== undefined && (await verifyPassword(password, hash));
    valid.push(holds ? key : rest);
  }
  return valid;
}
