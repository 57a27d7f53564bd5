import { Prisma, type PrismaClient } from '../prisma/client';
import { hashSecret } from '../prisma/apiKeys';
import type { Caller } from './auth';
import { csrfTokenOf, isCsrfToken } from './csrf';
import { noteUse } from './lastUse';
import { callerOfPerson, PERSON_COLUMNS, type PersonRow } from './personRow';
import { Problem, unauthenticated } from './problem';
import { sessionTerms, type Deps } from './settings';

interface SessionRow extends PersonRow {
  id: string;
  expires_at: Date;
  stale: boolean;
}

interface SessionRequest {
  readonly method: string;
  /** The cookie. */
  readonly token: string;
  /** The header `X-CSRF-Token`. */
  readonly csrfToken: string | undefined;
}

const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;
/** Methods that change nothing. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out whose browser it is, with one query and no cache.
 * @throws Problem 401 if nobody is logged in with it, 403 if it wants to change something and does not prove that the
 *   page of our own asked for it
 */
export async function callerOfSession(
  { prisma, logger, settings }: Pick<Deps, 'prisma' | 'logger' | 'settings'>,
  { method, token, csrfToken }: SessionRequest,
): Promise<Caller> {
  const row = TOKEN_FORM.test(token) ? await findSession(prisma, token, sessionTerms(settings).idleMs) : undefined;
  if (!row) throw unauthenticated('You are not logged in any more. Log in again.');
  if (!READING.has(method) && !isCsrfToken(settings.secret, row.id, csrfToken))
    throw new Problem(
      'csrf_token_invalid',
      'Send `X-CSRF-Token` with the `csrfToken` that GET /session answers: this request came with a cookie, which ' +
        'browsers also send when another site asks them to.',
    );
  if (row.stale) noteUse({ prisma, logger }, 'session', row.id);
  const session = { id: row.id, csrfToken: csrfTokenOf(settings.secret, row.id), expiresAt: row.expires_at };
  // Counted by person: logging in again gives nobody more requests a minute.
  return { ...callerOfPerson(row), keyId: `person:${row.user_id}`, session };
}

async function findSession(prisma: PrismaClient, token: string, idleMs: number): Promise<SessionRow | undefined> {
  const unusedSince = new Date(Date.now() - idleMs);
  const rows = await prisma.$queryRaw<SessionRow[]>(Prisma.sql`/* prepared */
    SELECT s.id::text AS id, s.expires_at, s.last_used_at < now() - interval '1 minute' AS stale,
           ${PERSON_COLUMNS}
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE s.token_hash = ${hashSecret(token)}
       AND s.expires_at > now()
       AND s.last_used_at > ${unusedSince}
       AND u.active`);
  return rows[0];
}
