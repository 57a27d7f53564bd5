import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { findDuplicate } from './jsonShape';
import { Problem } from './problem';

/** Bytes of a request's body at most, after decompression. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Methods of which a body says something; of the others none is read, also of those that no address takes. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the body, but for routes that read it as it comes.
 * @param patienceMs within which it must have come
 */
export function readBodyUnless(isReadLater: (req: Request) => boolean, patienceMs: number): RequestHandler {
  const readBody = readJsonBody(MAX_BODY_BYTES);
  return (req, res, next) => {
    if (isReadLater(req)) return next();
    readBody(req, res, withinPatience(req, res, patienceMs, next));
  };
}

/** Whoever sends a byte now and then does not hold a connection and its memory for ever. */
export function withinPatience(req: Request, res: Response, patienceMs: number, next: NextFunction): NextFunction {
  let over = false;
  const goOn: NextFunction = (error?: unknown) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    next(error);
  };
  const timer = setTimeout(() => {
    if (req.complete) return;
    res.setHeader('Connection', 'close');
    goOn(new Problem('request_timeout', `The body did not come within ${String(patienceMs / 1000)} s. Send it again.`));
  }, patienceMs);
  res.on('close', () => clearTimeout(timer));
  return goOn;
}

/**
 * Reads a JSON body: 413, then 415, then 400. A request without a body has `undefined`. Bytes that are not UTF-8 are
 * refused instead of being replaced, or two different texts would be stored as the same.
 * @param most bytes, after decompression
 */
export function readJsonBody(most: number): RequestHandler {
  const readBytes = express.raw({ type: () => true, limit: most });
  return (req, res, next) => {
    if (declaredLength(req) > most) return next(tooLarge(most));
    readBytes(req, res, (error?: unknown) => {
      if (error) return next(bodyProblem(error, most));
      const bytes: unknown = req.body;
      if (!Buffer.isBuffer(bytes) || bytes.length === 0 || !WITH_BODY.has(req.method)) {
        req.body = undefined;
        return next();
      }
      try {
        requireJson(req);
        req.body = parse(bytes);
        next();
      } catch (problem) {
        next(problem);
      }
    });
  };
}

function declaredLength(req: Request): number {
  return Number(req.headers['content-length'] ?? 0);
}

function tooLarge(most: number): Problem {
  return new Problem('too_large', `The body is longer than ${String(most)} bytes. Send less.`);
}

function bodyProblem(error: unknown, most: number): Problem {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return tooLarge(most);
  if (type === 'encoding.unsupported')
    return new Problem('unsupported_media_type', 'This Content-Encoding is not known. Send gzip, deflate, br or none.');
  return new Problem('malformed', 'The body could not be read to its end.');
}

function requireJson(req: Request): void {
  const type = req.headers['content-type'] ?? '';
  const json = /^application\/(json|merge-patch\+json)\s*(;\s*charset="?utf-8"?\s*)?;?\s*$/i.test(type);
  if (!json)
    throw new Problem(
      'unsupported_media_type',
      `The body is sent as ${type || 'nothing in particular'}. Send application/json in UTF-8.`,
    );
}

function parse(bytes: Buffer): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new Problem('malformed', 'The body is not valid UTF-8.');
  }
  const body = parseJson(text);
  const duplicate = findDuplicate(text);
  if (!duplicate) return body;
  const { name, line, column } = duplicate;
  const where = `line ${String(line)}, column ${String(column)}`;
  throw new Problem('malformed', `The body has "${name.slice(0, 100)}" twice (${where}). Send each member once.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Problem(
      'malformed',
      `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}.`,
    );
  }
}
