import type { RequestHandler, Response } from 'express';
import { Counter, type Registry } from 'prom-client';
import { unavailable, type Problem } from './problem';
import type { Capacity } from './settings';

/** What stops a request from being counted as not answered yet. */
const leaving = new WeakMap<Response, () => void>();
const turnedAway = new WeakSet<object>();

/**
 * Turns requests away at once while a process has as many as it can serve, or PostgreSQL has a queue before it: a caller
 * who is told to come back is better off than one who waits behind work that nobody waits for any more.
 * @param waitingQueries how many queries wait for a connection now
 */
export function shedLoad(
  { requests, queries }: Capacity,
  waitingQueries: () => number,
  registry: Registry,
): RequestHandler {
  const shed = new Counter({
    name: 'guichet_http_turned_away_total',
    help: 'Requests answered 503 at once, because there were too many',
    labelNames: ['because'],
    registers: [registry],
  });
  let running = 0;
  return (_req, res, next) => {
    const because = running >= requests ? 'requests' : waitingQueries() >= queries ? 'queries' : null;
    if (because !== null) {
      shed.inc({ because });
      turnedAway.add(res);
      return next(busy());
    }
    running++;
    const leave = () => {
      if (leaving.delete(res)) running--;
    };
    leaving.set(res, leave);
    res.on('close', leave);
    next();
  };
}

/** An answer that goes on for as long as its reader reads does not count among those that somebody waits for. */
export function streams(res: Response): void {
  leaving.get(res)?.();
}

/** Many at once: none of them is worth a line in the log; a metric counts them. */
export function wasTurnedAway(res: object): boolean {
  return turnedAway.has(res);
}

function busy(): Problem {
  return unavailable('The desk has more requests than it can serve just now. Repeat the request.');
}
