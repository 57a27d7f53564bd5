import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { hashSecret } from '../prisma/apiKeys';
import type { Caller } from './auth';
import type { Transaction } from './resource';
import type { Answer, Asked, Call } from './route';
import { callerOfSession } from './sessionCaller';
import { dropCookie, readCookie, writeCookie } from './sessionCookie';
import { sessionTerms, type ApiSettings, type Deps } from './settings';

export interface Begun {
  /** In the cookie, and nowhere else. */
  readonly token: string;
  /** Value of Set-Cookie. */
  readonly cookie: string;
}

/**
 * Logs somebody in. The token is new each time, and a session that the browser had until now ends: a cookie that was
 * planted before the log-in is worth nothing after it.
 */
export async function beginSession(
  tx: Transaction,
  { settings, req }: { readonly settings: ApiSettings; readonly req: Asked },
  { userId, method }: { readonly userId: string; readonly method: 'password' | 'oidc' },
): Promise<Begun> {
  const before = readCookie(req, settings, 'session');
  if (before !== undefined) await tx.session.deleteMany({ where: { tokenHash: hashSecret(before) } });
  const token = randomBytes(32).toString('base64url');
  const id = uuidv7();
  const expiresAt = new Date(Date.now() + sessionTerms(settings).lifeMs);
  await tx.session.create({ data: { id, tokenHash: hashSecret(token), userId, method, expiresAt } });
  return { token, cookie: writeCookie(settings, 'session', token, expiresAt) };
}

/** The new session as `GET /session` will show it, with its cookie. */
export async function showBegun(deps: Deps, begun: Begun, status: 200 | 201): Promise<Answer> {
  const caller = await callerOfSession(deps, { method: 'GET', token: begun.token, csrfToken: undefined });
  return { status, body: viewCaller(caller), cookies: [begun.cookie] };
}

/** Who one is, and what a page needs to act in one's name. */
export function viewCaller(caller: Caller) {
  const { id, name, role, scopes, organisation, organisationName, teams, locale, session } = caller;
  return {
    ...{ id, name, role, locale },
    organisation: organisation === null ? null : { id: organisation, name: organisationName ?? organisation },
    teams: [...teams],
    scopes: [...scopes],
    via: session ? 'session' : 'key',
    csrfToken: session?.csrfToken ?? null,
    expiresAt: session?.expiresAt.toISOString() ?? null,
  };
}

/** Ends this browser's session; with a key there is none to end, and the cookie is forgotten all the same. */
export async function logOut({ deps, caller }: Call): Promise<Answer> {
  if (caller.session) await deps.prisma.session.deleteMany({ where: { id: caller.session.id } });
  return { status: 204, cookies: [dropCookie(deps.settings, 'session')] };
}

/** Ends every session of hers. Keys are not sessions: they are revoked. */
export async function logOutEverywhere({ deps, caller }: Call): Promise<Answer> {
  if (caller.role !== 'service') await endSessions(deps.prisma, caller.id);
  return { status: 204, cookies: [dropCookie(deps.settings, 'session')] };
}

export async function endSessions(prisma: Pick<Deps['prisma'], 'session'>, userId: string): Promise<void> {
  await prisma.session.deleteMany({ where: { userId } });
}
