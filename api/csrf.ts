import { sign, verify } from '../prisma/tokens';

const PURPOSE = 'csrf';

/**
 * What a page of ours sends along when it changes something: the session's id, signed. Another site can make a browser
 * send the cookie, but can read neither the cookie nor this.
 */
export function csrfTokenOf(secret: string, sessionId: string): string {
  return sign(secret, PURPOSE, sessionId);
}

export function isCsrfToken(secret: string, sessionId: string, given: string | undefined): boolean {
  return given !== undefined && verify(secret, PURPOSE, given)?.toString('utf8') === sessionId;
}
