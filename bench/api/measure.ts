import { Client } from 'pg';
import { openDatabase } from '../../prisma/client';
import { median, quantile, timeEach } from '../statistics';
import { arriveAt, throughput, type Arrivals, type Target } from './arrivals';
import type { Generated } from './generate';
import { Random } from './random';
import { COMMON_TERMS, scenariosFor } from './scenarios';
import { callerOf, statementOf } from './statement';
import type { UnderTest } from './underTest';

export interface Load {
  readonly rate: number;
  /** Of each scenario. */
  readonly seconds: number;
}

/** Seconds of each list that are not measured. */
const WARM_UP = 0.5;

export interface Listed extends Arrivals {
  readonly name: string;
}

export async function measureLists(
  under: UnderTest,
  generated: Generated,
  tickets: number,
  { rate, seconds }: Load,
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const { name, query, by } of scenariosFor(generated, tickets)) {
    const random = new Random(42);
    const target = { origin: under.desk, bearer: generated.keys[by ?? 'agent'] };
    const path = () => `/api/v1/tickets?${query(random)}`;
    await throughput(2, WARM_UP, target, path);
    listed.push({ name, ...(await arriveAt(rate, seconds, target, path)) });
  }
  return listed;
}

export interface Compared {
  readonly name: string;
  /** Milliseconds of processor time that a request takes in the process under test: what a busy machine changes least. */
  readonly cpu?: { readonly desk: number; readonly beside: number };
  readonly desk: number;
  readonly beside: number;
  readonly ratio: number;
}

const [CLIENTS, ROUNDS] = [8, 3];

/** Requests a second of the desk beside a bare handler with the same SQL, in turns. */
export async function compareThroughput(
  under: UnderTest,
  url: string,
  { keys }: Generated,
  seconds: number,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  const database = openDatabase(url, { max: 1 });
  for (const parameters of ['', 'status=open', 'sort=-priority', 'fields=key,subject,status']) {
    await under.runBare(await statementOf(database.prisma, keys.agent, parameters.replace(/^fields=.*/, '')));
    const path = () => `/api/v1/tickets?${parameters}`;
    const rounds: { desk: Rate; beside: Rate }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const desk = await rateOf(under, seconds, { origin: under.desk, bearer: keys.agent }, path);
      const beside = await rateOf(under, seconds, { origin: under.bare, bearer: null }, () => '/');
      rounds.push({ desk, beside });
    }
    const [ours, theirs] = [rounds.map(({ desk }) => desk), rounds.map(({ beside }) => beside)];
    compared.push({
      name: parameters === '' ? '-createdAt' : parameters,
      desk: median(ours.map(({ perSecond }) => perSecond)),
      beside: median(theirs.map(({ perSecond }) => perSecond)),
      ratio: median(rounds.map(({ desk, beside }) => desk.perSecond / beside.perSecond)),
      cpu: { desk: median(ours.map(({ cpu }) => cpu)), beside: median(theirs.map(({ cpu }) => cpu)) },
    });
  }
  await database.close();
  return compared;
}

interface Rate {
  readonly perSecond: number;
  readonly cpu: number;
}

async function rateOf(under: UnderTest, seconds: number, target: Target, path: () => string): Promise<Rate> {
  const [before, begun] = [await under.usage(), performance.now()];
  const perSecond = await throughput(CLIENTS, seconds, target, path);
  const requests = (perSecond * (performance.now() - begun)) / 1_000;
  return { perSecond, cpu: ((await under.usage()).cpu - before.cpu) / requests };
}

const SEARCHES = 15;

/** Milliseconds of a search for what many tickets hold, beside the database alone, in turns. */
export async function compareCommonTerms(under: UnderTest, url: string, { keys }: Generated): Promise<Compared[]> {
  const database = openDatabase(url, { max: 1 });
  const client = new Client({ connectionString: url });
  await client.connect();
  const compared: Compared[] = [];
  for (const parameters of COMMON_TERMS) {
    const { text, values } = await statementOf(database.prisma, keys.agent, parameters);
    const target = { headers: { authorization: `Bearer ${keys.agent}` } };
    const desk: number[] = [];
    const beside: number[] = [];
    for (let turn = 0; turn < SEARCHES; turn++) {
      desk.push(
        ...(await timeEach(1, async () => {
          await (await fetch(`${under.desk}/api/v1/tickets?${parameters}`, target)).arrayBuffer();
        })),
      );
      beside.push(...(await timeEach(1, () => client.query(text, [...values]))));
    }
    const [ours, alone] = [median(desk), median(beside)];
    compared.push({ name: parameters, desk: ours, beside: alone, ratio: ours / alone });
  }
  await client.end();
  await database.close();
  return compared;
}

/** Milliseconds to find out who calls, one at a time. */
export async function measureAuthentication(url: string, { keys }: Generated): Promise<{ p50: number; p99: number }> {
  const database = openDatabase(url, { max: 1 });
  await timeEach(100, () => callerOf(database.prisma, keys.agent));
  const times = await timeEach(1_000, () => callerOf(database.prisma, keys.agent));
  await database.close();
  return { p50: median(times), p99: quantile(times, 0.99) };
}

export interface Exported {
  readonly rows: number;
  readonly seconds: number;
  /** Bytes; while nothing was asked, and at most during the export. */
  readonly idle: number;
  readonly most: number;
}

/** Everything as NDJSON, and what memory that took; null if the desk has no export. */
export async function measureExport(under: UnderTest, { keys }: Generated): Promise<Exported | null> {
  const { rss: idle } = await under.usage();
  const begun = performance.now();
  const response = await fetch(`${under.desk}/api/v1/exports/tickets?format=ndjson`, {
    headers: { authorization: `Bearer ${keys.admin}` },
  });
  if (response.status !== 200 || !response.body) return null;
  let [rows, most, looked] = [0, idle, performance.now()];
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    for (const byte of chunk) if (byte === 0x0a) rows++;
    if (performance.now() - looked < 200) continue;
    most = Math.max(most, (await under.usage()).rss);
    looked = performance.now();
  }
  return { rows, seconds: (performance.now() - begun) / 1_000, idle, most };
}
