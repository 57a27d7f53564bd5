import { request, type Agent } from 'node:http';
import type { Random } from '../api/random';
import { uuidAt } from '../api/random';

export interface LoadTarget {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Bearer values by role. */
  readonly bearer: (role: string) => string;
  /** Keys of open tickets, which commands and reads are about. */
  readonly tickets: readonly [string, ...string[]];
}

export interface Served {
  /** Name of what was asked. */
  readonly what: string;
  /** 0: no answer. */
  readonly status: number;
  readonly retryAfter: boolean;
  /** From the instant at which it was sent until it was answered. */
  readonly ms: number;
}

/** What a desk is asked for in a busy hour: half of it reading, and for two comments one new ticket. */
export function nextRequest(random: Random, { tickets }: LoadTarget) {
  const chance = random.next();
  const id = uuidAt(Date.now(), random);
  const path = `/tickets/${random.one(tickets)}`;
  if (chance < 0.3) return { what: 'ticket', role: 'agent', method: 'GET', path };
  if (chance < 0.5) return { what: 'list', role: 'agent', method: 'GET', path: '/tickets?status=open&limit=20' };
  const comment = { body: `Load ${id}`, visibility: 'internal' };
  if (chance < 0.8)
    return { what: 'comment', role: 'agent', method: 'POST', path: `${path}/comments`, body: comment, id };
  return { what: 'open', role: 'requester', method: 'POST', path: '/tickets', body: { subject: `Load ${id}` }, id };
}

export type LoadRequest = ReturnType<typeof nextRequest>;

/** Never fails: no answer is one, too. */
export function serve(agent: Agent, target: LoadTarget, asked: LoadRequest): Promise<Served> {
  const begun = performance.now();
  const served = (status: number, retryAfter: boolean): Served => {
    return { what: asked.what, status, retryAfter, ms: performance.now() - begun };
  };
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const headers = {
    authorization: `Bearer ${target.bearer(asked.role)}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(asked.id === undefined ? {} : { 'idempotency-key': asked.id }),
  };
  return new Promise((done) => {
    const sent = request(`${target.origin}/api/v1${asked.path}`, { agent, method: asked.method, headers }, (answer) => {
      const { statusCode = 0 } = answer;
      answer
        .on('end', () => done(served(statusCode, answer.headers['retry-after'] !== undefined)))
        .on('error', () => done(served(0, false)))
        .resume();
    });
    sent.setTimeout(15_000, () => sent.destroy());
    sent.on('error', () => done(served(0, false))).end(body);
  });
}

/** What somebody got who asked: a 202 is a promise, not yet the work. */
export function isUseful({ status }: Served): boolean {
  return status === 200 || status === 201;
}
