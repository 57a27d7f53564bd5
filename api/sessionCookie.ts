import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';
import type { ApiSettings } from './settings';

type Place = Pick<ApiSettings, 'publicUrl'>;

/** What a cookie is for: being logged in, or being about to come back from an OpenID provider. */
export type CookieUse = 'session' | 'oidc';

const BASE = { session: 'guichet', oidc: 'guichet_oidc' } as const satisfies Record<CookieUse, string>;

/**
 * Over https the name begins with `__Host-`: browsers then take it from this host alone, for all of it, and only over
 * https; no sibling host can plant one.
 */
export function cookieName(settings: Place, use: CookieUse): string {
  return isSecure(settings) ? `__Host-${BASE[use]}` : BASE[use];
}

/** @returns undefined if the browser sent none */
export function readCookie(req: Pick<Request, 'headers'>, settings: Place, use: CookieUse): string | undefined {
  const header = req.headers.cookie;
  return header === undefined ? undefined : parseCookie(header)[cookieName(settings, use)];
}

/** The value of a Set-Cookie header; scripts cannot read the cookie, and other sites' forms do not bring it along. */
export function writeCookie(settings: Place, use: CookieUse, value: string, expires: Date): string {
  return stringifySetCookie({
    name: cookieName(settings, use),
    value,
    expires,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(settings),
  });
}

/** Makes the browser forget it. */
export function dropCookie(settings: Place, use: CookieUse): string {
  return writeCookie(settings, use, '', new Date(0));
}

function isSecure({ publicUrl }: Place): boolean {
  return publicUrl.startsWith('https:');
}
