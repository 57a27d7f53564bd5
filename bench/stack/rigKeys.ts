/** What a rig's people show: the keys of the demonstration. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../prisma/client';
import { seedDemo, type DemoKey } from '../../prisma/seed';
import type { KeysByRole } from './deskCaller';
import { runToEnd, type DeskProcess } from './process';

/** A release of another time fills in its own tables: today's code may know columns that they do not have. */
export async function keysSeededBy(seeding: DeskProcess, folder: string): Promise<KeysByRole> {
  await runToEnd(seeding);
  const keys = JSON.parse(readFileSync(join(folder, 'demo-keys.json'), 'utf8')) as readonly DemoKey[];
  return new Map(keys.map(({ role, secret }) => [role, secret]));
}

/** @returns the demonstration's keys by role, which only a desk that is new can tell: a kept folder remembers them */
export async function keysOf(folder: string, { prisma }: Database): Promise<KeysByRole> {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) {
    const { keys } = await seedDemo(prisma);
    writeFileSync(file, JSON.stringify(keys.map(({ role, secret }) => [role, secret])), { mode: 0o600 });
  }
  return new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, string][]);
}
