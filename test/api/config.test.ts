import { Desk, type Person } from '../support/desk';
import { DeskClient } from '../support/deskClient';

let desk: Desk;
let admin: Person;
let lead: Person;
let agent: Person;
const NEW = { 'If-None-Match': '*' };

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  lead = await desk.person('lead');
  agent = await desk.person('agent');
});
afterAll(() => desk.stop());

const office = {
  timeZone: 'Europe/Paris',
  weekly: {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ],
    sat: [['20:00', '24:00']],
    sun: [],
  },
  exceptions: [{ date: '2026-12-25', name: 'Noël', intervals: [] }],
};
const policy = {
  ...{ name: 'P', order: 5, when: 'ticket.type == "incident"', calendar: 'always' },
  clocks: { resolution: { targets: { critical: 'PT4H' }, pausedWhile: ['requester'] } },
};

describe('documents', () => {
  test('are shown in the order of the contract, name first', async () => {
    const { clocks, order, when, name, calendar } = policy;
    const scrambled = { when, order, warnings: [50], clocks, closeAfter: 'P3D', calendar, name };
    const { body } = await admin.client.put('/policies/ordered', { ...scrambled, order: 9_999 }, NEW);
    expect(Object.keys(body).slice(0, 3)).toEqual(['id', 'version', 'name']);
    const shown = (await admin.client.get('/matrix')).body.cells;
    expect(Object.keys(shown)).toEqual(['high', 'medium', 'low']);
    expect(Object.keys(shown.low)).toEqual(['high', 'medium', 'low']);
    await admin.client.delete('/policies/ordered', { 'If-Match': '"v1"' });
  });

  test('are created, replaced and deleted by version', async () => {
    expect((await admin.client.put('/calendars/office', office)).status).toBe(428);
    expect((await admin.client.put('/calendars/office', office, { 'If-Match': '"v1"' })).status).toBe(412);
    const made = await admin.client.put('/calendars/office', office, NEW);
    expect([made.status, made.headers.get('etag'), made.body]).toEqual([
      201,
      '"v1"',
      { id: 'office', version: 1, ...office },
    ]);
    expect((await admin.client.put('/calendars/office', office, NEW)).status).toBe(412);
    const replaced = await admin.client.put(
      '/calendars/office',
      { ...office, weekly: { tue: [['08:00', '09:00']] } },
      { 'If-Match': '"v1"' },
    );
    expect([replaced.status, replaced.headers.get('etag'), Object.keys(replaced.body.weekly)]).toEqual([
      200,
      '"v2"',
      ['tue'],
    ]);
    expect((await admin.client.put('/calendars/office', office, { 'If-Match': '"v1"' })).body.code).toBe(
      'version_mismatch',
    );
    expect((await admin.client.get('/calendars/office', { 'If-None-Match': '"v2"' })).status).toBe(304);
    expect((await admin.client.delete('/calendars/office')).status).toBe(428);
    expect((await admin.client.delete('/calendars/office', { 'If-Match': '"v1"' })).status).toBe(412);
    const deleted = await admin.client.delete('/calendars/office', { 'If-Match': '"v2"' });
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await admin.client.get('/calendars/office')).status).toBe(404);
    const trail = await desk.prisma.auditEvent.findMany({
      where: { object: 'calendar:office' },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ action, actor }) => [action, actor])).toEqual(
      ['create', 'replace', 'delete'].map((a) => [a, admin.id]),
    );
  });

  test('are listed page by page, and only those that hold', async () => {
    for (const id of ['list-b', 'list-a', 'list-c']) await admin.client.put(`/calendars/${id}`, office, NEW);
    await admin.client.delete('/calendars/list-b', { 'If-Match': '"v1"' });
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await admin.client.get(`/calendars?limit=1${cursor}`);
      expect(body.data).toHaveLength(1);
      ids.push(body.data[0].id);
      cursor = body.page.hasMore ? `&cursor=${body.page.nextCursor}` : '';
    } while (cursor !== '');
    expect(ids.filter((id) => /^(always|list-)/.test(id))).toEqual(['always', 'list-a', 'list-c']);
    const one = (await admin.client.get('/calendars')).body.data.find(({ id }: { id: string }) => id === 'list-a');
    expect(one).toEqual((await admin.client.get('/calendars/list-a')).body);
    for (const [path, id] of [
      ['/policies', 'incident'],
      ['/teams', 'desk'],
      ['/agents', agent.id],
    ]) {
      const { body } = await admin.client.get(path!);
      const listed = body.data.find((each: { id: string }) => each.id === id);
      expect(listed).toEqual((await admin.client.get(`${path}/${id}`)).body);
    }
    await admin.client.put('/organisations/listed', { name: 'O' }, NEW);
    const listed = await admin.client.get('/organisations?limit=100');
    expect(listed.body.data).toContainEqual({ id: 'listed', version: 1, name: 'O', sharesTickets: false });
    expect((await admin.client.get('/teams?cursor=x.y')).body.errors[0].parameter).toBe('cursor');
    const foreign = (await admin.client.get('/calendars?limit=1')).body.page.nextCursor;
    expect((await admin.client.get(`/policies?cursor=${foreign}`)).status).toBe(422);
  });

  test('keep their versions, also once they are gone', async () => {
    await admin.client.put('/calendars/kept', office, NEW);
    const later = { ...office, weekly: { tue: [['08:00', '09:00']] } };
    await admin.client.put('/calendars/kept', later, { 'If-Match': '"v1"' });
    const { body } = await admin.client.get('/calendars/kept/versions?limit=1');
    expect(body.data).toEqual([
      { version: 2, current: true, createdAt: expect.any(String) as unknown, createdBy: admin.id },
    ]);
    const rest = await admin.client.get(`/calendars/kept/versions?cursor=${body.page.nextCursor}`);
    expect(rest.body.data.map(({ version }: { version: number }) => version)).toEqual([1]);
    const first = await admin.client.get('/calendars/kept/versions/1');
    expect(first.body).toMatchObject({ id: 'kept', version: 1, current: false, ...office });
    await admin.client.delete('/calendars/kept', { 'If-Match': '"v2"' });
    expect((await admin.client.get('/calendars/kept')).status).toBe(404);
    expect((await admin.client.get('/calendars/kept/versions/2')).body).toMatchObject({ current: false, ...later });
    expect((await admin.client.get('/calendars/kept/versions')).body.data).toHaveLength(2);
    for (const path of ['/calendars/kept/versions/3', '/calendars/kept/versions/x', '/calendars/never/versions'])
      expect([path, (await admin.client.get(path)).status]).toEqual([path, 404]);
    expect((await admin.client.get('/matrix/versions')).body.data.at(-1).createdBy).toBeNull();
    expect((await lead.client.get('/policies/incident/versions')).status).toBe(200);
  });

  test('of two writers who saw the same version one is told', async () => {
    await admin.client.put('/organisations/twice', { name: 'O' }, NEW);
    const replies = await Promise.all(
      ['A', 'B', 'C'].map((name) => admin.client.put('/organisations/twice', { name }, { 'If-Match': '"v1"' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test('in use are not deleted, and say by what', async () => {
    await admin.client.put('/calendars/used', office, NEW);
    await admin.client.put('/policies/user', { ...policy, calendar: 'used' }, NEW);
    const calendar = await admin.client.delete('/calendars/used', { 'If-Match': '"v1"' });
    expect([calendar.status, calendar.body.detail]).toEqual([409, expect.stringContaining('policy user')]);
    await admin.client.put('/organisations/used', { name: 'O' }, NEW);
    const person = { email: 'in@use.org', name: 'N', role: 'requester', organisation: 'used' };
    expect((await admin.client.post('/users', person)).status).toBe(201);
    const organisation = await admin.client.delete('/organisations/used', { 'If-Match': '"v1"' });
    expect([organisation.status, organisation.body.detail]).toEqual([409, expect.stringContaining('in@use.org')]);
    expect((await admin.client.delete('/matrix', { 'If-Match': '"v1"' })).status).toBe(409);
    const team = await admin.client.get('/teams/desk');
    expect((await admin.client.delete('/teams/desk', { 'If-Match': team.headers.get('etag')! })).status).toBe(409);
  });

  test('teams have members who work on tickets', async () => {
    const team = {
      name: 'Réseau',
      members: [agent.id],
      assignment: 'leastLoaded',
      acceptWithin: 'PT30M',
      calendar: 'always',
    };
    const made = await admin.client.put('/teams/network', team, NEW);
    expect([made.status, made.body]).toEqual([201, { id: 'network', version: 1, ...team }]);
    const requester = await desk.person('requester');
    const refused = await admin.client.put(
      '/teams/network',
      { ...team, members: [agent.id, requester.id] },
      { 'If-Match': '"v1"' },
    );
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/members/1']);
    const smaller = await admin.client.put(
      '/teams/network',
      { name: 'Réseau', members: [], assignment: 'manual' },
      { 'If-Match': '"v1"' },
    );
    expect(smaller.body).toEqual({ id: 'network', version: 2, name: 'Réseau', members: [], assignment: 'manual' });
    expect((await admin.client.delete('/teams/network', { 'If-Match': '"v2"' })).status).toBe(204);
  });

  test('an agent sets her own presence and nothing else', async () => {
    const own = await agent.client.get(`/agents/${agent.id}`);
    expect(own.body).toEqual({ id: agent.id, version: 1, skills: [], capacity: 100, presence: 'online' });
    const away = { skills: [], capacity: 100, presence: 'away' };
    const match = { 'If-Match': '"v1"' };
    expect((await agent.client.put(`/agents/${agent.id}`, { ...away, capacity: 1 }, match)).status).toBe(403);
    expect((await agent.client.put(`/agents/${agent.id}`, away, match)).body).toMatchObject({
      presence: 'away',
      version: 2,
    });
    const other = await desk.person('agent');
    expect((await agent.client.put(`/agents/${other.id}`, away, match)).status).toBe(403);
    expect((await agent.client.get(`/agents/${other.id}`)).status).toBe(403);
    expect((await admin.client.put(`/agents/${other.id}`, away, match)).status).toBe(200);
    const requester = await desk.person('requester');
    expect((await admin.client.put(`/agents/${requester.id}`, away, NEW)).status).toBe(422);
  });

  test('the matrix decides priorities from then on', async () => {
    const { body, headers } = await admin.client.get('/matrix');
    expect(body.cells.high.high).toBe('critical');
    const cells = { ...body.cells, low: { ...body.cells.low, low: 'critical' } };
    expect((await admin.client.put('/matrix', { cells }, { 'If-Match': headers.get('etag')! })).status).toBe(200);
    const ticket = await agent.client.open({ impact: 'low', urgency: 'low' });
    expect(ticket.priority).toBe('critical');
    expect(
      (await admin.client.put('/matrix', { cells: { high: cells.high } }, { 'If-Match': '"v2"' })).body.errors[0]
        .pointer,
    ).toBe('/cells/medium');
  });

  test('triage rules name what there is and can be evaluated', async () => {
    const { headers } = await admin.client.get('/triage-rules');
    const rule = {
      id: 'mail',
      when: 'ticket.text.contains("mail")',
      set: { type: 'request', team: 'desk', tags: ['mail'] },
    };
    const match = { 'If-Match': headers.get('etag')! };
    const bad = await admin.client.put(
      '/triage-rules',
      { rules: [rule, { ...rule, id: 'b', when: 'ticket.text.(' }] },
      match,
    );
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([422, '/rules/1/when']);
    const lost = await admin.client.put('/triage-rules', { rules: [{ ...rule, set: { team: 'lost' } }] }, match);
    expect(lost.body.errors[0].pointer).toBe('/rules/0/set/team');
    expect((await admin.client.put('/triage-rules', { rules: [rule] }, match)).status).toBe(200);
    expect(await agent.client.open({ subject: 'My MAIL is full' })).toMatchObject({ type: 'request', tags: ['mail'] });
  });

  test('leads answer for policies', async () => {
    expect((await lead.client.put('/policies/leads', policy, NEW)).status).toBe(201);
    expect((await lead.client.get('/policies/leads')).status).toBe(200);
    expect((await lead.client.put('/calendars/leads', office, NEW)).status).toBe(403);
  });
});

const day = (intervals: unknown) => ({ timeZone: 'Europe/Paris', weekly: { mon: intervals } });
const badCalendars: [string, unknown, string][] = [
  ['no zone', { weekly: {} }, '/timeZone'],
  ['an unknown zone', { timeZone: 'Mars/Olympus', weekly: {} }, '/timeZone'],
  ['an offset for a zone', { timeZone: '+01:00', weekly: {} }, '/timeZone'],
  ['an unknown day', { timeZone: 'UTC', weekly: { monday: [] } }, '/weekly/monday'],
  ['a reversed interval', day([['18:00', '08:00']]), '/weekly/mon/0'],
  ['an empty interval', day([['08:00', '08:00']]), '/weekly/mon/0'],
  [
    'an overlap',
    day([
      ['08:00', '12:00'],
      ['11:00', '18:00'],
    ]),
    '/weekly/mon/1',
  ],
  [
    'an order upside down',
    day([
      ['13:00', '18:00'],
      ['08:00', '12:00'],
    ]),
    '/weekly/mon/1',
  ],
  ['24:00 at the start', day([['24:00', '24:00']]), '/weekly/mon/0/0'],
  ['25:00', day([['08:00', '25:00']]), '/weekly/mon/0/1'],
  ['8:00', day([['8:00', '12:00']]), '/weekly/mon/0/0'],
  ['three times', day([['08:00', '12:00', '13:00']]), '/weekly/mon/0'],
  ['30 February', { ...day([]), exceptions: [{ date: '2026-02-30', intervals: [] }] }, '/exceptions/0/date'],
  [
    'a date twice',
    {
      ...day([]),
      exceptions: [
        { date: '2026-01-01', intervals: [] },
        { date: '2026-01-01', intervals: [] },
      ],
    },
    '/exceptions/1/date',
  ],
  ['an unknown member', { ...day([]), colour: 1 }, '/colour'],
];

const escalation = { clock: 'resolution', at: 100, level: 1 };
const badPolicies: [string, object, string][] = [
  ['no name', { name: undefined }, '/name'],
  ['no condition', { when: undefined }, '/when'],
  ['a condition that is none', { when: 'ticket.type ==' }, '/when'],
  ['a condition that is no truth value', { when: '1 + 1' }, '/when'],
  ['an unknown calendar', { calendar: 'nowhere' }, '/calendar'],
  [
    "a clock's unknown calendar",
    { clocks: { nextReply: { targets: {}, calendar: 'nowhere' } } },
    '/clocks/nextReply/calendar',
  ],
  ['an unknown clock', { clocks: { lunch: { targets: {} } } }, '/clocks/lunch'],
  ['no targets', { clocks: { resolution: {} } }, '/clocks/resolution/targets'],
  ['days for a target', { clocks: { resolution: { targets: { high: 'P1D' } } } }, '/clocks/resolution/targets/high'],
  ['a mixture', { clocks: { resolution: { targets: { high: 'P1DT1H' } } } }, '/clocks/resolution/targets/high'],
  ['no time at all', { clocks: { resolution: { targets: { high: 'PT0S' } } } }, '/clocks/resolution/targets/high'],
  ['a fraction', { clocks: { resolution: { targets: { high: 'PT1.5H' } } } }, '/clocks/resolution/targets/high'],
  [
    'an endless target',
    { clocks: { resolution: { targets: { high: `PT${'9'.repeat(40)}H` } } } },
    '/clocks/resolution/targets/high',
  ],
  [
    'an unknown priority',
    { clocks: { resolution: { targets: { urgent: 'PT1H' } } } },
    '/clocks/resolution/targets/urgent',
  ],
  [
    'an unknown reason',
    { clocks: { resolution: { targets: {}, pausedWhile: ['lunch'] } } },
    '/clocks/resolution/pausedWhile/0',
  ],
  ['a warning of 100', { warnings: [100] }, '/warnings/0'],
  ['a warning of a half', { warnings: [1.5] }, '/warnings/0'],
  ['a warning twice', { warnings: [50, 80, 50] }, '/warnings/2'],
  ['an escalation at 1001', { escalations: [{ ...escalation, at: 1001 }] }, '/escalations/0/at'],
  ['level 0', { escalations: [{ ...escalation, level: 0 }] }, '/escalations/0/level'],
  ['an escalation twice', { escalations: [escalation, escalation] }, '/escalations/1'],
  ['an unknown team', { escalations: [{ ...escalation, reassign: 'nowhere' }] }, '/escalations/0/reassign'],
  ['an unknown recipient', { escalations: [{ ...escalation, notify: ['boss'] }] }, '/escalations/0/notify/0'],
  [
    'an unknown user',
    { escalations: [{ ...escalation, notify: ['lead', 'user:01890000-0000-7000-8000-000000000000'] }] },
    '/escalations/0/notify/1',
  ],
  [
    'nudges that do not ascend',
    { pending: { requester: { nudgeAfter: ['PT8H', 'PT480M'] } } },
    '/pending/requester/nudgeAfter/1',
  ],
  [
    'an automatic resolution for a vendor',
    { pending: { vendor: { resolveAfter: 'PT1H' } } },
    '/pending/vendor/resolveAfter',
  ],
  ['a closing of weeks', { closeAfter: 'P1W' }, '/closeAfter'],
  ['a survey without an end', { survey: { delay: 'PT1H' } }, '/survey/expireAfter'],
];

describe('what a calendar may not say', () => {
  test.each(badCalendars)('%s', async (_name, calendar, pointer) => {
    const reply = await admin.client.put('/calendars/bad', calendar, NEW);
    expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([422, pointer]);
  });
});

describe('what a policy may not say', () => {
  test.each(badPolicies)('%s', async (_name, change, pointer) => {
    const reply = await admin.client.put('/policies/bad', { ...policy, ...change }, NEW);
    expect([reply.status, reply.body.errors?.[0].pointer]).toEqual([422, pointer]);
  });
});

describe('people and keys', () => {
  test('a person is added, shown, replaced and stopped at once', async () => {
    const made = await admin.client.post('/users', { email: 'Ada@Example.org', name: 'Ada', role: 'agent' });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect(made.body).toEqual({
      ...{ id, version: 1, active: true, email: 'Ada@Example.org', name: 'Ada', role: 'agent', organisation: null },
      ...{ restricted: false, locale: 'en', timeZone: 'UTC', createdAt: expect.any(String) },
    });
    const twin = await admin.client.post('/users', { email: 'ADA@example.ORG', name: 'Twin', role: 'agent' });
    expect([twin.status, twin.body.errors[0]]).toMatchObject([422, { pointer: '/email', code: 'taken' }]);
    const key = await admin.client.post('/api-keys', { user: id, name: 'laptop' });
    const ada = new DeskClient(desk.url, key.body.secret);
    expect((await ada.get('/tickets')).status).toBe(200);
    const stop = { email: 'ada@example.org', name: 'Ada', role: 'agent', active: false };
    expect((await admin.client.put(`/users/${id}`, stop, { 'If-Match': '"v9"' })).status).toBe(412);
    expect((await admin.client.put(`/users/${id}`, stop)).body).toMatchObject({ active: false, version: 2 });
    expect((await ada.get('/tickets')).status).toBe(401);
    expect((await admin.client.put(`/users/${id}`, { ...stop, active: true })).status).toBe(200);
    expect((await ada.get('/tickets')).status).toBe(200);
    expect((await admin.client.delete(`/api-keys/${key.body.id}`)).status).toBe(204);
    expect((await ada.get('/tickets')).status).toBe(401);
    expect((await admin.client.delete(`/api-keys/${key.body.id}`)).status).toBe(404);
  });

  test('a service account is a key with scopes; no list shows a secret', async () => {
    const made = await admin.client.post('/api-keys', { name: 'monitoring', scopes: ['tickets:read'] });
    expect([made.status, made.body.user, made.body.scopes]).toEqual([201, null, ['tickets:read']]);
    const service = new DeskClient(desk.url, made.body.secret);
    expect((await service.get('/tickets')).status).toBe(200);
    expect((await service.post('/tickets', { subject: 'x' })).status).toBe(403);
    const list = await admin.client.get('/api-keys?limit=100');
    expect(list.text).not.toContain(made.body.secret.split('_')[2]);
    expect(list.body.data.map(({ id }: { id: string }) => id)).toContain(made.body.id);
  });

  test.each<[string, object, string]>([
    ['neither user nor scopes', { name: 'x' }, '/user'],
    ['both', { user: '01890000-0000-7000-8000-000000000000', scopes: ['export'] }, '/scopes'],
    ['no name', { scopes: ['export'] }, '/name'],
    ['an unknown scope', { name: 'x', scopes: ['everything'] }, '/scopes/0'],
    ['an unknown user', { user: '01890000-0000-7000-8000-000000000000' }, '/user'],
  ])('a key with %s is refused', async (_name, body, pointer) => {
    const reply = await admin.client.post('/api-keys', body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  test('everybody is listed by pages', async () => {
    const first = await admin.client.get('/users?limit=2');
    const second = await admin.client.get(`/users?limit=100&cursor=${first.body.page.nextCursor}`);
    expect(first.body.data.length + second.body.data.length).toBe(await desk.prisma.user.count());
  });

  test('a service account makes neither administrators nor keys that can do more than its own', async () => {
    const service = await desk.service('users:write');
    expect((await service.post('/users', { email: 'a@b.org', name: 'A', role: 'admin' })).status).toBe(403);
    expect((await service.post('/api-keys', { user: admin.id })).status).toBe(403);
    expect((await service.post('/api-keys', { name: 'x', scopes: ['config:write'] })).status).toBe(403);
    expect((await service.post('/users', { email: 'a@b.org', name: 'A', role: 'agent' })).status).toBe(201);
  });
});
