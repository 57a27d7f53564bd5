import type { Request } from 'express';

/** The id that the log, the answer's header and a problem have in common. */
export function requestIdOf(req: Request): string {
  return typeof req.id === 'string' ? req.id : '';
}
