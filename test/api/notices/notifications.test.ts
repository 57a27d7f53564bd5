import { Desk, type Person } from '../../support/desk';
import type { DeskClient } from '../../support/deskClient';

let desk: Desk;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
});
afterAll(() => desk.stop());

interface Notification {
  readonly id: string;
  readonly kind: string;
  readonly ticket: { readonly key: string };
  readonly text: string;
  readonly read: boolean;
}

async function notified(client: DeskClient, query = '', headers = {}): Promise<Notification[]> {
  const reply = await client.get(`/notifications${query}`, headers);
  expect(reply.status).toBe(200);
  return reply.body.data as Notification[];
}

/** Reads a stream event by event. */
async function listen({ origin, bearer }: DeskClient, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  const response = await fetch(`${origin}/api/v1/notifications/stream`, {
    headers: { Authorization: `Bearer ${bearer ?? ''}`, ...headers },
    signal: stop.signal,
  });
  const events: (Notification & { eventId: string })[] = [];
  const stream = { response, events, ended: false, stop: () => stop.abort() };
  void (async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += Buffer.from(chunk as Uint8Array).toString('utf8');
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(
          block.split('\n').map((line) => [line.split(':')[0] ?? '', line.replace(/^\w+: ?/, '')]),
        );
        const data = fields.get('data');
        if (data !== undefined) events.push({ ...(JSON.parse(data) as Notification), eventId: fields.get('id') ?? '' });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => (stream.ended = true));
  return stream;
}

const escalate = (key: string) => agent.client.post(`/tickets/${key}/escalate`, { reason: 'It takes long' });

test('a person reads what she was told, newest first, page by page, in her language, and says what she has read', async () => {
  const [one, two] = [await requester.client.open(), await requester.client.open()];
  await agent.client.post(`/tickets/${one.key as string}/comments`, { body: 'Hello' });
  const [newest, second, third] = await notified(requester.client);
  expect([newest, second, third].map((row) => [row?.kind, row?.ticket.key, row?.read])).toEqual([
    ['commented', one.key, false],
    ['received', two.key, false],
    ['received', one.key, false],
  ]);
  expect(newest?.text).toBe('A agent wrote');
  const [inFrench] = await notified(requester.client, '', { 'Accept-Language': 'fr' });
  expect(inFrench?.text).toBe('A agent a écrit');
  const page = await requester.client.get('/notifications?limit=2');
  const next = await requester.client.get(`/notifications?limit=2&cursor=${String(page.body.page.nextCursor)}`);
  expect(next.body).toMatchObject({ data: [{ id: third?.id }], page: { hasMore: false } });
  const read = (body: object, by = requester) => by.client.post('/notifications/read', body);
  expect((await read({ ids: [second?.id] }, agent)).body).toEqual({ read: 0 });
  expect((await read({ ids: [second?.id] })).body).toEqual({ read: 1 });
  expect((await read({ ids: [second?.id] })).body).toEqual({ read: 0 });
  expect((await notified(requester.client, '?unread=true')).map(({ id }) => id)).toEqual([newest?.id, third?.id]);
  expect((await read({ until: new Date(Date.now() + 60_000).toISOString() })).body).toEqual({ read: 2 });
  expect((await read({})).status).toBe(422);
  expect(await notified(requester.client, '?unread=true')).toEqual([]);
});

test('of a ticket that she may not see any more a person is told nothing', async () => {
  const restricted = await desk.person('agent', { restricted: true, teams: ['desk'] });
  const { key } = await requester.client.open();
  await agent.client.post(`/tickets/${key as string}/assign`, { agent: restricted.id });
  expect(await notified(restricted.client)).toMatchObject([{ kind: 'assigned' }]);
  await desk.prisma.membership.deleteMany({ where: { userId: restricted.id } });
  expect(await notified(restricted.client)).toEqual([]);
});

describe('a stream', () => {
  test('tells what comes, once, and after a break what was missed', async () => {
    const person = await desk.person('requester');
    const stream = await listen(person.client);
    expect([stream.response.status, stream.response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const { key } = await person.client.open();
    await agent.client.post(`/tickets/${key as string}/comments`, { body: 'One' });
    await desk.eventually('two events', () => Promise.resolve(stream.events.length >= 2));
    stream.stop();
    await agent.client.post(`/tickets/${key as string}/comments`, { body: 'Two' });
    await agent.client.post(`/tickets/${key as string}/comments`, { body: 'Three' });
    const [, last] = stream.events;
    const again = await listen(person.client, { 'Last-Event-ID': last?.eventId ?? '' });
    await desk.eventually('what was missed', () => Promise.resolve(again.events.length >= 2));
    await agent.client.post(`/tickets/${key as string}/pend`, { reason: 'vendor' });
    await desk.eventually('what comes then', () => Promise.resolve(again.events.length >= 3));
    again.stop();
    const all = [...stream.events, ...again.events];
    expect(all.map(({ kind }) => kind)).toEqual(['received', 'commented', 'commented', 'commented', 'pended']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    expect(all.every(({ id, eventId }) => id === eventId)).toBe(true);
  });

  test('is told nothing of others, and ends with its key', async () => {
    const person = await desk.person('requester');
    const stream = await listen(person.client);
    await escalate((await requester.client.open()).key as string);
    await desk.prisma.apiKey.updateMany({ where: { userId: person.id }, data: { revokedAt: new Date() } });
    const other = await desk.keyFor({ userId: person.id });
    await other.open();
    await desk.eventually('the end', () => Promise.resolve(stream.ended));
    expect(stream.events).toEqual([]);
  });

  test('is open five times at most; service accounts have none', async () => {
    const person = await desk.person('agent');
    const streams = await Promise.all([1, 2, 3, 4, 5].map(() => listen(person.client)));
    const sixth = await person.client.get('/notifications/stream');
    expect([sixth.status, sixth.body.code]).toEqual([429, 'rate_limited']);
    streams[0]?.stop();
    const sixthAgain = await desk.eventually('room', async () => {
      const one = await listen(person.client);
      return one.response.status === 200 && one;
    });
    for (const one of [...streams, sixthAgain]) one.stop();
    expect((await (await desk.service('tickets:read')).get('/notifications')).status).toBe(403);
  });
});
