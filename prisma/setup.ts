/**
 * Makes a migrated database ready: administrator, default team, calendar, policies, matrix, signing secret. Whatever is
 * there already stays as it is, so it may run at each start, and on several machines at once.
 */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { DEFAULT_MATRIX } from '../workflows/domain/matrix';
import { ADMIN_KEY_LENGTH, hashSecret, parseBearer } from './apiKeys';
import { type Prisma, type PrismaClient } from './client';
import {
  ALWAYS_OPEN,
  DEFAULT_CALENDAR,
  DEFAULT_MAIL_POLICY,
  DEFAULT_POLICIES,
  DEFAULT_PROBLEM_DETECTION,
  DEFAULT_TEAM,
  FOLLOW_UP_POLICY,
  FOLLOW_UP_TAG,
  NO_RULES,
  ONLY,
} from './defaults';
import type { DocumentBodies, DocumentKind } from './documents';

export const ADMIN_EMAIL = 'admin@guichet.local';
const SECRET_SETTING = 'secret';

export interface SetUpOptions {
  /** The administrator's first bearer value, 16 printable characters or more; without it no key is made. */
  readonly adminKey?: string;
  /** Signs survey links and cursors; without it one is made at the first set-up and kept. */
  readonly secret?: string;
}

/** @throws RangeError if `adminKey` is too short or has characters that no header can carry */
export async function setUpDatabase(prisma: PrismaClient, options: SetUpOptions = {}): Promise<void> {
  const adminKey = options.adminKey === undefined ? null : readAdminKey(options.adminKey);
  await prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('setup', 0))`;
      const admin = await ensureAdministrator(tx);
      if (adminKey) await ensureAdminKey(tx, admin, adminKey);
      await tx.team.createMany({ data: [{ id: DEFAULT_TEAM, name: 'Service desk' }], skipDuplicates: true });
      await ensureDocument(tx, 'calendar', DEFAULT_CALENDAR, ALWAYS_OPEN);
      await ensureDocument(tx, 'matrix', ONLY, { cells: DEFAULT_MATRIX });
      await ensureDocument(tx, 'triageRules', ONLY, NO_RULES);
      await ensureDocument(tx, 'mailPolicy', ONLY, DEFAULT_MAIL_POLICY);
      await ensureDocument(tx, 'problemDetection', ONLY, DEFAULT_PROBLEM_DETECTION);
      for (const [id, policy] of Object.entries(DEFAULT_POLICIES)) await ensureDocument(tx, 'policy', id, policy);
      await ensureDocument(tx, 'policy', FOLLOW_UP_TAG, FOLLOW_UP_POLICY);
      await ensureSecret(tx, options.secret);
    },
    { maxWait: 30_000, timeout: 30_000 },
  );
}

/**
 * The secret that signs survey links, cursors and reply addresses, as set-up keeps it.
 * @throws if the database was not set up
 */
export async function signingSecret(prisma: PrismaClient): Promise<string> {
  const row = await prisma.setting.findUnique({ where: { name: SECRET_SETTING } });
  if (typeof row?.value !== 'string')
    throw new Error('The database has no signing secret: run `guichet migrate` first');
  return row.value;
}

function readAdminKey(value: string): { id: string; secret: string } {
  const parts = parseBearer(value);
  if (!parts || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RangeError(
      `The administrator's key must have ${ADMIN_KEY_LENGTH} to 512 printable ASCII characters without spaces; ` +
        `the one given has ${value.length} characters`,
    );
  }
  return parts;
}

async function ensureAdministrator(tx: Prisma.TransactionClient): Promise<string> {
  const found = await tx.user.findFirst({ where: { email: { equals: ADMIN_EMAIL, mode: 'insensitive' } } });
  if (found) return found.id;
  const created = await tx.user.create({
    data: { id: uuidv7(), email: ADMIN_EMAIL, name: 'Administrator', role: 'admin' },
  });
  return created.id;
}

/** The first one holds: a key that was revoked or replaced through the API is not brought back by a restart. */
async function ensureAdminKey(
  tx: Prisma.TransactionClient,
  userId: string,
  key: { id: string; secret: string },
): Promise<void> {
  await tx.apiKey.createMany({
    data: [{ id: key.id, name: 'Administrator', userId, secretHash: hashSecret(key.secret) }],
    skipDuplicates: true,
  });
}

/** A default that an administrator deleted has versions still, and does not come back. */
async function ensureDocument<K extends DocumentKind>(
  tx: Prisma.TransactionClient,
  kind: K,
  id: string,
  document: DocumentBodies[K],
): Promise<void> {
  if ((await tx.document.count({ where: { kind, id } })) > 0) return;
  await tx.document.create({
    data: { kind, id, version: 1, document: document as unknown as Prisma.InputJsonValue },
  });
}

async function ensureSecret(tx: Prisma.TransactionClient, given: string | undefined): Promise<void> {
  const value = given ?? randomBytes(32).toString('hex');
  await tx.setting.createMany({ data: [{ name: SECRET_SETTING, value }], skipDuplicates: true });
  if (given !== undefined) await tx.setting.update({ where: { name: SECRET_SETTING }, data: { value: given } });
}
