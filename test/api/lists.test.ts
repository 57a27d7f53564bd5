import { altered } from '../support/altered';
import { Desk, type Person } from '../support/desk';
import type { Reply } from '../support/deskClient';

let desk: Desk;
let requester: Person;
let agent: Person;

interface Shown {
  readonly key: string;
  readonly subject: string;
  readonly priority: string;
  readonly type: string;
  readonly nextDueAt: string | null;
  readonly createdAt: string;
}

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  for (const [subject, type] of [
    ["Problème d'accès à l'email", 'incident'],
    ['Serveur surchargé', 'alert'],
    ["Demande d'accès à Zoom", 'request'],
    ['100%_sûr \\ fin', 'request'],
  ])
    await requester.client.open({ subject, type });
});
afterAll(() => desk.stop());

const list = async (query: string): Promise<Shown[]> => data(await agent.client.get(`/tickets${query}`));

function data(reply: Reply): Shown[] {
  expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({ status: 200, text: '' });
  return reply.body.data as Shown[];
}

test('the default is newest first, with the same members as a ticket has', async () => {
  const tickets = await list('');
  expect(tickets.map(({ createdAt }) => createdAt)).toEqual(
    tickets
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  );
  const single = (await agent.client.get(`/tickets/${tickets[0]!.key}`)).body;
  expect(Object.keys(tickets[0]!)).toEqual(Object.keys(single));
});

test('filters take several values and are combined', async () => {
  expect(await list('?type=alert,request')).toHaveLength(3);
  expect(await list('?type=alert,request&priority=medium')).toHaveLength(1);
  expect(await list('?status=closed')).toHaveLength(0);
  expect(await list('?assignee=none')).toHaveLength(4);
  expect(await list('?assignee=me')).toHaveLength(0);
  expect(await list(`?requester=${requester.id}`)).toHaveLength(4);
  expect(await list(`?requester=${encodeURIComponent(requester.email.toUpperCase())}`)).toHaveLength(4);
  expect(await list('?team=desk')).toHaveLength(4);
  expect(await list('?team=elsewhere')).toHaveLength(0);
  expect(await list('?breached=false')).toHaveLength(4);
  expect(await list('?dueBefore=2020-01-01T00:00:00Z')).toHaveLength(0);
  expect(await list('?dueBefore=2100-01-01T00:00:00Z')).toHaveLength(4);
});

test('search needs all words and minds neither accents nor case', async () => {
  const subjects = async (q: string) => (await list(`?q=${encodeURIComponent(q)}`)).map(({ subject }) => subject);
  expect(await subjects('ACCES probleme')).toEqual(["Problème d'accès à l'email"]);
  expect(await subjects('accès')).toHaveLength(2);
  expect(await subjects('accès serveur')).toEqual([]);
  expect(await subjects('100%_')).toEqual(['100%_sûr \\ fin']);
  expect(await subjects('\\')).toEqual(['100%_sûr \\ fin']);
  expect(await subjects('%')).toHaveLength(1);
  const { key } = (await list(''))[0]!;
  expect(await list(`?q=${key.toLowerCase()}`)).toHaveLength(1);
});

test.each(['createdAt', '-createdAt', 'updatedAt', '-updatedAt', 'priority', '-priority', 'nextDueAt', '-nextDueAt'])(
  'pages by %s show each ticket once, in order',
  async (sort) => {
    const seen: Shown[] = [];
    for (let query = `?sort=${sort}&limit=1`; ;) {
      const { body } = await agent.client.get(`/tickets${query}`);
      seen.push(...(body.data as Shown[]));
      expect(seen.length).toBeLessThanOrEqual(4);
      expect(body.page.hasMore).toBe(body.page.nextCursor !== null);
      if (!body.page.hasMore) break;
      query = `?sort=${sort}&limit=1&cursor=${encodeURIComponent(body.page.nextCursor)}`;
    }
    expect(seen.map(({ key }) => key)).toEqual((await list(`?sort=${sort}`)).map(({ key }) => key));
    expect(new Set(seen.map(({ key }) => key)).size).toBe(4);
    if (sort === 'priority') expect(seen.map(({ priority }) => priority)).toEqual(['low', 'low', 'medium', 'high']);
  },
);

test('no due instant comes last in both directions', async () => {
  const { key } = (await list('?type=alert'))[0]!;
  await agent.client.post(`/tickets/${key}/resolve`);
  for (const sort of ['nextDueAt', '-nextDueAt']) {
    const tickets = await list(`?sort=${sort}`);
    expect(tickets.at(-1)).toMatchObject({ key, nextDueAt: null });
    const { body } = await agent.client.get(`/tickets?sort=${sort}&limit=3`);
    const rest = await agent.client.get(`/tickets?sort=${sort}&limit=3&cursor=${body.page.nextCursor}`);
    expect(data(rest).map((ticket) => ticket.key)).toEqual([key]);
  }
});

test('a cursor works for its list and its reader only', async () => {
  const { body } = await agent.client.get('/tickets?limit=1');
  const cursor = encodeURIComponent(body.page.nextCursor);
  expect((await agent.client.get(`/tickets?limit=2&cursor=${cursor}`)).status).toBe(200);
  const other = await desk.person('agent');
  for (const reply of [
    await other.client.get(`/tickets?limit=1&cursor=${cursor}`),
    await agent.client.get(`/tickets?limit=1&sort=priority&cursor=${cursor}`),
    await agent.client.get(`/tickets?limit=1&status=open&cursor=${cursor}`),
    await agent.client.get(`/tickets?limit=1&cursor=${altered(cursor)}`),
  ]) {
    expect([reply.status, reply.body.errors?.[0].parameter]).toEqual([422, 'cursor']);
  }
});

test('what a command answered is in every read that follows', async () => {
  const { key } = await requester.client.open({ subject: 'Fresh' });
  await agent.client.post(`/tickets/${key}/accept`);
  expect((await list('?assignee=me')).map((ticket) => ticket.key)).toEqual([key]);
  await agent.client.patch(`/tickets/${key}`, { subject: 'Renamed thoroughly' });
  expect((await list('?q=thoroughly')).map((ticket) => ticket.key)).toEqual([key]);
  const events = (await agent.client.get(`/tickets/${key}/events?limit=2`)).body;
  expect(events.data.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2]);
  const rest = (await agent.client.get(`/tickets/${key}/events?limit=50&cursor=${events.page.nextCursor}`)).body;
  expect(rest.data.at(-1)).toMatchObject({ kind: 'edited', by: { id: agent.id, name: 'A agent', role: 'agent' } });
});
