import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { authenticate, type Caller } from './auth';
import { Problem } from './problem';
import { RateWindows } from './rateWindows';
import type { Deps } from './settings';

/** Counts requests a minute: of each key or person, and of each address that sends neither. */
export interface Limits {
  /** @throws Problem 429 */
  callers(req: Request, res: Response, keyId: string): Promise<void>;
  /** @throws Problem 429 */
  strangers(req: Request, res: Response): Promise<void>;
}

const MINUTE = 60_000;

export function createLimits(deps: Pick<Deps, 'prisma' | 'logger' | 'settings'>): Limits {
  const limit = deps.settings.rateLimit;
  if (limit === 0) return { callers: () => Promise.resolve(), strangers: () => Promise.resolve() };
  const subjects = new WeakMap<Request, string>();
  const limiter = rateLimit({
    windowMs: MINUTE,
    limit,
    store: new RateWindows(deps, limit, deps.settings.ratePatienceMs),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Of IPv6 a household has 2^72 addresses: they count as one.
    keyGenerator: (req) => subjects.get(req) ?? `address:${ipKeyGenerator(req.ip ?? '')}`,
    handler: (_req, res, next) => next(rateLimited(res)),
    // Would write to the console, past our log, what an administrator of a proxy decides with GUICHET_TRUSTED_PROXIES.
    validate: false,
  });
  const count = (req: Request, res: Response) =>
    new Promise<void>((done, fail) => {
      const next = (error?: unknown) => (error instanceof Error ? fail(error) : done());
      void Promise.resolve(limiter(req, res, next)).catch(fail);
    });
  return {
    callers: (req, res, keyId) => {
      subjects.set(req, keyId.startsWith('person:') ? keyId : `key:${keyId}`);
      return count(req, res);
    },
    strangers: count,
  };
}

/**
 * Finds out who calls, and counts it: for the caller, or for the address of whoever is nobody.
 * @throws Problem 401, 403; 429 instead, once there have been too many
 */
export async function authenticateCounted(deps: Deps, limits: Limits, req: Request, res: Response): Promise<Caller> {
  const caller = await authenticate(deps, req).catch(async (error: unknown) => {
    if (error instanceof Problem && error.status < 500) await limits.strangers(req, res);
    throw error;
  });
  await limits.callers(req, res, caller.keyId);
  return caller;
}

function rateLimited(res: Response): Problem {
  const seconds = res.getHeader('Retry-After');
  return new Problem('rate_limited', 'Too many requests in this minute. Wait, then go on more slowly.', {
    headers: { 'Retry-After': seconds === undefined ? '60' : String(seconds) },
  });
}
