import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;
let admin: Person;

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

const twenty = Array.from({ length: 20 });

test('twenty equal creations at once make one ticket', async () => {
  const headers = { 'Idempotency-Key': 'twenty' };
  const replies = await Promise.all(twenty.map(() => requester.client.post('/tickets', { subject: 'Once' }, headers)));
  expect(await desk.prisma.ticket.count({ where: { subject: 'Once' } })).toBe(1);
  expect(new Set(replies.map(({ status }) => status)).size).toBe(1);
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  expect(replies.filter((reply) => reply.headers.get('idempotent-replayed') === null)).toHaveLength(1);
});

test('a creation that waits is kept with its last word', async () => {
  const headers = { 'Idempotency-Key': 'waiting', Prefer: 'wait=10' };
  const replies = await Promise.all(
    twenty.map(() => requester.client.post('/tickets', { subject: 'Waited' }, headers)),
  );
  expect(await desk.prisma.ticket.count({ where: { subject: 'Waited' } })).toBe(1);
  const made = replies.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(replies.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual(
    replies.filter(({ status }) => status !== 201).map(() => 'idempotency_in_flight'),
  );
  const again = await requester.client.post('/tickets', { subject: 'Waited' }, headers);
  expect(again.text).toBe(made[0]!.text);
  expect(again.headers.get('location')).toBe(made[0]!.headers.get('location'));
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test('members in another order are the same body; another body is refused; another caller has keys of her own', async () => {
  const headers = { 'Idempotency-Key': 'body' };
  const first = await requester.client.post('/tickets', '{"subject":"S","type":"request"}', headers);
  const second = await requester.client.post('/tickets', '{ "type":"request", "subject":"S" }', headers);
  expect(second.text).toBe(first.text);
  const other = await requester.client.post('/tickets', { subject: 'T' }, headers);
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
  expect((await agent.client.post('/tickets', { subject: 'T' }, headers)).status).toBe(201);
});

test('twenty equal comments at once are one comment', async () => {
  const { key } = await requester.client.open();
  const send = () => requester.client.post(`/tickets/${key}/comments`, { body: 'Once!' }, { 'Idempotency-Key': 'c' });
  const replies = await Promise.all(twenty.map(send));
  const made = replies.filter(({ status }) => status === 201);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  expect(
    replies.filter(({ status }) => status !== 201).every(({ body }) => body.code === 'idempotency_in_flight'),
  ).toBe(true);
  expect((await send()).headers.get('idempotent-replayed')).toBe('true');
  expect((await requester.client.get(`/tickets/${key}/comments`)).body.data).toHaveLength(1);
  const events = (await agent.client.get(`/tickets/${key}/events`)).body.data as { kind: string }[];
  expect(events.filter(({ kind }) => kind === 'commented')).toHaveLength(1);
});

test('a repeated command gets its first answer, before its precondition or the status is asked again', async () => {
  const { key, version } = await requester.client.open();
  const headers = { 'Idempotency-Key': 'accept', 'If-Match': `"v${version}"` };
  const first = await agent.client.post(`/tickets/${key}/accept`, undefined, headers);
  expect(first.status).toBe(200);
  const again = await agent.client.post(`/tickets/${key}/accept`, undefined, headers);
  expect([again.status, again.text, again.headers.get('etag')]).toEqual([200, first.text, first.headers.get('etag')]);
  expect((await agent.client.post(`/tickets/${key}/accept`)).body.code).toBe('already_done');
});

test('a refusal is not kept', async () => {
  const { key } = await requester.client.open();
  const headers = { 'Idempotency-Key': 'reopen' };
  expect((await agent.client.post(`/tickets/${key}/reopen`, undefined, headers)).body.code).toBe(
    'not_allowed_in_status',
  );
  await agent.client.post(`/tickets/${key}/resolve`);
  expect((await agent.client.post(`/tickets/${key}/reopen`, undefined, headers)).status).toBe(200);
});

test('an answer that was lost with its process is found again by its command', async () => {
  const { key, version } = await requester.client.open();
  const headers = { 'Idempotency-Key': 'lost', 'If-Match': `"v${version}"` };
  const first = await agent.client.post(`/tickets/${key}/accept`, undefined, headers);
  // As it is when the API dies between the Update and its note of it.
  await desk.prisma.operation.updateMany({
    where: { idempotencyKey: 'lost' },
    data: { state: 'running', status: null, body: null, doneAt: null, createdAt: new Date(Date.now() - 60_000) },
  });
  const again = await agent.client.post(`/tickets/${key}/accept`, undefined, headers);
  expect([again.status, again.body.version]).toEqual([200, first.body.version]);
});

test('two with one fingerprint at once are one ticket', async () => {
  const replies = await Promise.all(
    twenty.map(() => agent.client.post('/tickets', { subject: 'Disk full', fingerprint: 'disk' })),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
  expect(new Set(replies.map(({ body }) => body.key)).size).toBe(1);
});

test('people and keys are made once; the secret is kept sealed', async () => {
  const body = { email: 'Once@Example.org', name: 'Once', role: 'agent' };
  const headers = { 'Idempotency-Key': 'user' };
  const replies = await Promise.all(twenty.slice(0, 5).map(() => admin.client.post('/users', body, headers)));
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  const key = await admin.client.post('/api-keys', { user: replies[0]!.body.id }, headers);
  const again = await admin.client.post('/api-keys', { user: replies[0]!.body.id }, headers);
  expect(again.text).toBe(key.text);
  const kept = await desk.prisma.operation.findMany();
  expect(kept.filter((row) => row.body?.includes(key.body.secret))).toEqual([]);
});
