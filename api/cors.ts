import cors from 'cors';
import type { RequestHandler } from 'express';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const READABLE = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotent-Replayed',
  'Preference-Applied',
  'X-Request-Id',
];

/**
 * Lets pages of the named sites call the desk with a key. Not with the cookie of somebody who is logged in: that stays with
 * our own pages. Without named sites no answer has a header that says anything about it, and browsers refuse.
 */
export function allowSites(origins: readonly string[]): RequestHandler {
  if (origins.length === 0) return (_req, _res, next) => next();
  const answer = cors({ origin: [...origins], methods: METHODS, exposedHeaders: READABLE, maxAge: 600 });
  return (req, res, next) => {
    // An OPTIONS that is no preflight asks which methods an address takes.
    const asks = req.method !== 'OPTIONS' || req.headers['access-control-request-method'] !== undefined;
    if (asks) answer(req, res, next);
    else next();
  };
}
