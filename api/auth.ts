import { Prisma, type PrismaClient } from '../prisma/client';
import { parseBearer, verifySecret } from '../prisma/apiKeys';
import type { Actor, Role } from '../workflows/domain/codes';
import { Problem } from './problem';

export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'alerts:write',
  'config:read',
  'config:write',
  'users:write',
  'export',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls: a person with a role, or a service account with scopes. */
export interface Caller {
  /** User id; of a service account the id of its key. */
  readonly id: string;
  readonly keyId: string;
  readonly name: string;
  readonly role: Role | 'service';
  readonly scopes: ReadonlySet<string>;
  readonly organisation: string | null;
  readonly organisationName: string | null;
  /** Members of her organisation see one another's tickets. */
  readonly sharesTickets: boolean;
  /** An agent who sees only the tickets of her teams. */
  readonly restricted: boolean;
  readonly teams: readonly string[];
  readonly locale: string;
}

export function actorOf(caller: Pick<Caller, 'id' | 'role'>): Actor {
  return { id: caller.id, role: caller.role };
}

interface KeyRow {
  id: string;
  name: string | null;
  scopes: string[];
  secret_hash: Uint8Array;
  stale: boolean;
  user_id: string | null;
  user_name: string | null;
  role: Role | null;
  organisation_id: string | null;
  organisation_name: string | null;
  shares_tickets: boolean | null;
  restricted: boolean | null;
  locale: string | null;
  teams: string[] | null;
}

/**
 * Finds out who calls, with one query and no cache: a key revoked or a person made inactive is refused from the next
 * request on.
 * @throws Problem 401
 */
export async function authenticate(prisma: PrismaClient, authorization: string | undefined): Promise<Caller> {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (bearer === undefined) throw unauthenticated('Send your key as `Authorization: Bearer <key>`.');
  const parts = parseBearer(bearer);
  const row = parts && !parts.id.includes('\0') ? await findKey(prisma, parts.id) : undefined;
  if (!parts || !row || !verifySecret(parts.secret, row.secret_hash)) throw unauthenticated('This key is not valid.');
  if (row.stale) await touch(prisma, row.id);
  return {
    id: row.user_id ?? row.id,
    keyId: row.id,
    name: row.user_name ?? row.name ?? row.id,
    role: row.role ?? 'service',
    scopes: new Set(row.scopes),
    organisation: row.organisation_id,
    organisationName: row.organisation_name,
    sharesTickets: row.shares_tickets ?? false,
    restricted: row.restricted ?? false,
    teams: row.teams ?? [],
    locale: row.locale ?? 'en',
  };
}

function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

async function findKey(prisma: PrismaClient, id: string): Promise<KeyRow | undefined> {
  const rows = await prisma.$queryRaw<KeyRow[]>(Prisma.sql`
    SELECT k.id, k.name, k.scopes, k.secret_hash,
           (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute') AS stale,
           u.id::text AS user_id, u.name AS user_name, u.role, u.organisation_id, o.name AS organisation_name,
           o.shares_tickets, u.restricted,
           u.locale, (SELECT array_agg(m.team_id ORDER BY m.team_id) FROM memberships m WHERE m.user_id = u.id) AS teams
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

/** At most once a minute: a write for each request would cost more than the request. */
async function touch(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE api_keys SET last_used_at = now()
     WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
}
