import type { Request } from 'express';
import type { Actor, Role } from '../workflows/domain/codes';
import { callerOfKey } from './keyCaller';
import { unauthenticated } from './problem';
import { callerOfSession } from './sessionCaller';
import { readCookie } from './sessionCookie';
import type { Deps } from './settings';

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

/** A browser that somebody is logged in with. */
export interface Session {
  readonly id: string;
  readonly csrfToken: string;
  /** Whatever happens: the end. */
  readonly expiresAt: Date;
}

/** Who calls: a person with a role, or a service account with scopes. */
export interface Caller {
  /** User id; of a service account the id of its key. */
  readonly id: string;
  /** What requests are counted by: the key, or the person who is logged in. */
  readonly keyId: string;
  /** Null: came with a key. */
  readonly session: Session | null;
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

/**
 * Finds out who calls: by the key if one was sent, else by the cookie of a browser that somebody is logged in with. A key
 * that is not valid is refused, whatever the cookie says.
 * @throws Problem 401; 403 `csrf_token_invalid`
 */
export async function authenticate(
  deps: Pick<Deps, 'prisma' | 'logger' | 'settings'>,
  req: Pick<Request, 'method' | 'headers'>,
): Promise<Caller> {
  const { authorization, 'x-csrf-token': csrf } = req.headers;
  if (authorization !== undefined) return callerOfKey(deps, authorization);
  const token = readCookie(req, deps.settings, 'session');
  if (token === undefined)
    throw unauthenticated('Send your key as `Authorization: Bearer <key>`, or log in with POST /session.');
  return callerOfSession(deps, { method: req.method, token, csrfToken: typeof csrf === 'string' ? csrf : undefined });
}
