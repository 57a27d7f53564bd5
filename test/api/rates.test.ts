import pino from 'pino';
import { RateWindows } from '../../api/rateWindows';
import { openDatabase } from '../../prisma/client';
import { Desk } from '../support/desk';
import { DeskClient, type Reply } from '../support/deskClient';
import { startSecondApi, type SecondApi } from '../support/secondApi';
import { startTcpProxy } from '../support/tcpProxy';

const LIMIT = 5;
/** The machine may be so busy that the database is slow; what is tested here is the count that processes share. */
const PATIENT_MS = 60_000;
const logger = pino({ level: 'silent' });
let desk: Desk;
let second: SecondApi;

beforeAll(async () => {
  desk = await Desk.start({
    worker: false,
    settings: { rateLimit: LIMIT, ratePatienceMs: PATIENT_MS, trustedProxies: 1 },
  });
  second = await startSecondApi(desk);
});
afterAll(async () => {
  await second.close();
  await desk.stop();
});

test('a key has its requests a minute at all processes together, and another key has its own', async () => {
  const [one, other] = [await desk.person('agent'), await desk.person('agent')];
  const replies: Reply[] = [];
  for (let n = 0; n < LIMIT + 2; n++)
    replies.push(await (n % 2 === 0 ? one.client : second.as(one.client)).get('/tickets'));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(replies.map(({ headers }) => headers.get('ratelimit')?.replace(/; t=\d+$/, ''))).toEqual(
    [4, 3, 2, 1, 0, 0, 0].map((left) => `"${LIMIT}-in-1min"; r=${left}`),
  );
  expect(replies[0]!.headers.get('ratelimit-policy')).toMatch(new RegExp(`^"${LIMIT}-in-1min"; q=${LIMIT}; w=60; pk=`));
  expect(replies[5]!.body.code).toBe('rate_limited');
  const wait = Number(replies[5]!.headers.get('retry-after'));
  expect(wait > 0 && wait <= 60).toBe(true);
  expect((await second.as(other.client).get('/tickets')).status).toBe(200);
});

test('of many at once no more get through than the limit', async () => {
  const { client } = await desk.person('agent');
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? client : second.as(client)).get('/tickets')),
  );
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(LIMIT);
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(35);
});

test.each([
  ['192.0.2.1', 'a key that is none', '/tickets', 'gk_none_none', 401],
  ['192.0.2.2', 'no key', '/tickets', null, 401],
  ['192.0.2.3', 'an address that is none', '/nowhere', null, 401],
  ['192.0.2.4', 'what is open to everybody', '/meta/enums', null, 200],
  ['192.0.2.5', 'a survey that is none', '/surveys/abc.def', null, 404],
])('from %s: %s is counted by address', async (address, _, path, bearer, status) => {
  // As the proxy in front of the desk says.
  const from = { 'X-Forwarded-For': address };
  const stranger = new DeskClient(desk.url, bearer);
  const statuses: number[] = [];
  for (let n = 0; n < LIMIT + 1; n++) statuses.push((await stranger.get(path, from)).status);
  expect(statuses).toEqual([...Array.from({ length: LIMIT }, () => status), 429]);
  // Whoever has a key is not shut out by strangers behind the same address.
  expect((await (await desk.person('agent')).client.get('/tickets', from)).status).toBe(200);
});

test('the counts of a minute that is over are not those of the next, and are put away', async () => {
  const { client } = await desk.person('agent');
  const windows = new RateWindows({ prisma: desk.prisma, logger }, 1, PATIENT_MS);
  expect((await windows.increment('key:x')).totalHits).toBe(1);
  expect((await windows.increment('key:x')).totalHits).toBe(2);
  await desk.prisma.rateWindow.updateMany({ data: { endsAt: new Date(Date.now() - 1_000) } });
  expect((await new RateWindows({ prisma: desk.prisma, logger }, 1, PATIENT_MS).increment('key:x')).totalHits).toBe(1);
  expect((await client.get('/tickets')).status).toBe(200);
});

test('two processes share a limit of a thousand to within a block of each other', async () => {
  const processes = [1, 2].map(() => new RateWindows({ prisma: desk.prisma, logger }, 1_000, PATIENT_MS));
  let granted = 0;
  await Promise.all(
    Array.from({ length: 1_500 }, async (_, n) => {
      const { totalHits } = await processes[n % 2]!.increment('key:shared');
      if (totalHits <= 1_000) granted++;
    }),
  );
  expect(granted).toBeLessThanOrEqual(1_000);
  expect(granted).toBeGreaterThan(1_000 - 10);
});

test('without the database each process counts for itself: nobody is shut out, nobody is unlimited', async () => {
  const { hostname, port } = new URL(desk.databaseUrl);
  const proxy = await startTcpProxy(hostname, Number(port));
  const url = new URL(desk.databaseUrl);
  url.host = `127.0.0.1:${proxy.port}`;
  const database = openDatabase(url.href, { connectionTimeoutMs: 500 });
  try {
    const windows = new RateWindows({ prisma: database.prisma, logger }, 10);
    const hits = async (subject: string, count: number) => {
      const answers = await Promise.all(Array.from({ length: count }, () => windows.increment(subject)));
      return answers.filter(({ totalHits }) => totalHits <= 10).length;
    };
    expect(await hits('key:before', 4)).toBe(4);
    proxy.cut();
    expect(await hits('key:away', 30)).toBe(10);
    expect(await hits('key:before', 30)).toBe(6);
  } finally {
    await database.close();
    await proxy.close();
  }
});
