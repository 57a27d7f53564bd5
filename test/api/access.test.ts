import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let member: Person;
let other: Person;
let agent: Person;
let restricted: Person;
let insider: Person;
let key: string;

beforeAll(async () => {
  desk = await Desk.start();
  await desk.prisma.organisation.create({ data: { id: 'acme', name: 'Acme', sharesTickets: true } });
  await desk.prisma.team.createMany({ data: [{ id: 'apart', name: 'Apart' }] });
  requester = await desk.person('requester', { organisation: 'acme' });
  member = await desk.person('requester', { organisation: 'acme' });
  other = await desk.person('requester');
  agent = await desk.person('agent');
  restricted = await desk.person('agent', { restricted: true, teams: ['apart'] });
  insider = await desk.person('agent', { restricted: true, teams: ['desk'] });
  key = (await requester.client.open()).key;
});
afterAll(() => desk.stop());

describe('whose ticket it is', () => {
  test("someone else's does not exist, for reading and for commands", async () => {
    for (const stranger of [other, restricted]) {
      expect((await stranger.client.get(`/tickets/${key}`)).status).toBe(404);
      expect((await stranger.client.post(`/tickets/${key}/comments`, { body: 'x' })).status).toBe(404);
      expect((await stranger.client.get(`/tickets/${key}/events`)).status).toBe(404);
      expect((await stranger.client.get('/tickets')).body.data).toEqual([]);
    }
  });

  test('members of an organisation that shares see it and do nothing with it', async () => {
    expect((await member.client.get(`/tickets/${key}`)).status).toBe(200);
    expect((await member.client.get('/tickets')).body.data).toHaveLength(1);
    expect((await member.client.post(`/tickets/${key}/comments`, { body: 'x' })).status).toBe(403);
  });

  test('a restricted agent sees those of her teams', async () => {
    expect((await insider.client.get(`/tickets/${key}`)).status).toBe(200);
    expect((await insider.client.get('/tickets')).body.data).toHaveLength(1);
  });

  test('a restricted agent is the requester of her own, wherever it is worked on', async () => {
    const own = (await restricted.client.open()).key;
    expect((await restricted.client.post(`/tickets/${own}/accept`)).status).toBe(403);
    const comment = (visibility: string) =>
      restricted.client.post(`/tickets/${own}/comments`, { body: 'Any news?', visibility });
    expect([(await comment('internal')).status, (await comment('public')).status]).toEqual([403, 201]);
    const clocks = (await agent.client.get(`/tickets/${own}`)).body.clocks as { clock: string; state: string }[];
    expect(clocks.find(({ clock }) => clock === 'firstResponse')?.state).toBe('running');
    const cancelled = await restricted.client.post(`/tickets/${own}/resolve`, { resolution: 'cancelled' });
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'resolved']);
    expect((await restricted.client.post(`/tickets/${own}/reopen`)).status).toBe(200);
  });

  test('requesters neither open for others, nor write internally, nor resolve but by cancelling', async () => {
    expect((await requester.client.post('/tickets', { subject: 'x', requester: other.id })).status).toBe(403);
    expect((await requester.client.post('/tickets', { subject: 'x', fingerprint: 'f' })).status).toBe(403);
    expect(
      (await requester.client.post(`/tickets/${key}/comments`, { body: 'x', visibility: 'internal' })).status,
    ).toBe(403);
    expect((await requester.client.post(`/tickets/${key}/resolve`, { resolution: 'done' })).status).toBe(403);
    expect((await requester.client.post(`/tickets/${key}/resolve`)).status).toBe(403);
  });

  test('an agent opens a ticket for somebody, by address without regard to case', async () => {
    const reply = await agent.client.post('/tickets', {
      subject: 'By phone',
      source: 'phone',
      requester: other.email.toUpperCase(),
    });
    expect(reply.body).toMatchObject({ requester: { id: other.id }, source: 'phone' });
    expect((await other.client.get(`/tickets/${reply.body.key}`)).status).toBe(200);
  });

  test('what is internal stays so', async () => {
    const internal = await agent.client.post(`/tickets/${key}/comments`, {
      body: 'Between us.',
      visibility: 'internal',
    });
    expect(internal.status).toBe(201);
    const path = internal.headers.get('location')!.replace('/api/v1', '');
    expect((await requester.client.get(path)).status).toBe(404);
    expect((await requester.client.get(`/tickets/${key}/comments`)).text).not.toContain('Between us.');
    const seen = (await requester.client.get(`/tickets/${key}/events`)).body.data as {
      kind: string;
      data: { visibility?: string };
    }[];
    expect(seen.filter(({ data }) => data.visibility === 'internal')).toEqual([]);
    expect((await agent.client.get(`/tickets/${key}/events`)).text).toContain('internal');
    expect((await agent.client.get(`/tickets/${key}/events`)).text).not.toContain('facts');
  });
});

describe('keys', () => {
  test('a revoked key, an expired key and a key of somebody inactive are refused at once', async () => {
    const someone = await desk.person('agent');
    expect((await someone.client.get('/tickets')).status).toBe(200);
    await desk.prisma.user.update({ where: { id: someone.id }, data: { active: false } });
    expect((await someone.client.get('/tickets')).status).toBe(401);
    await desk.prisma.user.update({ where: { id: someone.id }, data: { active: true } });
    await desk.prisma.apiKey.updateMany({
      where: { userId: someone.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await someone.client.get('/tickets')).status).toBe(401);
  });

  test('the last use is noted, once a minute', async () => {
    const someone = await desk.person('agent');
    const used = async () => (await desk.prisma.apiKey.findFirstOrThrow({ where: { userId: someone.id } })).lastUsedAt;
    expect(await used()).toBeNull();
    await someone.client.get('/tickets');
    // Noted beside the answer, which does not wait for it.
    const first = await desk.eventually('a note of the use', used);
    await someone.client.get('/tickets');
    expect(await used()).toEqual(first);
  });
});
