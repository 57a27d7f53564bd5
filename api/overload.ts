import type { Request, RequestHandler, Response } from 'express';
import { Counter, type Registry } from 'prom-client';
import { Pace } from './pace';
import { unavailable, type Problem } from './problem';
import type { Capacity } from './settings';

/** What stops a request from being counted as not answered yet; whether the time it took tells how busy the desk is. */
const leaving = new WeakMap<Response, (tells: boolean) => void>();
const turnedAway = new WeakSet<object>();

/** Commands wait for Temporal and a worker; two seconds after they came nobody waits for them any more. */
const COMMANDS = { start: 64, least: 8, slowMs: 1_200 };
const OTHERS = { start: 200, least: 16, slowMs: 1_000 };
/** A body of this many bytes takes as long as its sender's line does. */
const LARGE = 65_536;

/**
 * Turns requests away at once while a process has as many as it can serve, or PostgreSQL has a queue before it: a caller
 * who is told to come back is better off than one who waits behind work that nobody waits for any more. How many that are
 * it finds out by how long they take, up to a limit; commands apart from the rest, which must not wait for a worker.
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
  const commands = new Pace({ ...COMMANDS, most: requests });
  const others = new Pace({ ...OTHERS, most: requests });
  return (req, res, next) => {
    const command = isCommand(req);
    const pace = command ? commands : others;
    const full = pace.isFull ? (command ? 'commands' : 'requests') : null;
    const because = full ?? (waitingQueries() >= queries ? 'queries' : null);
    if (because !== null) {
      shed.inc({ because });
      turnedAway.add(res);
      return next(busy());
    }
    const left = pace.enter();
    const leave = (tells: boolean) => {
      if (leaving.delete(res)) left(tells);
    };
    leaving.set(res, leave);
    const tells = !waitsByWish(req);
    res.on('close', () => leave(tells && res.writableFinished));
    next();
  };
}

/** Whatever changes a ticket that there is. */
function isCommand({ method, path }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD' && /^\/tickets\/[^/]+/.test(path);
}

/** It takes as long as its caller said, or as the line to her does. */
function waitsByWish({ headers }: Request): boolean {
  return headers.prefer !== undefined || Number(headers['content-length'] ?? 0) > LARGE;
}

/** An answer that goes on for as long as its reader reads does not count among those that somebody waits for. */
export function streams(res: Response): void {
  leaving.get(res)?.(false);
}

/** Many at once: none of them is worth a line in the log; a metric counts them. */
export function wasTurnedAway(res: object): boolean {
  return turnedAway.has(res);
}

function busy(): Problem {
  return unavailable('The desk has more requests than it can serve just now. Repeat the request.');
}
