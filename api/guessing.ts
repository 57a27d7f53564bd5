import { createHash } from 'node:crypto';
import { ipKeyGenerator } from 'express-rate-limit';
import { Prisma, type PrismaClient } from '../prisma/client';
import { Problem } from './problem';
import type { Asked } from './route';

/** What attempts are counted by, and how patiently. */
export interface Brake {
  readonly subject: string;
  /** Attempts that cost nothing; after that each doubles the wait, from one second on. */
  readonly free: number;
  /** Seconds to wait at most. */
  readonly longest: number;
}

/** Whether there is such an account does not matter: an unknown address is slowed down in just the same way. */
export function accountBrake(email: string): Brake {
  const hash = createHash('sha256').update(email.trim().toLowerCase(), 'utf8').digest('base64url');
  return { subject: `account:${hash}`, free: 5, longest: 900 };
}

/** More patient, because a whole office may come from one address. */
export function addressBrake(req: Pick<Asked, 'ip'>, what: 'login' | 'link'): Brake {
  // Of IPv6 a household has 2^72 addresses: they count as one.
  return { subject: `${what}:${ipKeyGenerator(req.ip ?? '')}`, free: 50, longest: 300 };
}

/**
 * Counts an attempt as failed before it is made, so that a hundred at once are no better than a hundred in turn. In
 * PostgreSQL, so that it counts in every API process.
 * @throws Problem 429 if one of the brakes says to wait; then nothing may be tried
 */
export async function beginAttempt(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  ...brakes: readonly Brake[]
): Promise<void> {
  for (const brake of brakes) {
    const seconds = await countFailure(prisma, brake);
    if (seconds > 0)
      throw new Problem('rate_limited', `Too many attempts. Wait ${String(seconds)} seconds, then try again.`, {
        headers: { 'Retry-After': String(seconds) },
      });
  }
}

/** @returns seconds to wait; 0: go on */
async function countFailure(prisma: Pick<PrismaClient, '$queryRaw'>, brake: Brake): Promise<number> {
  const { subject, free, longest } = brake;
  const counted = await prisma.$queryRaw<{ failures: number }[]>(Prisma.sql`
    INSERT INTO login_failures AS f (subject, failures, last_at, blocked_until) VALUES (${subject}, 1, now(), now())
    ON CONFLICT (subject) DO UPDATE SET
      failures = CASE WHEN f.last_at < now() - interval '1 day' THEN 1 ELSE f.failures + 1 END,
      last_at = now(),
      blocked_until = now() + interval '1 second' * CASE
        WHEN f.last_at < now() - interval '1 day' OR f.failures + 1 < ${free} THEN 0
        ELSE LEAST(${longest}::int, power(2, LEAST(f.failures + 1 - ${free}, 20))::int) END
    WHERE f.blocked_until <= now()
    RETURNING failures`);
  if (counted.length > 0) return 0;
  const rows = await prisma.$queryRaw<{ seconds: number }[]>(Prisma.sql`
    SELECT GREATEST(1, ceil(extract(epoch FROM blocked_until - now())))::int AS seconds
      FROM login_failures WHERE subject = ${subject}`);
  return rows[0]?.seconds ?? 1;
}

/** The account's brake is released. */
export async function forgiveAccount(prisma: Pick<PrismaClient, '$executeRaw'>, email: string): Promise<void> {
  await prisma.$executeRaw`DELETE FROM login_failures WHERE subject = ${accountBrake(email).subject}`;
}

/** Takes back one attempt, not those before it: who has an account must not guess the others' between two log-ins. */
export async function takeBackAttempt(prisma: Pick<PrismaClient, '$executeRaw'>, { subject }: Brake): Promise<void> {
  await prisma.$executeRaw`
    UPDATE login_failures SET failures = GREATEST(failures - 1, 0), blocked_until = now() WHERE subject = ${subject}`;
}
