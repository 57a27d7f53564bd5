import { allRoutes } from '../../api/routes';
import { makeApiKey } from '../../prisma/apiKeys';
import { Desk, type Person } from '../support/desk';
import { type DeskClient } from '../support/deskClient';
import { upload } from '../support/upload';

let desk: Desk;
let requester: Person;
let member: Person;
let other: Person;
let agent: Person;
let restricted: Person;
let insider: Person;
let lead: Person;
let admin: Person;
const services: Record<string, DeskClient> = {};
let key: string;
let attachment: string;
let sharedView: string;

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
  lead = await desk.person('lead');
  admin = await desk.person('admin');
  for (const scope of [
    'tickets:read',
    'tickets:write',
    'config:read',
    'config:write',
    'users:write',
    'export',
  ] as const)
    services[scope] = await desk.service(scope);
  key = (await requester.client.open()).key;
  attachment = (await upload(requester.client, `/tickets/${key}/attachments`, Buffer.from('x'), 'x.txt')).body.id;
  sharedView = (await lead.client.post('/views', { name: 'Shared', scope: 'all', filter: {} })).body.id;
  const label = { en: 'Site', fr: 'Site' };
  await desk.prisma.document.createMany({
    data: [
      { kind: 'field', id: 'site', version: 1, document: { label, type: 'text' } },
      { kind: 'reply', id: 'hello', version: 1, document: { name: 'Hello', body: { en: 'Hello' } } },
    ],
  });
});
afterAll(() => desk.stop());

type Callers = 'requester' | 'agent' | 'lead' | 'admin';
const ALL: readonly Callers[] = ['requester', 'agent', 'lead', 'admin'];
const AGENTS: readonly Callers[] = ['agent', 'lead', 'admin'];
const LEADS: readonly Callers[] = ['lead', 'admin'];
const ADMIN: readonly Callers[] = ['admin'];

interface Row {
  readonly may: readonly Callers[];
  readonly scope: string | null;
  readonly body?: object;
  /** For whom it does not exist. */
  readonly unseen?: readonly Callers[];
}

/**
 * Who may call what: one row for each route. Bodies are faulty where a right one would change something, and a member is
 * enough to be told 422 instead of 403: permission is decided before.
 */
const FAULTY = { nonsense: true };
/** Every service account, whatever its scopes. */
const ANY = 'any';
const MATRIX: Readonly<Record<string, Row>> = {
  'post /tickets': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'get /tickets': { may: ALL, scope: 'tickets:read' },
  'get /tickets/{key}': { may: ALL, scope: 'tickets:read' },
  'patch /tickets/{key}': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/accept': { may: AGENTS, scope: null, body: FAULTY },
  'post /tickets/{key}/assign': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/release': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/pend': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/resume': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/resolve': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/reopen': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/close': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/escalate': { may: AGENTS, scope: 'tickets:write', body: FAULTY },
  'get /tickets/{key}/comments': { may: ALL, scope: 'tickets:read' },
  'get /tickets/{key}/comments/{comment}': { may: ALL, scope: 'tickets:read' },
  'post /tickets/{key}/comments': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'get /tickets/{key}/events': { may: ALL, scope: 'tickets:read' },
  'get /tickets/{key}/clocks': { may: ALL, scope: 'tickets:read' },
  'get /tickets/{key}/process': { may: ALL, scope: 'tickets:read' },
  // Whoever may is told that the body is no file.
  'post /attachments': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'post /tickets/{key}/attachments': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'get /tickets/{key}/attachments': { may: ALL, scope: 'tickets:read' },
  'get /attachments/{id}': { may: ALL, scope: 'tickets:read' },
  'get /attachments/{id}/content': { may: ALL, scope: 'tickets:read' },
  'delete /attachments/{id}': { may: AGENTS, scope: 'tickets:write' },
  'post /tickets/bulk': { may: ALL, scope: 'tickets:write', body: FAULTY },
  'get /exports/tickets': { may: LEADS, scope: 'export' },
  'get /exports/events': { may: LEADS, scope: 'export' },
  'get /views': { may: ALL, scope: 'tickets:read' },
  'post /views': { may: ALL, scope: null, body: FAULTY },
  'get /views/counts': { may: ALL, scope: 'tickets:read' },
  // One that a lead shares with the desk: requesters do not see it.
  'get /views/{id}': { may: AGENTS, scope: 'tickets:read', unseen: ['requester'] },
  'put /views/{id}': { may: LEADS, scope: null, unseen: ['requester'], body: FAULTY },
  'delete /views/{id}': { may: LEADS, scope: null, unseen: ['requester'] },
  // Its sender only: for everybody here it does not exist.
  'get /operations/{id}': { may: [], scope: null },
  'get /users': { may: ADMIN, scope: 'users:write' },
  'post /users': { may: ADMIN, scope: 'users:write', body: FAULTY },
  'get /users/{id}': { may: ADMIN, scope: 'users:write' },
  'get /users/{id}/data': { may: ADMIN, scope: 'users:write' },
  'post /users/{id}/erasure': { may: ADMIN, scope: 'users:write', body: FAULTY },
  'put /users/{id}': { may: ADMIN, scope: 'users:write', body: FAULTY },
  'get /api-keys': { may: ADMIN, scope: 'users:write' },
  'post /api-keys': { may: ADMIN, scope: 'users:write', body: FAULTY },
  'get /api-keys/{id}': { may: ADMIN, scope: 'users:write' },
  'post /api-keys/{id}/rotate': { may: ADMIN, scope: 'users:write', body: FAULTY },
  'delete /api-keys/{id}': { may: ADMIN, scope: 'users:write' },
  'get /session': { may: ALL, scope: ANY },
  'delete /session': { may: ALL, scope: ANY },
  'delete /sessions': { may: ALL, scope: ANY },
  'put /session/password': { may: ALL, scope: null, body: FAULTY },
  'get /password-resets': { may: ADMIN, scope: 'users:write' },
  'post /users/{id}/password-resets': { may: ADMIN, scope: 'users:write', body: FAULTY },
  ...config('/calendars/{id}', ADMIN),
  ...versions('/calendars/{id}', ADMIN),
  ...config('/policies/{id}', LEADS),
  ...versions('/policies/{id}', LEADS),
  ...config('/teams/{id}', ADMIN),
  ...config('/organisations/{id}', ADMIN),
  ...config('/agents/{id}', ADMIN),
  ...config('/triage-rules', ADMIN),
  ...versions('/triage-rules', ADMIN),
  ...config('/matrix', ADMIN),
  ...versions('/matrix', ADMIN),
  'post /simulations': { may: LEADS, scope: 'config:write', body: FAULTY },
  'get /holidays': { may: ADMIN, scope: 'config:read' },
  'get /holidays/countries': { may: ADMIN, scope: 'config:read' },
  'post /triage-rules/test': { may: ADMIN, scope: 'config:write', body: FAULTY },
  ...config('/fields/{id}', ADMIN),
  ...versions('/fields/{id}', ALL, ANY),
  'get /fields': { may: ALL, scope: ANY },
  'get /fields/{id}': { may: ALL, scope: ANY },
  ...config('/replies/{id}', LEADS),
  ...versions('/replies/{id}', AGENTS),
  'get /replies': { may: AGENTS, scope: 'config:read' },
  'get /replies/{id}': { may: AGENTS, scope: 'config:read' },
  'get /tickets/{key}/replies/{reply}': { may: AGENTS, scope: 'tickets:write' },
  'get /reports/rules': { may: LEADS, scope: null },
  'get /audit-events': { may: ADMIN, scope: null },
  'get /exports/audit-events': { may: ADMIN, scope: null },
  'get /reports/orphans': { may: LEADS, scope: null },
  'get /reports/lateness': { may: LEADS, scope: null },
  'get /reports/surveys': { may: LEADS, scope: null },
};
const OPEN = [
  'get /surveys/{token}',
  'post /surveys/{token}',
  'get /meta/enums',
  'post /session',
  'get /session/oidc',
  'get /session/oidc/callback',
  'post /password-resets',
  'post /password-resets/use',
];

function config(path: string, may: readonly Callers[]): Record<string, Row> {
  const listed = path.endsWith('/{id}') ? { [`get ${path.slice(0, -5)}`]: { may, scope: 'config:read' } } : {};
  return {
    ...listed,
    [`get ${path}`]: { may, scope: 'config:read' },
    [`put ${path}`]: { may, scope: 'config:write', body: FAULTY },
    [`delete ${path}`]: { may, scope: 'config:write' },
  };
}

function versions(path: string, may: readonly Callers[], scope = 'config:read'): Record<string, Row> {
  return {
    [`get ${path}/versions`]: { may, scope },
    [`get ${path}/versions/{version}`]: { may, scope },
  };
}

async function fill(path: string): Promise<string> {
  const ids: Record<string, string> = {
    '/calendars/{id}': 'always',
    '/policies/{id}': 'incident',
    '/teams/{id}': 'apart',
    '/organisations/{id}': 'acme',
    '/agents/{id}': agent.id,
    '/users/{id}': other.id,
    '/users/{id}/password-resets': other.id,
    '/users/{id}/data': other.id,
    '/users/{id}/erasure': other.id,
    '/operations/{id}': 'A'.repeat(22),
    '/attachments/{id}': attachment,
    '/attachments/{id}/content': attachment,
    '/views/{id}': sharedView,
    '/fields/{id}': 'site',
    '/replies/{id}': 'hello',
  };
  if (path.startsWith('/api-keys/{id}')) return path.replace('{id}', (await newKey()).id);
  const id = ids[path.replace(/\/versions.*$/, '')] ?? '';
  return path.replace('{version}', '1').replace('{reply}', 'hello').replace('{key}', key).replace('{id}', id).replace('{comment}', '01890000-0000-7000-8000-000000000000');
}

function newKey() {
  const { id, hash } = makeApiKey();
  return desk.prisma.apiKey.create({ data: { id, secretHash: hash, userId: other.id } });
}

const people = (): Record<Callers, Person> => ({ requester, agent: insider, lead, admin });
const routes = allRoutes().map(({ method, path }) => ({ method, path, name: `${method} ${path}` }));

test('each route has its row, and each row its route', () => {
  expect([...Object.keys(MATRIX), ...OPEN].sort()).toEqual(routes.map(({ name }) => name).sort());
});

describe.each(routes.filter(({ name }) => !OPEN.includes(name)))('$name', ({ method, path, name }) => {
  const row = MATRIX[name]!;

  test('answers nobody without a key', async () => {
    const reply = await desk.stranger.send(method.toUpperCase(), await fill(path), row.body);
    expect(reply.status).toBe(401);
  });

  test.each(ALL)('%s', async (role) => {
    const reply = await people()[role].client.send(method.toUpperCase(), await fill(path), row.body);
    expect(outcome(reply.status)).toBe(row.unseen?.includes(role) ? 'absent' : expected(row.may.includes(role)));
  });

  test('service accounts, by scope', async () => {
    for (const [scope, client] of Object.entries(services)) {
      // Who may write configuration may read it.
      const allowed =
        row.scope === ANY || scope === row.scope || (scope === 'config:write' && row.scope === 'config:read');
      const reply = await client.send(method.toUpperCase(), await fill(path), row.body);
      const unseen =
        (/^\/(tickets|attachments)\/\{/.test(path) && !scope.startsWith('tickets:')) ||
        (path === '/views/{id}' && scope !== 'tickets:read');
      const wanted = unseen ? 'absent' : expected(allowed);
      expect([scope, outcome(reply.status)]).toEqual([scope, wanted]);
    }
  });

  function expected(allowed: boolean): string {
    if (path === '/operations/{id}') return 'absent';
    if (!allowed) return 'forbidden';
    return path.endsWith('{comment}') ? 'absent' : 'allowed';
  }
});

/** Allowed: served, or refused for what was sent. */
function outcome(status: number): string {
  if (status === 403) return 'forbidden';
  if (status === 404) return 'absent';
  return [200, 204, 412, 415, 422, 428].includes(status) ? 'allowed' : String(status);
}

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
