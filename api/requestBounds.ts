import type { RequestHandler } from 'express';
import { Problem } from './problem';

/** Bytes of an address, with its parameters; a cursor has 4,000 at most. */
const MAX_ADDRESS = 8 * 1024;
/** Browsers send some 20, proxies add some. */
const MAX_HEADERS = 100;

/** Refuses what no client of ours sends, before anything is done for it. Headers in bytes are bounded by Node, at 16 KiB. */
export const boundRequest: RequestHandler = (req, _res, next) => {
  if (req.url.length > MAX_ADDRESS)
    return next(
      new Problem(
        'uri_too_long',
        `The address has ${String(req.url.length)} bytes. Send ${String(MAX_ADDRESS)} at most.`,
      ),
    );
  const headers = req.rawHeaders.length / 2;
  if (headers > MAX_HEADERS)
    return next(
      new Problem('headers_too_large', `There are ${String(headers)} headers. Send ${String(MAX_HEADERS)} at most.`),
    );
  next();
};
