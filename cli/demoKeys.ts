import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBearer } from '../prisma/apiKeys';
import type { PrismaClient } from '../prisma/client';
import { seedDemo } from '../prisma/seed';

export interface DemoKey {
  readonly label: string;
  readonly email: string;
  readonly role: string;
  /** What a client sends after `Bearer `. */
  readonly secret: string;
}

const FILE = 'demo-keys.json';

/**
 * Fills in the demonstration data and returns the keys of its people. PostgreSQL keeps only hashes, so the keys are kept
 * in the data folder, for its owner only; keys that the database does not know are made anew.
 */
export async function seedWithKeys(prisma: PrismaClient, folder: string): Promise<readonly DemoKey[]> {
  const kept = readDemoKeys(folder);
  if (kept && (await areKnown(prisma, kept))) return kept;
  const { keys } = await seedDemo(prisma);
  const file = join(folder, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

export function readDemoKeys(folder: string): readonly DemoKey[] | null {
  const file = join(folder, FILE);
  if (!existsSync(file)) return null;
  try {
    const keys = JSON.parse(readFileSync(file, 'utf8')) as DemoKey[];
    return keys.length > 0 ? keys : null;
  } catch {
    return null;
  }
}

async function areKnown(prisma: PrismaClient, keys: readonly DemoKey[]): Promise<boolean> {
  const ids = keys.map(({ secret }) => parseBearer(secret)?.id ?? '');
  return (await prisma.apiKey.count({ where: { id: { in: ids }, revokedAt: null } })) === ids.length;
}
