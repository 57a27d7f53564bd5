/**
 * API keys: `gk_<id>_<secret>`. The id finds the row, the secret is compared by its SHA-256. A secret has 192 random
 * bits, so a plain hash is enough: there is nothing to guess by dictionary.
 *
 * The first administrator's key may be any text of 16 characters or more (`GUICHET_ADMIN_KEY`). One that does not look
 * like the above belongs to the row `admin`, and the whole text is its secret.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const ADMIN_KEY_ID = 'admin';
/** Characters of an administrator's key at least. */
export const ADMIN_KEY_LENGTH = 16;

const FORM = /^gk_([0-9a-z]{1,32})_([0-9A-Za-z]{16,128})$/;

export interface BearerParts {
  readonly id: string;
  readonly secret: string;
}

export interface NewApiKey extends BearerParts {
  /** What the client sends after `Bearer `; shown once, kept nowhere. */
  readonly bearer: string;
  readonly hash: Uint8Array<ArrayBuffer>;
}

/** Makes a key at random. */
export function makeApiKey(): NewApiKey {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(24).toString('hex');
  return { id, secret, bearer: bearerOf(id, secret), hash: hashSecret(secret) };
}

/** What a client sends after `Bearer `. */
export function bearerOf(id: string, secret: string): string {
  return `gk_${id}_${secret}`;
}

/** @returns the row to look up and the secret to compare; null if it cannot be a key at all */
export function parseBearer(value: string): BearerParts | null {
  const [, id, secret] = FORM.exec(value) ?? [];
  if (id !== undefined && secret !== undefined) return { id, secret };
  return value.length >= ADMIN_KEY_LENGTH && value.length <= 512 ? { id: ADMIN_KEY_ID, secret: value } : null;
}

/** SHA-256 of the secret part, 32 bytes: what `api_keys.secret_hash` holds. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret, 'utf8').digest());
}

/** Compares in constant time, so that the answer's delay tells nothing of the stored hash. */
export function verifySecret(secret: string, storedHash: Uint8Array): boolean {
  const given = hashSecret(secret);
  return given.length === storedHash.length && timingSafeEqual(given, storedHash);
}
