import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics';

export interface Target {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly bearer: string | null;
}

export interface Arrivals {
  /** Milliseconds from the instant at which a request was due until it was answered, so that queueing counts. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

/** Sends requests at a fixed rate, whether or not earlier ones have been answered, as people do. */
export async function arriveAt(
  perSecond: number,
  seconds: number,
  target: Target,
  pathOf: (index: number) => string,
): Promise<Arrivals> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const count = perSecond * seconds;
  const begun = performance.now();
  const answered: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    const due = begun + (index * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    answered.push(get(agent, target, pathOf(index)).then(() => performance.now() - due));
  }
  const times = await Promise.all(answered);
  agent.destroy();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), requests: count };
}

/** Requests answered a second, by so many clients that each wait for their answer. */
export async function throughput(
  clients: number,
  seconds: number,
  target: Target,
  pathOf: (index: number) => string,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let sent = 0;
  const client = async () => {
    while (performance.now() < end) await get(agent, target, pathOf(sent++));
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return (sent * 1_000) / (performance.now() - begun);
}

/** @throws if it is answered with anything but 200 */
function get(agent: Agent, { origin, bearer }: Target, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    const sent = request(`${origin}${path}`, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} was answered with ${String(response.statusCode)}`));
      response.on('end', resolve).on('error', reject).resume();
    });
    sent.on('error', reject).end();
  });
}
