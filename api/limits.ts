import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from './problem';
import type { ApiSettings } from './settings';

/** Counts requests a minute: of each key, and of each address that sends none that is valid. */
export interface Limits {
  /** @throws Problem 429 */
  callers(req: Request, res: Response, keyId: string): Promise<void>;
  /** @throws Problem 429 */
  strangers(req: Request, res: Response): Promise<void>;
}

const MINUTE = 60_000;

export function createLimits({ rateLimit: limit }: ApiSettings): Limits {
  if (limit === 0) return { callers: () => Promise.resolve(), strangers: () => Promise.resolve() };
  const keys = new WeakMap<Request, string>();
  const limiter = rateLimit({
    windowMs: MINUTE,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (req) => keys.get(req) ?? ipKeyGenerator(req.ip ?? ''),
    handler: (_req, res, next) => next(rateLimited(res)),
  });
  const count = (req: Request, res: Response) =>
    new Promise<void>((done, fail) => {
      void limiter(req, res, (error?: unknown) => (error instanceof Error ? fail(error) : done()));
    });
  return {
    callers: (req, res, keyId) => {
      keys.set(req, `key:${keyId}`);
      return count(req, res);
    },
    strangers: count,
  };
}

function rateLimited(res: Response): Problem {
  const seconds = res.getHeader('Retry-After');
  return new Problem('rate_limited', 'Too many requests with this key in this minute. Wait, then go on more slowly.', {
    headers: { 'Retry-After': seconds === undefined ? '60' : String(seconds) },
  });
}
