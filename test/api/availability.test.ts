import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start({ proxied: true, logLevel: process.env.DESK_LOG ?? 'silent' });
  requester = await desk.person('requester');
  agent = await desk.person('agent');
});
afterAll(() => desk.stop());
afterEach(async () => {
  desk.proxies!.postgres.mend();
  desk.proxies!.temporal.mend();
  await desk.startWorker();
  await desk.eventually('the desk to be ready', async () => (await desk.stranger.get('//readyz')).status === 200);
});

test('the desk is ready, and says which part is not', async () => {
  expect((await desk.stranger.get('//healthz')).body).toEqual({ status: 'ok' });
  expect((await desk.stranger.get('//readyz')).body).toMatchObject({
    ready: true,
    parts: { database: 'ok', temporal: 'ok' },
  });
  desk.proxies!.postgres.cut();
  const reply = await desk.stranger.get('//readyz');
  expect([reply.status, reply.body.ready, reply.body.parts.temporal]).toEqual([503, false, 'ok']);
  expect(reply.body.parts.database).not.toBe('ok');
  expect((await desk.stranger.get('//healthz')).status).toBe(200);
});

test('without Temporal a ticket is kept, commands are refused for now, and the ticket lives when it is back', async () => {
  desk.proxies!.temporal.cut();
  const opened = await requester.client.post('/tickets', { subject: 'While it was away' });
  expect(opened.status).toBe(201);
  const refused = await agent.client.post(`/tickets/${opened.body.key}/accept`, undefined, {
    'Idempotency-Key': 'away',
  });
  expect([refused.status, refused.body.code]).toEqual([503, 'temporarily_unavailable']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await agent.client.get(`/tickets/${opened.body.key}`)).status).toBe(200);
  desk.proxies!.temporal.mend();
  const accepted = await desk.eventually('the command to be taken', async () => {
    const reply = await agent.client.post(`/tickets/${opened.body.key}/accept`, undefined, {
      'Idempotency-Key': 'away',
    });
    return reply.status === 200 && reply;
  });
  expect(accepted.body.assignee.id).toBe(agent.id);
});

test('without PostgreSQL everything answers 503 and nothing 500', async () => {
  const { key } = await requester.client.open();
  desk.proxies!.postgres.cut();
  const replies = await Promise.all([
    requester.client.get(`/tickets/${key}`),
    requester.client.get('/tickets'),
    requester.client.post('/tickets', { subject: 'x' }),
    requester.client.post(`/tickets/${key}/comments`, { body: 'x' }, { 'Idempotency-Key': 'pg' }),
    agent.client.post(`/tickets/${key}/accept`),
    desk.stranger.get('/surveys/abc.def'),
  ]);
  expect(replies.slice(0, 5).map(({ status, body }) => [status, body.code])).toEqual(
    replies.slice(0, 5).map(() => [503, 'temporarily_unavailable']),
  );
  expect(replies.slice(0, 5).every((reply) => reply.headers.get('retry-after') !== null)).toBe(true);
  desk.proxies!.postgres.mend();
  expect((await requester.client.get(`/tickets/${key}`)).status).toBe(200);
  expect((await requester.client.get(`/tickets/${key}/comments`)).body.data).toEqual([]);
});

test('PostgreSQL that goes away under a command leaves 503, and the same key finds the outcome', async () => {
  const { key } = await requester.client.open();
  const send = () => agent.client.post(`/tickets/${key}/accept`, undefined, { 'Idempotency-Key': 'under' });
  const first = send();
  setTimeout(() => desk.proxies!.postgres.cut(), 15);
  // 202: Temporal had it already.
  expect([200, 202, 503]).toContain((await first).status);
  desk.proxies!.postgres.mend();
  const reply = await desk.eventually('the outcome', async () => {
    const again = await send();
    return again.status === 200 && again;
  });
  expect(reply.body.assignee.id).toBe(agent.id);
  const events = (await agent.client.get(`/tickets/${key}/events?limit=100`)).body.data as { kind: string }[];
  expect(events.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
});

test('without a worker a command is not accepted: 503, nothing changed; with it again the same key works', async () => {
  const { key, version } = await requester.client.open();
  await desk.stopWorker();
  const send = () => agent.client.post(`/tickets/${key}/accept`, undefined, { 'Idempotency-Key': 'idle' });
  const refused = await send();
  expect([refused.status, refused.body.code]).toEqual([503, 'temporarily_unavailable']);
  expect((await agent.client.get(`/tickets/${key}`)).body.version).toBe(version);
  await desk.startWorker();
  const reply = await desk.eventually('the command to be taken', async () => {
    const again = await send();
    return again.status === 200 && again;
  });
  expect(reply.body.assignee.id).toBe(agent.id);
});

test('a crowd at a ticket that nobody serves is told to come back, and each is served once when somebody does', async () => {
  const { key } = await requester.client.open();
  await desk.stopWorker();
  const send = (index: number) =>
    agent.client.post(
      `/tickets/${key}/comments`,
      { body: `Is there news? ${index}` },
      { 'Idempotency-Key': `n${index}` },
    );
  const crowd = Array.from({ length: 30 }, (_, index) => index);
  const written = async () => (await agent.client.get(`/tickets/${key}/comments?limit=100`)).body.data.length as number;
  const told = await Promise.all(crowd.map(send));
  expect(told.map(({ status, headers }) => [status, Number(headers.get('retry-after')) >= 1])).toEqual(
    crowd.map(() => [503, true]),
  );
  await desk.startWorker();
  await desk.eventually('a command to be taken', async () => (await send(29)).status === 201);
  // Temporal takes ten at once and is confused by more: it was never sent so many.
  expect(await written()).toBeLessThanOrEqual(5);
  for (const index of crowd)
    await desk.eventually(`comment ${index} to be taken`, async () => (await send(index)).status === 201);
  expect(await written()).toBe(crowd.length);
});

test('accepted but not visible yet: 202, an operation to ask about, and its result', async () => {
  const { key } = await requester.client.open();
  // `save` waits behind this lock, so the command is durable and cannot be seen.
  const [locked, release] = lockRow(key);
  await locked;
  const send = () => agent.client.post(`/tickets/${key}/comments`, { body: 'Later.' }, { 'Idempotency-Key': 'later' });
  const reply = await send();
  expect(reply.status).toBe(202);
  const { id } = reply.body;
  expect(reply.body).toEqual({ id, status: 'running', result: null, problem: null });
  expect(reply.headers.get('location')).toBe(`/api/v1/operations/${id}`);
  expect((await agent.client.get(`/operations/${id}`)).body).toEqual(reply.body);
  expect((await requester.client.get(`/operations/${id}`)).status).toBe(404);
  expect((await requester.client.get(`/tickets/${key}/comments`)).body.data).toEqual([]);
  release();
  const done = await desk.eventually('the operation to be done', async () => {
    const { body } = await agent.client.get(`/operations/${id}`);
    return body.status === 'done' && body;
  });
  expect(done).toMatchObject({ problem: null, result: { body: 'Later.', ticket: key, author: { id: agent.id } } });
  const again = await send();
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual(done.result);
});

/** Holds the ticket's row for as long as a test needs. */
function lockRow(key: string): [Promise<void>, () => void] {
  let release = (): void => undefined;
  const until = new Promise<void>((done) => (release = done));
  let locked = (): void => undefined;
  const lockedNow = new Promise<void>((done) => (locked = done));
  const holding = desk.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id::text FROM tickets WHERE key = ${key} FOR NO KEY UPDATE`;
      locked();
      await until;
    },
    { timeout: 30_000 },
  );
  holding.catch(() => undefined);
  return [lockedNow, release];
}
