/**
 * Passwords: argon2id with a salt of its own each, at the cost that OWASP names (19 MiB, two passes): about 30 ms a
 * guess. What is compared is the NFKC form, because keyboards spell the same letters differently.
 */
import { hash, verify, type Options } from '@node-rs/argon2';

// Algorithm 2 is argon2id; the library exports its names as a const enum, which single files cannot import.
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

export function verifyPassword(password: string, storedHash: string): Promise<boolean> {
  return verify(storedHash, password.normalize('NFKC'));
}
