import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start({ logLevel: process.env.DESK_LOG ?? 'silent' });
  requester = await desk.person('requester', { name: 'Rémi' });
  agent = await desk.person('agent', { name: 'Camille' });
});
afterAll(() => desk.stop());

describe('opening a ticket', () => {
  test('answers 201 with the whole ticket, its address and its version', async () => {
    const reply = await requester.client.post('/tickets', { subject: "Problème d'accès à l'email" });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`/api/v1/tickets/${reply.body.key}`);
    expect(reply.headers.get('etag')).toBe('"v1"');
    expect(reply.body).toMatchObject({
      version: 1,
      type: 'incident',
      priority: 'high',
      status: 'new',
      requester: { id: requester.id, name: 'Rémi' },
      team: null,
      assignee: null,
      clocks: [],
      links: [],
    });
  });

  test('waits for triage when asked to', async () => {
    const reply = await requester.client.post('/tickets', { subject: 'Slow' }, { Prefer: 'wait=10' });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('preference-applied')).toBe('wait=10');
    expect(reply.body.status).toBe('open');
    expect(reply.body.clocks.map((clock: { clock: string }) => clock.clock)).toEqual(['firstResponse', 'resolution']);
  });

  test('the life of a ticket, seen through its commands', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key}`;
    const accepted = await agent.client.post(`${path}/accept`);
    expect(accepted.body).toMatchObject({ assignee: { id: agent.id, name: 'Camille' }, status: 'open' });
    expect(accepted.status).toBe(200);
    expect((await agent.client.post(`${path}/accept`)).body.code).toBe('already_done');
    const comment = await agent.client.post(`${path}/comments`, { body: 'We are looking.' });
    expect(comment.status).toBe(201);
    expect(comment.body).toMatchObject({ ticket: key, author: { id: agent.id, role: 'agent' }, visibility: 'public' });
    expect((await requester.client.get(comment.headers.get('location')!.replace('/api/v1', ''))).body).toEqual(
      comment.body,
    );
    const patched = await agent.client.patch(path, { priority: 'critical', fields: { floor: 3 }, tags: ['mail'] });
    expect(patched.body).toMatchObject({ priority: 'critical', fields: { floor: 3 }, tags: ['mail'] });
    expect((await agent.client.post(`${path}/pend`, { reason: 'requester' })).body.pending).toEqual({
      reason: 'requester',
      until: null,
    });
    expect((await requester.client.post(`${path}/comments`, { body: 'Here.' })).status).toBe(201);
    expect((await requester.client.get(path)).body.status).toBe('open');
    const resolved = await agent.client.post(`${path}/resolve`, { resolution: 'workaround', note: 'Restarted it.' });
    expect(resolved.body).toMatchObject({ status: 'resolved', resolution: 'workaround' });
    expect((await requester.client.post(`${path}/reopen`, { reason: 'Again.' })).body).toMatchObject({
      status: 'open',
      reopenCount: 1,
    });
    await agent.client.post(`${path}/resolve`);
    const closed = await agent.client.post(`${path}/close`);
    expect(closed.body.status).toBe('closed');
    const events = await agent.client.get(`${path}/events?limit=100`);
    expect(events.body.data.map((event: { seq: number }) => event.seq)).toEqual(
      events.body.data.map((_: unknown, n: number) => n + 1),
    );
    const texts = (await requester.client.get(`${path}/comments`)).body.data.map((c: { body: string }) => c.body);
    expect(texts).toEqual(['We are looking.', 'Here.', 'Restarted it.', 'Again.']);
    const follow = await requester.client.post(`${path}/comments`, { body: 'And again!' });
    expect(follow.status).toBe(201);
    expect(follow.body.ticket).not.toBe(key);
    expect((await requester.client.get(`/tickets/${follow.body.ticket}`)).body.links).toEqual([
      { kind: 'followUpOf', key },
    ]);
    const old = (await requester.client.get(path)).body;
    expect(old.links).toEqual([{ kind: 'followedUpBy', key: follow.body.ticket }]);
    expect((await agent.client.post(`${path}/comments`, { body: 'Late' })).body.code).toBe('not_allowed_in_status');
  });
});

describe('If-Match', () => {
  test('of several changes to the version that all have seen, one is made', async () => {
    const { key, version } = await requester.client.open();
    const headers = { 'If-Match': `"v${version}"` };
    const replies = await Promise.all(
      ['a', 'b', 'c', 'd'].map((tag) => agent.client.patch(`/tickets/${key}`, { tags: [tag] }, headers)),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect(replies.find(({ status }) => status === 412)!.body.code).toBe('version_mismatch');
    const now = await agent.client.get(`/tickets/${key}`);
    expect(now.body.tags).toEqual(replies.find(({ status }) => status === 200)!.body.tags);
    expect(
      (await agent.client.patch(`/tickets/${key}`, { tags: [] }, { 'If-Match': now.headers.get('etag')! })).status,
    ).toBe(200);
  });

  test('comments honour it too', async () => {
    const { key, version } = await requester.client.open();
    const stale = { 'If-Match': `"v${version - 1}"` };
    expect((await agent.client.post(`/tickets/${key}/comments`, { body: 'x' }, stale)).status).toBe(412);
    expect(
      (await agent.client.post(`/tickets/${key}/comments`, { body: 'x' }, { 'If-Match': `"v${version}"` })).status,
    ).toBe(201);
  });
});

describe('a reply to a ticket that is over', () => {
  test('opens a new one, and the old one says so though its workflow has ended', async () => {
    const { key } = await requester.client.open({ tags: ['vpn'], impact: 'low', urgency: 'low' });
    const path = `/tickets/${key}`;
    expect((await requester.client.post(`${path}/resolve`, { resolution: 'cancelled' })).body.resolution).toBe(
      'cancelled',
    );
    await agent.client.post(`${path}/close`);
    await desk.eventually('the end', () => desk.prisma.ticket.findFirst({ where: { key, endedAt: { not: null } } }));
    expect((await agent.client.post(`${path}/close`)).body.code).toBe('already_done');
    expect((await agent.client.post(`${path}/resume`)).body.code).toBe('not_allowed_in_status');
    expect((await agent.client.patch(path, { tags: [] })).body.code).toBe('not_allowed_in_status');
    const headers = { 'Idempotency-Key': 'follow' };
    const reply = await requester.client.post(`${path}/comments`, { body: 'Not at all!' }, headers);
    const again = await requester.client.post(`${path}/comments`, { body: 'Not at all!' }, headers);
    expect([reply.status, again.text]).toEqual([201, reply.text]);
    const opened = (await requester.client.get(`/tickets/${reply.body.ticket}`)).body;
    expect(opened).toMatchObject({ priority: 'low', tags: ['vpn'], links: [{ kind: 'followUpOf', key }] });
    expect((await requester.client.get(reply.headers.get('location')!.replace('/api/v1', ''))).body).toEqual(
      reply.body,
    );
    const old = (await agent.client.get(path)).body;
    const events = (await agent.client.get(`${path}/events?limit=100`)).body.data;
    expect(events.at(-1)).toMatchObject({ seq: old.version, kind: 'followUpOpened', data: { key: opened.key } });
  });

  test('a patch that says nothing changes nothing', async () => {
    const { key, version } = await requester.client.open();
    const reply = await agent.client.patch(`/tickets/${key}`, {});
    expect([reply.status, reply.body.version]).toEqual([200, version]);
  });
});
