import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs what goes out and comes back: survey links, cursors. The purpose keeps one kind from passing as another. */
export function sign(secret: string, purpose: string, payload: Uint8Array | string): string {
  const text = Buffer.from(payload).toString('base64url');
  return `${text}.${macOf(secret, purpose, text).toString('base64url')}`;
}

/** @returns the payload; null if the token was not signed here for this purpose */
export function verify(secret: string, purpose: string, token: string): Buffer | null {
  const [text, mac, ...rest] = token.split('.');
  if (text === undefined || mac === undefined || rest.length > 0) return null;
  const expected = macOf(secret, purpose, text);
  const given = Buffer.from(mac, 'base64url');
  // Re-encoded, because base64url has several spellings of the same bytes.
  if (given.toString('base64url') !== mac || given.length !== expected.length) return null;
  return timingSafeEqual(given, expected) ? Buffer.from(text, 'base64url') : null;
}

function macOf(secret: string, purpose: string, text: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`, 'utf8').digest().subarray(0, 18);
}
