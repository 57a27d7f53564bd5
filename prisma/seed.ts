/** A desk to try: teams, people, rules, and a key for each role. Made once; a second call changes nothing. */
import { v7 as uuidv7 } from 'uuid';
import { makeApiKey } from './apiKeys';
import type { Prisma, PrismaClient } from './client';
import { ONLY } from './defaults';
import { DEMO_ORGANISATIONS, DEMO_PEOPLE, DEMO_RULES, DEMO_SERVICE, DEMO_TEAMS, type DemoPerson } from './demo';
import { currentDocument, putDocumentWithin } from './documents';
import { hashPassword, makePassword } from './passwords';
import { ADMIN_EMAIL } from './setup';

const DEMO_SETTING = 'demo';

export interface DemoKey {
  /** Whose key it is, for people. */
  readonly label: string;
  /** Empty for the service account. */
  readonly email: string;
  readonly role: string;
  /** The whole bearer value: shown now, stored nowhere. */
  readonly secret: string;
  /** For people, to log in with a browser: likewise. Absent from what older releases kept. */
  readonly password?: string;
}

/**
 * @returns the demonstration keys, one for each role; none if the demonstration is there already, since only their
 *   hashes are kept
 * @throws if the database was not set up
 */
export async function seedDemo(prisma: PrismaClient): Promise<{ keys: DemoKey[] }> {
  return prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('demo', 0))`;
      if (await tx.setting.findUnique({ where: { name: DEMO_SETTING } })) return { keys: [] };
      await tx.organisation.createMany({ data: [...DEMO_ORGANISATIONS], skipDuplicates: true });
      await tx.team.createMany({ data: DEMO_TEAMS.map((team) => ({ ...team, assignment: 'leastLoaded' })) });
      const ids = new Map<string, string>();
      for (const person of DEMO_PEOPLE) ids.set(person.email, await createPerson(tx, person));
      await storeRules(tx);
      const keys = await createKeys(tx, ids);
      await tx.setting.create({ data: { name: DEMO_SETTING, value: { at: new Date().toISOString() } } });
      return { keys };
    },
    { maxWait: 30_000, timeout: 30_000 },
  );
}

async function createPerson(tx: Prisma.TransactionClient, person: DemoPerson): Promise<string> {
  const id = uuidv7();
  const { email, name, role, organisation, teams = [], presence = 'online' } = person;
  await tx.user.create({
    data: { id, email, name, role, organisationId: organisation ?? null, locale: 'fr', timeZone: 'Europe/Paris' },
  });
  if (teams.length > 0) await tx.agent.create({ data: { userId: id, presence } });
  await tx.membership.createMany({ data: teams.map((teamId) => ({ teamId, userId: id })) });
  return id;
}

/** Rules that an administrator has written already are better than ours. */
async function storeRules(tx: Prisma.TransactionClient): Promise<void> {
  const current = await currentDocument(tx, 'triageRules', ONLY);
  if (current && current.document.rules.length > 0) return;
  await putDocumentWithin(tx, {
    kind: 'triageRules',
    id: ONLY,
    document: { rules: DEMO_RULES },
    expectedVersion: current?.version ?? null,
    by: null,
  });
}

async function createKeys(tx: Prisma.TransactionClient, ids: ReadonlyMap<string, string>): Promise<DemoKey[]> {
  const admin = await tx.user.findFirst({ where: { email: ADMIN_EMAIL } });
  if (!admin) throw new Error('The database is not set up: run `guichet migrate` first');
  const holders = DEMO_PEOPLE.filter((person) => person.holdsKey).map(({ email, name, role }) => ({
    label: name,
    email,
    role: role,
    userId: ids.get(email) ?? null,
    scopes: [] as string[],
  }));
  const administrator = { label: admin.name, email: admin.email, role: 'admin', userId: admin.id, scopes: [] };
  const service = { label: DEMO_SERVICE.name, email: '', role: 'service', userId: null, scopes: DEMO_SERVICE.scopes };
  const keys: DemoKey[] = [];
  for (const { label, email, role, userId, scopes } of [...holders, administrator, service]) {
    const { id, bearer, hash } = makeApiKey();
    const name = userId === null ? label : `Demonstration: ${role}`;
    await tx.apiKey.create({ data: { id, name, userId, scopes: [...scopes], secretHash: hash } });
    const password = userId === null ? null : await createPassword(tx, userId);
    keys.push({ label, email, role, secret: bearer, ...(password === null ? {} : { password }) });
  }
  return keys;
}

/** @returns null: she has chosen one herself, as an administrator may have before the demonstration */
async function createPassword(tx: Prisma.TransactionClient, userId: string): Promise<string | null> {
  const password = makePassword();
  const data = [{ userId, hash: await hashPassword(password) }];
  const { count } = await tx.password.createMany({ data, skipDuplicates: true });
  return count === 1 ? password : null;
}
