import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBearer } from '../prisma/apiKeys';
import type { PrismaClient } from '../prisma/client';
import { seedDemo, type DemoKey } from '../prisma/seed';

const FILE = 'demo-keys.json';

/**
 * Fills in the demonstration data, once, and returns the keys of its people. PostgreSQL keeps only hashes, so the keys
 * are kept in the data folder, for its owner only.
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

/** Keys may have been revoked since, or belong to a database that was replaced. */
async function onlyValid(prisma: PrismaClient, keys: readonly DemoKey[]): Promise<readonly DemoKey[]> {
  const idOf = ({ secret }: DemoKey) => parseBearer(secret)?.id ?? '';
  const rows = await prisma.apiKey.findMany({ where: { id: { in: keys.map(idOf) }, revokedAt: null } });
  return keys.filter((key) => rows.some(({ id }) => id === idOf(key)));
}
