import { hashPassword, makePassword, verifyPassword } from '../prisma/passwords';
import { unavailable } from './problem';

/** So many are computed at once; more would take every thread that files and names of hosts need, too. */
const AT_ONCE = 2;
/** So many wait at most: at 30 ms each, the last for a second. */
const WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** @throws Problem 503 if too many wait already */
export function hashInTurn(password: string): Promise<string> {
  return inTurn(() => hashPassword(password));
}

let nobodys: Promise<string> | undefined;

/**
 * @param storedHash undefined if there is no such account: then just as much is computed, in vain, and nobody can tell by
 *   the delay that there is none
 * @throws Problem 503 if too many wait already
 */
export function verifyInTurn(password: string, storedHash: string | undefined): Promise<boolean> {
  return inTurn(async () => {
    // At random: were it known, it would be one that opens something, should the second condition below be lost.
    nobodys ??= hashPassword(makePassword());
    const matches = await verifyPassword(password, storedHash ?? (await nobodys));
    return matches && storedHash !== undefined;
  });
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw unavailable('Too many are logging in just now. Repeat the request.', 2);
    await new Promise<void>((resume) => waiting.push(resume));
  } else running++;
  try {
    return await work();
  } finally {
    // The place goes to the next one directly, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
