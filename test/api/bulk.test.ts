import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BulkRunner } from '../../api/bulk/runner';
import { Desk, type Person } from '../support/desk';
import type { DeskClient } from '../support/deskClient';

let desk: Desk;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
});
afterAll(() => desk.stop());

const open = async () => (await requester.client.open()).key as string;

async function finished(client: DeskClient, location: string | null) {
  const path = location!.replace('/api/v1', '');
  return desk.eventually('the bulk to be done', async () => {
    const { body } = await client.get(path);
    return body.status === 'done' && body;
  });
}

test('many tickets at once, in the order sent, with a result for each', async () => {
  const keys = await Promise.all([open(), open(), open()]);
  const [one, two, three] = keys;
  const commands = [
    { key: one, command: 'accept' },
    { key: two, command: 'comment', body: 'Looking.', visibility: 'public' },
    { key: one, command: 'resolve', resolution: 'done', note: 'Mended.' },
    { key: three, command: 'edit', priority: 'critical' },
    { key: three, command: 'accept', ifVersion: 1 },
    { key: three, command: 'resume' },
    { key: three, command: 'pend', reason: 'holiday' },
    { key: 'SD-1', command: 'accept' },
    { key: '../users', command: 'accept' },
  ];
  const taken = await agent.client.post('/tickets/bulk', { commands });
  expect([taken.status, taken.body.status, taken.body.result.total]).toEqual([202, 'running', 9]);
  const { result } = await finished(agent.client, taken.headers.get('location'));
  expect(result).toMatchObject({ total: 9, finished: 9 });
  const told = result.data.map(
    (item: { status: string; problem: { code: string } | null }) => item.problem?.code ?? item.status,
  );
  expect(told).toEqual([
    ...['done', 'done', 'done', 'done', 'version_mismatch'],
    ...['not_allowed_in_status', 'invalid', 'not_found', 'not_found'],
  ]);
  const resolved = (await agent.client.get(`/tickets/${one}`)).body;
  expect([resolved.status, resolved.assignee.id, resolved.version]).toEqual([
    'resolved',
    agent.id,
    result.data[2].version,
  ]);
  expect((await requester.client.get(`/tickets/${one}/comments`)).body.data[0].body).toBe('Mended.');
  expect((await agent.client.get(`/tickets/${three}`)).body.priority).toBe('critical');
});

test('what people wrote is not kept beside the tickets', async () => {
  const key = await open();
  const commands = [{ key, command: 'comment', body: 'Words of a person' }];
  const taken = await agent.client.post('/tickets/bulk', { commands });
  await finished(agent.client, taken.headers.get('location'));
  const items = await desk.prisma.bulkItem.findMany({ where: { bulkId: taken.body.id } });
  expect(JSON.stringify(items)).not.toContain('Words');
});

test('each is allowed or refused as it would be alone', async () => {
  const [own, others] = [await open(), (await (await desk.person('requester')).client.open()).key];
  const taken = await requester.client.post('/tickets/bulk', {
    commands: [
      { key: own, command: 'comment', body: 'Mine' },
      { key: own, command: 'accept' },
      { key: own, command: 'resolve', resolution: 'done' },
      { key: others, command: 'comment', body: 'Not mine' },
    ],
  });
  const { result } = await finished(requester.client, taken.headers.get('location'));
  expect(result.data.map((item: { problem: { status: number } | null }) => item.problem?.status ?? 200)).toEqual([
    200, 403, 403, 404,
  ]);
  expect((await agent.client.get(taken.headers.get('location')!.replace('/api/v1', ''))).status).toBe(404);
});

test('once for an Idempotency-Key, also when sent at once', async () => {
  const key = await open();
  const body = { commands: [{ key, command: 'comment', body: 'Once' }] };
  const send = (commands: object = body) => agent.client.post('/tickets/bulk', commands, { 'Idempotency-Key': 'b1' });
  const replies = await Promise.all([send(), send(), send()]);
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  expect((await send({ commands: [{ key, command: 'accept' }] })).body.code).toBe('idempotency_mismatch');
  await finished(agent.client, replies[0].headers.get('location'));
  expect((await agent.client.get(`/tickets/${key}/comments`)).body.data).toHaveLength(1);
});

test('another process carries on where one was killed, and repeats nothing', async () => {
  const keys = await Promise.all(Array.from({ length: 6 }, open));
  const commands = keys.map((key) => ({ key, command: 'comment', body: 'Told once' }));
  const taken = await agent.client.post('/tickets/bulk', { commands });
  const { id } = taken.body;
  await finished(agent.client, taken.headers.get('location'));
  // As a process leaves it that was killed after the commands, before it wrote down what they came to.
  await desk.prisma.bulkItem.updateMany({
    where: { bulkId: id, no: { gte: 2 } },
    data: { state: 'waiting', body: { body: 'Told once' } },
  });
  await desk.prisma.bulk.update({ where: { id }, data: { doneAt: null, leasedUntil: new Date(0) } });
  expect((await agent.client.get(`/operations/${id}`)).body).toMatchObject({
    status: 'running',
    result: { finished: 2 },
  });
  const [next, third] = [new BulkRunner({ ...desk.deps }), new BulkRunner({ ...desk.deps })];
  next.wake();
  third.wake();
  const { result } = await finished(agent.client, taken.headers.get('location'));
  expect(result.data.every(({ status }: { status: string }) => status === 'done')).toBe(true);
  for (const key of keys) expect((await agent.client.get(`/tickets/${key}/comments`)).body.data).toHaveLength(1);
  await Promise.all([next.stop(), third.stop()]);
});

test.each([
  ['a person who is inactive', (leaver: Person) => desk.prisma.user.update(of(leaver.id, { active: false }))],
  [
    'a key that is revoked',
    ({ client }: Person) => desk.prisma.apiKey.update(of(idOf(client), { revokedAt: new Date() })),
  ],
])('%s meanwhile does nothing more', async (_, loseRights) => {
  const leaver = await desk.person('agent');
  const [key, other] = [await open(), await open()];
  const before = await bulkOf(leaver, other);
  await done(before, 'done');
  await loseRights(leaver);
  await done(await bulkOf(leaver, key), 'refused');
  expect((await agent.client.get(`/tickets/${key}`)).body.assignee).toBeNull();
});

const of = <T>(id: string, data: T) => ({ where: { id }, data });
const idOf = ({ bearer }: DeskClient) => bearer!.split('_')[1]!;

/** As another process left it. */
async function bulkOf({ id: actorId, client }: Person, key: string): Promise<string> {
  const id = randomBytes(16).toString('base64url');
  await desk.prisma.operation.create({
    data: { id, actorId, route: 'bulk', bodyHash: 'x', state: 'done', status: 202 },
  });
  const items = { create: { no: 0, key, command: 'accept', body: {} } };
  await desk.prisma.bulk.create({ data: { id, actorId, keyId: idOf(client), items } });
  return id;
}

async function done(bulkId: string, state: string): Promise<void> {
  const runner = new BulkRunner({ ...desk.deps });
  runner.wake();
  await desk.eventually(`it to be ${state}`, async () => {
    const item = await desk.prisma.bulkItem.findFirst({ where: { bulkId } });
    return item?.state === state;
  });
  await runner.stop();
}

test('waits while no worker answers, and shows how far it is', async () => {
  const key = await open();
  await desk.stopWorker();
  const taken = await agent.client.post('/tickets/bulk', { commands: [{ key, command: 'accept' }] });
  const path = `/operations/${taken.body.id}`;
  // A command of its own is given up after two seconds.
  await sleep(3_000);
  expect((await agent.client.get(path)).body).toMatchObject({ status: 'running', result: { total: 1, finished: 0 } });
  await desk.startWorker();
  await finished(agent.client, taken.headers.get('location'));
  expect((await agent.client.get(`/tickets/${key}`)).body.assignee.id).toBe(agent.id);
});

test.each([
  ['none', []],
  ['too many', Array.from({ length: 101 }, () => ({ key: 'SD-1', command: 'accept' }))],
  ['an unknown command', [{ key: 'SD-1', command: 'delete' }]],
  ['a command that the desk gives itself', [{ key: 'SD-1', command: 'triage' }]],
])('%s: 422, nothing taken', async (_what, commands) => {
  const before = await desk.prisma.bulk.count();
  expect((await agent.client.post('/tickets/bulk', { commands })).status).toBe(422);
  expect(await desk.prisma.bulk.count()).toBe(before);
});
