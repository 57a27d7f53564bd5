import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;
let mate: Person;
let outsider: Person;
let lead: Person;
let admin: Person;

beforeAll(async () => {
  desk = await Desk.start();
  await desk.prisma.team.createMany({ data: [{ id: 'apart', name: 'Apart' }] });
  requester = await desk.person('requester', { name: 'Rita' });
  agent = await desk.person('agent', { name: 'Ada', teams: ['apart'] });
  mate = await desk.person('agent', { teams: ['apart'] });
  outsider = await desk.person('agent');
  lead = await desk.person('lead');
  admin = await desk.person('admin');
  await requester.client.open({ subject: 'Printer', type: 'incident', tags: ['vip'] });
  await requester.client.open({ subject: 'Licence', type: 'request' });
  await outsider.client.open({ subject: 'Badge', type: 'request', tags: ['vip', 'door'] });
});
afterAll(() => desk.stop());

interface Named {
  readonly id: string;
  readonly name: string;
}
const names = async (who: Person, language = 'en'): Promise<string[]> =>
  ((await who.client.get('/views', { 'Accept-Language': language })).body.data as Named[]).map(({ name }) => name);
const subjects = async (who: Person, query: string): Promise<string[]> => {
  const { status, body } = await who.client.get(`/tickets?sort=createdAt&${query}`);
  expect([query, status]).toEqual([query, 200]);
  return (body.data as { subject: string }[]).map(({ subject }) => subject);
};
async function keep(who: Person, view: object): Promise<Named> {
  const { status, body } = await who.client.post('/views', { name: 'A view', filter: {}, ...view });
  expect(status).toBe(201);
  return body as Named;
}

test('some come with the desk, in the language of the reader', async () => {
  expect((await names(agent)).slice(0, 4)).toEqual(['My open tickets', 'Unassigned', 'Breached', 'Due today']);
  expect((await names(agent, 'fr'))[0]).toBe('Mes tickets ouverts');
  expect(await names(requester)).toEqual(['My open tickets']);
  expect(await subjects(requester, 'view=my-open')).toEqual(['Printer', 'Licence']);
  expect(await subjects(agent, 'view=my-open')).toEqual([]);
  expect(await subjects(agent, 'view=unassigned')).toEqual(['Printer', 'Licence', 'Badge']);
  for (const reply of [
    await admin.client.put('/views/unassigned', { name: 'x', filter: {} }, { 'If-Match': '"v1"' }),
    await admin.client.delete('/views/unassigned', { 'If-Match': '"v1"' }),
  ])
    expect(reply.status).toBe(403);
});

test('a view is a list that further filters narrow, with a sort that another replaces', async () => {
  const { id } = await keep(agent, { filter: { type: 'request,alert' }, sort: 'createdAt' });
  expect(await subjects(agent, `view=${id}`)).toEqual(['Licence', 'Badge']);
  expect(await subjects(agent, `view=${id}&tag=door`)).toEqual(['Badge']);
  expect(await subjects(agent, `view=${id}&type=incident`)).toEqual([]);
  const order = async (query: string) =>
    ((await agent.client.get(`/tickets?${query}`)).body.data as { subject: string }[]).map(({ subject }) => subject);
  expect(await order(`view=${id}`)).toEqual(['Licence', 'Badge']);
  expect(await order(`view=${id}&sort=-createdAt`)).toEqual(['Badge', 'Licence']);
  const words = await keep(agent, { filter: { q: 'licence' } });
  expect(await subjects(agent, `view=${words.id}`)).toEqual(['Licence']);
  expect(await subjects(agent, `view=${words.id}&q=badge`)).toEqual([]);
});

test('a cursor ends with the version of the view that it is of', async () => {
  const { id } = await keep(agent, { filter: {} });
  const { body } = await agent.client.get(`/tickets?view=${id}&limit=1`);
  const next = `/tickets?view=${id}&limit=1&cursor=${body.page.nextCursor}`;
  expect((await agent.client.get(next)).status).toBe(200);
  await agent.client.put(`/views/${id}`, { name: 'Else', filter: { type: 'request' } }, { 'If-Match': '"v1"' });
  const reply = await agent.client.get(next);
  expect([reply.status, reply.body.errors[0].parameter]).toEqual([422, 'cursor']);
});

describe('who sees and changes them', () => {
  test('her own: nobody else, not even an administrator', async () => {
    const { id } = await keep(agent, { name: 'Private' });
    for (const other of [mate, lead, admin]) {
      expect((await other.client.get(`/views/${id}`)).status).toBe(404);
      expect((await other.client.delete(`/views/${id}`, { 'If-Match': '"v1"' })).status).toBe(404);
      const used = await other.client.get(`/tickets?view=${id}`);
      expect([used.status, used.body.errors[0].parameter]).toEqual([422, 'view']);
      expect((await other.client.get(`/views/counts?views=${id}`)).status).toBe(422);
      expect(await names(other)).not.toContain('Private');
    }
    expect((await agent.client.delete(`/views/${id}`, { 'If-Match': '"v1"' })).status).toBe(204);
    expect((await agent.client.get(`/views/${id}`)).status).toBe(404);
  });

  test("a team's: its members and leads see it, the member who made it and leads change it", async () => {
    const { id } = await keep(agent, { name: 'Of the team', scope: 'team', team: 'apart' });
    const change = { name: 'Of the team', scope: 'team', team: 'apart', filter: { priority: 'high' } };
    expect((await mate.client.get(`/views/${id}`)).body).toMatchObject({ team: 'apart', owner: { name: 'Ada' } });
    expect((await outsider.client.get(`/views/${id}`)).status).toBe(404);
    expect((await requester.client.get(`/views/${id}`)).status).toBe(404);
    expect((await mate.client.put(`/views/${id}`, change, { 'If-Match': '"v1"' })).status).toBe(403);
    expect((await agent.client.put(`/views/${id}`, change, { 'If-Match': '"v1"' })).body.version).toBe(2);
    expect((await lead.client.put(`/views/${id}`, change, { 'If-Match': '"v2"' })).body.version).toBe(3);
    const shared = { ...change, scope: 'all', team: undefined };
    expect((await agent.client.put(`/views/${id}`, shared, { 'If-Match': '"v3"' })).status).toBe(403);
    const audit = await desk.prisma.auditEvent.findMany({ where: { object: `view:${id}` }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([
      ['create', agent.id],
      ['replace', agent.id],
      ['replace', lead.id],
    ]);
  });

  test("everybody's: leads make it, agents see it, requesters do not", async () => {
    const refused = await agent.client.post('/views', { name: 'x', scope: 'all', filter: {} });
    const elsewhere = await outsider.client.post('/views', { name: 'x', scope: 'team', team: 'apart', filter: {} });
    expect([refused.status, elsewhere.status]).toEqual([403, 403]);
    await keep(lead, { name: 'For all', scope: 'all' });
    expect(await names(outsider)).toContain('For all');
    expect(await names(requester)).not.toContain('For all');
    const service = await desk.service('tickets:read');
    expect(((await service.get('/views')).body.data as Named[]).map(({ name }) => name)).toContain('For all');
    expect((await service.post('/views', { name: 'x', filter: {} })).status).toBe(403);
  });
});

test('what is kept is checked as a list is', async () => {
  for (const [body, pointer] of [
    [{ filter: { status: 'lost' } }, '/filter/status/0'],
    [{ filter: { colour: 'red' } }, '/filter/colour'],
    [{ filter: { dueBefore: 'yesterday' } }, '/filter/dueBefore'],
    [{ filter: { cursor: 'x' } }, '/filter/cursor'],
    [{ filter: {}, sort: 'name' }, '/sort'],
    [{ filter: {}, scope: 'team' }, '/team'],
    [{ filter: {}, team: 'desk' }, '/team'],
  ] as const) {
    const reply = await lead.client.post('/views', { name: 'x', ...body });
    expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([422, pointer]);
  }
  const unknown = await lead.client.post('/views', { name: 'x', filter: {}, scope: 'team', team: 'nowhere' });
  expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/team']);
});

test('versions are kept apart: 428 without one, 412 with another, and a POST is done once', async () => {
  const once = { 'Idempotency-Key': 'keep-it' };
  const body = { name: 'Once', filter: { breached: 'true' } };
  const [first, again] = [await agent.client.post('/views', body, once), await agent.client.post('/views', body, once)];
  expect([first.text, again.headers.get('idempotent-replayed')]).toEqual([again.text, 'true']);
  const path = `/views/${first.body.id}`;
  expect((await agent.client.put(path, body)).status).toBe(428);
  expect((await agent.client.put(path, body, { 'If-Match': '"v9"' })).status).toBe(412);
  expect((await agent.client.get(path, { 'If-None-Match': '"v1"' })).status).toBe(304);
});

test('pages of views show each once, those that come with the desk first', async () => {
  const all = (await agent.client.get('/views')).body.data as Named[];
  const seen: Named[] = [];
  for (let query = '?limit=1'; ;) {
    const { body } = await agent.client.get(`/views${query}`);
    seen.push(...(body.data as Named[]));
    expect(seen.length).toBeLessThanOrEqual(all.length);
    if (!body.page.hasMore) break;
    query = `?limit=1&cursor=${encodeURIComponent(body.page.nextCursor)}`;
  }
  expect(seen).toEqual(all);
  expect(seen.length).toBeGreaterThan(5);
});

describe('counts', () => {
  const counted = async (who: Person, query = '') =>
    (await who.client.get(`/views/counts${query}`)).body.data as { view: string; count: number; label: string }[];

  test('are of what the reader may see', async () => {
    expect((await counted(agent, '?views=unassigned'))[0]).toMatchObject({ count: 3, label: '3', name: 'Unassigned' });
    expect((await counted(requester))[0]).toMatchObject({ view: 'my-open', count: 2 });
    const { id } = await keep(requester, { filter: { q: 'badge' } });
    expect((await counted(requester, `?views=${id}`))[0]?.count).toBe(0);
  });

  test('end at a thousand', async () => {
    await desk.prisma.$executeRaw`
      INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id,
                           subject, created_at, updated_at, state)
      SELECT gen_random_uuid(), n, 'SD-' || n, 2, 'alert', 'open', 'high', 3, 'api', ${requester.id}::uuid,
             'One of many', now(), now(), '{"seq":2}'
        FROM generate_series(1, 1001) n`;
    const { id } = await keep(agent, { filter: { type: 'alert' } });
    expect((await counted(agent, `?views=${id}`))[0]).toMatchObject({ count: 1000, label: '1000+' });
    await desk.prisma.ticket.deleteMany({ where: { type: 'alert' } });
  });
});
