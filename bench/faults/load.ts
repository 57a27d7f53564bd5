import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics';
import type { Fault, Outcome, Scene } from './fault';
import { isUseful, nextRequest, serve, type LoadTarget, type Served } from './loadRequests';

const TICKETS = 40;
const CLIENTS = [8, 16, 32];
const EACH_S = 10;
const TIMES = 10;
const SHARE = 0.8;
const REFUSED_MS = 50;
const NORMAL_MS = 30_000;
/** So often in a row a command is as quick as before: then it is normal. */
const IN_A_ROW = 5;
/** A machine that measures itself is never quite even. */
const TOLERANCE = 1.5;

/** Ten times as many requests as the desk can serve, whether or not earlier ones have been answered, for a minute. */
export const loadFault: Fault = {
  name: 'load',
  title: 'Ten-fold load',
  needs: 'desk',
  people: false,
  run: async (scene) => {
    const target = await prepare(scene);
    const normal = quantile(await timeCommands(target, scene, 20), 0.9);
    const peak = await findPeak(scene, target);
    console.log(
      `peak ${peak.toFixed(1)} a second; commands take ${normal.toFixed(0)} ms; now ${(peak * TIMES).toFixed(0)} a second`,
    );
    const { seconds } = scene;
    const served = await arrive(scene, target, peak * TIMES, seconds);
    const backMs = await timeUntilNormal(scene, target, normal * TOLERANCE);
    return judge({ peak, normal, served, seconds, backMs });
  },
};

async function prepare({ rig }: Scene): Promise<LoadTarget> {
  const opened: string[] = [];
  for (let n = 0; n < TICKETS; n++) opened.push(await rig.open());
  await rig.eventually('tickets to be triaged', async () => {
    return (await rig.database.prisma.ticket.count({ where: { key: { in: opened }, version: 1 } })) === 0;
  });
  const [first = '', ...rest] = opened;
  return { origin: rig.base, bearer: (role) => rig.bearer(role), tickets: [first, ...rest] };
}

async function timeCommands(target: LoadTarget, { random }: Scene, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  while (times.length < count) {
    const asked = nextRequest(random, target);
    if (asked.what !== 'comment') continue;
    const served = await serve(agent, target, asked);
    times.push(isUseful(served) ? served.ms : Number.POSITIVE_INFINITY);
  }
  agent.destroy();
  return times;
}

/** Closed loop: clients who each wait for their answer. @returns useful answers a second, of the best number of them */
async function findPeak({ random }: Scene, target: LoadTarget): Promise<number> {
  let peak = 0;
  for (const clients of CLIENTS) {
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    const begun = performance.now();
    const end = begun + EACH_S * 1_000;
    let useful = 0;
    const client = async () => {
      while (performance.now() < end) if (isUseful(await serve(agent, target, nextRequest(random, target)))) useful++;
    };
    await Promise.all(Array.from({ length: clients }, client));
    const rate = (useful * 1_000) / (performance.now() - begun);
    console.log(`${clients} clients: ${rate.toFixed(1)} useful answers a second`);
    peak = Math.max(peak, rate);
    agent.destroy();
  }
  return peak;
}

/** Open loop. @returns what became of each */
async function arrive({ random }: Scene, target: LoadTarget, perSecond: number, seconds: number): Promise<Served[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });
  const begun = performance.now();
  const served: Promise<Served>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const early = begun + (n * 1_000) / perSecond - performance.now();
    if (early > 1) await sleep(early);
    served.push(serve(agent, target, nextRequest(random, target)));
  }
  const all = await Promise.all(served);
  agent.destroy();
  return all;
}

/** @returns milliseconds from the end of the load */
async function timeUntilNormal(scene: Scene, target: LoadTarget, normalMs: number): Promise<number> {
  const begun = performance.now();
  let well = 0;
  let since = 0;
  while (performance.now() - begun < 3 * NORMAL_MS) {
    const [ms = Number.POSITIVE_INFINITY] = await timeCommands(target, scene, 1);
    if (ms > normalMs) well = 0;
    else if (well++ === 0) since = performance.now() - begun;
    if (well === IN_A_ROW) return since;
    await sleep(200);
  }
  return Number.POSITIVE_INFINITY;
}

interface Measured {
  readonly peak: number;
  readonly normal: number;
  readonly served: readonly Served[];
  readonly seconds: number;
  readonly backMs: number;
}

function judge({ peak, normal, served, seconds, backMs }: Measured): Outcome {
  const useful = served.filter(isUseful);
  const refused = served.filter(({ status }) => status === 503 || status === 429);
  const others = served.length - useful.length - refused.length;
  const share = useful.length / seconds / peak;
  // A command that was tried, and not done in time, is refused after the time that callers wait: it is none of those.
  const atOnce = refused.filter(({ ms }) => ms < 1_900);
  const p99 = quantile(
    atOnce.map(({ ms }) => ms),
    0.99,
  );
  const bare = refused.filter(({ retryAfter }) => !retryAfter).length;
  const misses = [
    ...(share < SHARE ? [`useful work: ${share.toFixed(2)} × peak, asked ≥ ${SHARE}`] : []),
    ...(p99 > REFUSED_MS ? [`refusals: p99 ${p99.toFixed(0)} ms, asked ≤ ${REFUSED_MS}`] : []),
    ...(bare > 0 ? [`${bare} refusals without Retry-After`] : []),
    ...(served.some(({ status }) => status >= 500 && status !== 503) ? ['answers of 500'] : []),
  ];
  const count = new Map<string, number>();
  for (const { what, status } of served) count.set(`${what} ${status}`, (count.get(`${what} ${status}`) ?? 0) + 1);
  const notes = [
    `peak ${peak.toFixed(1)}/s, then ${(served.length / seconds).toFixed(0)} arrivals a second: useful ${(useful.length / seconds).toFixed(1)}/s (${share.toFixed(2)} ×), refusals p50 ${quantile(
      atOnce.map(({ ms }) => ms),
      0.5,
    ).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${refused.length - atOnce.length} refused late, ${others} otherwise`,
    `a command takes ${normal.toFixed(0)} ms without load (p90)`,
    [...count]
      .map(([what, times]) => `${what}: ${times}`)
      .sort()
      .join(', '),
  ];
  return { returns: [{ part: 'commands as quick as before', ms: backMs, askedMs: NORMAL_MS }], misses, notes };
}
