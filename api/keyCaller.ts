import { Prisma, type PrismaClient } from '../prisma/client';
import { parseBearer, verifySecret } from '../prisma/apiKeys';
import type { Caller } from './auth';
import { noteUse } from './lastUse';
import { callerOfPerson, PERSON_COLUMNS, type PersonRow } from './personRow';
import { unauthenticated } from './problem';
import type { Deps } from './settings';

type NoPerson = { [K in keyof PersonRow]: null };

interface KeyColumns {
  id: string;
  key_name: string | null;
  scopes: string[];
  secret_hash: Uint8Array;
  /** Of the secret before the last rotation, while it still holds. */
  previous_hash: Uint8Array | null;
  stale: boolean;
}

/** Of a person's key with her columns, of a service account's without. */
type KeyRow = KeyColumns & (PersonRow | NoPerson);

/**
 * Finds out whose key it is, with one query and no cache: a key revoked or a person made inactive is refused from the next
 * request on.
 * @throws Problem 401
 */
export async function callerOfKey(deps: Pick<Deps, 'prisma' | 'logger'>, authorization: string): Promise<Caller> {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (bearer === undefined) throw unauthenticated('Send your key as `Authorization: Bearer <key>`.');
  const parts = parseBearer(bearer);
  const row = parts && !parts.id.includes('\0') ? await findKey(deps.prisma, parts.id) : undefined;
  if (!parts || !row || !isSecretOf(row, parts.secret)) throw unauthenticated('This key is not valid.');
  if (row.stale) noteUse(deps, 'key', row.id);
  return callerOf(row);
}

/**
 * Whom a key stands for now, for work that goes on after its request.
 * @returns null if the key or its person may do nothing any more
 */
export async function callerOfKeyId(prisma: PrismaClient, id: string): Promise<Caller | null> {
  const row = await findKey(prisma, id);
  return row ? callerOf(row) : null;
}

function callerOf(row: KeyRow): Caller {
  const shared = { keyId: row.id, session: null, scopes: new Set(row.scopes) };
  return row.user_id === null
    ? { ...SERVICE, ...shared, id: row.id, name: row.key_name ?? row.id }
    : { ...callerOfPerson(row), ...shared };
}

const SERVICE = {
  role: 'service',
  organisation: null,
  organisationName: null,
  sharesTickets: false,
  restricted: false,
  teams: [],
  locale: 'en',
} as const;

/** Both are compared always, so that the delay does not tell which of them it is. */
function isSecretOf(row: KeyColumns, secret: string): boolean {
  const isCurrent = verifySecret(secret, row.secret_hash);
  const isPrevious = verifySecret(secret, row.previous_hash ?? row.secret_hash);
  return isCurrent || isPrevious;
}

async function findKey(prisma: PrismaClient, id: string): Promise<KeyRow | undefined> {
  const rows = await prisma.$queryRaw<KeyRow[]>(Prisma.sql`/* prepared */
    SELECT k.id, k.name AS key_name, k.scopes, k.secret_hash,
           CASE WHEN k.previous_expires_at > now() THEN k.previous_hash END AS previous_hash,
           (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute') AS stale,
           ${PERSON_COLUMNS}
      FROM api_keys k
      LEFT JOIN users u ON u.id = k.user_id
      LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE k.id = ${id}
       AND k.revoked_at IS NULL
       AND (k.expires_at IS NULL OR k.expires_at > now())
       AND (k.user_id IS NULL OR u.active)
       AND (k.user_id IS NOT NULL OR cardinality(k.scopes) > 0)`);
  return rows[0];
}
