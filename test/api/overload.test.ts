import { openDatabase, type Database } from '../../prisma/client';
import { Desk, type Person } from '../support/desk';
import type { DeskClient, Reply } from '../support/deskClient';
import { startSecondApi, type SecondApi } from '../support/secondApi';

let desk: Desk;
let agent: Person;
let database: Database;
/** Serves 20 requests at once on two connections, before which ten queries may wait. */
let small: SecondApi;
let client: DeskClient;

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  agent = await desk.person('agent');
  database = openDatabase(desk.databaseUrl, { max: 2, connectionTimeoutMs: 1_000, statementTimeoutMs: 3_000 });
  small = await startSecondApi(desk, { database, settings: { capacity: { requests: 20, queries: 10 } } });
  client = small.as(agent.client);
});
afterAll(async () => {
  await small.close();
  await database.close();
  await desk.stop();
});

const hundred = Array.from({ length: 100 });

test('while the database is slow, whoever cannot be served is told so at once, and health is still answered', async () => {
  const release = await lockTickets();
  let answered = 0;
  const asking = hundred.map(async () => {
    const reply = await client.get('/tickets');
    answered++;
    return reply;
  });
  // Nobody can have been served yet: all these were turned away.
  await desk.eventually('those who are turned away', () => Promise.resolve(answered >= 80));
  expect((await client.get('//healthz')).status).toBe(200);
  expect((await client.get('//readyz')).status).toBe(200);
  const metrics = (await client.get('//metrics')).text;
  expect(metrics).toMatch(/guichet_http_turned_away_total\{because="(requests|queries)"\} [1-9]/);
  await release();
  const replies = await Promise.all(asking);
  expect(replies.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
  const refused = replies.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThanOrEqual(80);
  expect(refused.every(isToComeBack)).toBe(true);
  // Then it is as before, to the last place.
  const after = await Promise.all(hundred.slice(0, 10).map(() => client.get('/tickets')));
  expect(after.map(({ status }) => status)).toEqual(after.map(() => 200));
});

test('queries that wait for a connection are bounded too', async () => {
  const release = await lockTickets();
  const asking = hundred.slice(0, 14).map(() => client.get('/tickets'));
  await desk.eventually('a queue before the pool', () => Promise.resolve(database.waitingQueries() >= 10));
  const late = await client.get('/tickets');
  expect([late.status, isToComeBack(late)]).toEqual([503, true]);
  // At once, and not by the pool, which gives up after a while by itself.
  expect(late.body.detail).toMatch(/more requests than it can serve/);
  await release();
  await Promise.all(asking);
});

test('a place is free again however its request ended', async () => {
  const ends = await Promise.all(
    hundred.slice(0, 9).map(async (_, n) => {
      const giveUp = new AbortController();
      const asked = fetch(`${client.origin}/api/v1/${n % 3 === 0 ? 'nowhere' : 'tickets'}`, {
        signal: giveUp.signal,
        headers: { Authorization: `Bearer ${client.bearer ?? ''}` },
      });
      if (n % 3 === 1) giveUp.abort();
      return asked.then(
        ({ status }) => status,
        () => 'gone',
      );
    }),
  );
  expect([...new Set(ends)].sort()).toEqual([200, 404, 'gone']);
  await desk.eventually('all places to be free', async () => {
    const replies = await Promise.all(hundred.slice(0, 11).map(() => client.get('/meta/enums')));
    return replies.every(({ status }) => status === 200);
  });
});

function isToComeBack({ body, headers }: Reply): boolean {
  return body.code === 'temporarily_unavailable' && Number(headers.get('retry-after')) >= 1;
}

/** Holds up every query of tickets. @returns lets them go on */
async function lockTickets(): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const until = new Promise<void>((done) => (release = done));
  let locked = (): void => undefined;
  const lockedNow = new Promise<void>((done) => (locked = done));
  const holding = desk.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE`;
      locked();
      await until;
    },
    { timeout: 30_000 },
  );
  await Promise.race([lockedNow, holding]);
  return async () => {
    release();
    await holding;
  };
}
