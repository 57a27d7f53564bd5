import type { PrismaClient } from '../prisma/client';
import { UUID_FORM } from './schemas/common';

/** Names of people (by user id) and of service accounts (by key id), whatever became of them since. */
export async function namesOf(prisma: PrismaClient, ids: Iterable<string | null>): Promise<Map<string, string>> {
  const all = [...new Set(ids)].filter((id) => id !== null);
  const people = all.filter((id) => UUID_FORM.test(id));
  const keys = all.filter((id) => !UUID_FORM.test(id) && id !== 'operator');
  const names = new Map<string, string>([['operator', 'Operator']]);
  if (people.length > 0) {
    const rows = await prisma.user.findMany({ where: { id: { in: people } }, select: { id: true, name: true } });
    for (const { id, name } of rows) names.set(id, name);
  }
  if (keys.length > 0) {
    const rows = await prisma.apiKey.findMany({ where: { id: { in: keys } }, select: { id: true, name: true } });
    for (const { id, name } of rows) names.set(id, name ?? id);
  }
  return names;
}
