/**
 * Passwords: argon2id with a salt of its own each, at the cost that OWASP names (19 MiB, two passes): about 30 ms a
 * guess. What is compared is the NFKC form, because keyboards spell the same letters differently.
 */
import { randomInt } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

// Algorithm 2 is argon2id; the library exports its names as a const enum, which single files cannot import.
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** Letters and digits that nobody takes for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Makes a password at random, to be read from a screen: `k7fm-29xp-…`, about 79 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

export function verifyPassword(password: string, storedHash: string): Promise<boolean> {
  return verify(storedHash, password.normalize('NFKC'));
}
