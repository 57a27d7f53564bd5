import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { allRoutes } from '../../api/routes';
import { Desk, type Person } from '../support/desk';
import type { DeskClient, Reply } from '../support/deskClient';

let desk: Desk;
let agent: Person;
let admin: Person;
let monitoring: DeskClient;

beforeAll(async () => {
  desk = await Desk.start();
  agent = await desk.person('agent');
  admin = await desk.person('admin');
  monitoring = await desk.service('alerts:write');
});
afterAll(() => desk.stop());

/** How to send one request and its repeats. */
interface Sending {
  readonly by: () => DeskClient;
  /** The address of what it is done to, made for this request alone. */
  readonly path: () => Promise<string> | string;
  readonly body?: object;
  /** Another body that would do as well; absent: there is none. */
  readonly other?: object;
}

const asAgent = () => agent.client;
const asAdmin = () => admin.client;
const onTicket =
  (command: string, before: readonly string[] = []) =>
  async () => {
    const { key } = await agent.client.open();
    for (const one of before) await agent.client.post(`/tickets/${key}/${one}`);
    return `/tickets/${key}/${command}`;
  };
const recurring = async () => {
  const ticket = { type: 'request', subject: 'Test the back-up', requester: agent.id };
  const monthly = { name: 'Monthly', ticket, cron: ['0 8 1 * *'], timeZone: 'UTC' };
  await admin.client.send('PUT', '/schedules/monthly', monthly, { 'If-None-Match': '*' });
  return '/schedules/monthly/run';
};
/** Its comment is written by the row that splits it. */
const aside = { comment: '', subject: 'Once aside' };
const asideToo = { comment: '', subject: 'Twice aside' };
const into = { into: '' };
/** One that hears of nothing. */
async function quietWebhook(id: string): Promise<string> {
  const hook = { url: 'https://crm.example/hook', active: false };
  await admin.client.put(`/webhooks/${id}`, hook, { 'If-None-Match': '*' });
  return id;
}
/** Of a problem, and not decided yet. */
async function proposal(decision: string): Promise<string> {
  const id = randomUUID();
  await desk.prisma.problemProposal.create({ data: { id, way: 'tag', cause: id } });
  return `/problem-proposals/${id}/${decision}`;
}
/** A mail of a stranger, which nobody has decided about. */
const heldMail = (decision: string) => async () => {
  const id = randomUUID();
  const data = { key: id, source: 'lmtp', state: 'held', why: 'unknownSender', size: 1 };
  await desk.prisma.inboundMail.create({ data: { id, ...data, doneAt: new Date() } });
  return `/inbound-mails/${id}/${decision}`;
};
const simulation = {
  calendars: { always: { timeZone: 'UTC', weekly: { mon: [['00:00', '24:00']] } } },
  policy: { calendar: 'always', clocks: { resolution: { targets: { high: 'PT8H' } } } },
  script: [{ at: '2026-11-23T00:00:00Z', do: 'open', priority: 'high' }],
  until: '2026-11-24T00:00:00Z',
};

/** One row for each POST of somebody known: a new one without a row fails here. */
const SENDINGS: Readonly<Record<string, Sending>> = {
  '/tickets': { by: asAgent, path: () => '/tickets', body: { subject: 'Once' }, other: { subject: 'Twice' } },
  '/tickets/{key}/comments': { by: asAgent, path: onTicket('comments'), body: { body: 'Once' }, other: { body: '2' } },
  '/tickets/{key}/accept': { by: asAgent, path: onTicket('accept') },
  '/tickets/{key}/assign': { by: asAgent, path: onTicket('assign'), body: { team: 'desk' } },
  '/tickets/{key}/release': { by: asAgent, path: onTicket('release', ['accept']), body: {}, other: { reason: 'x' } },
  '/tickets/{key}/pend': {
    by: asAgent,
    path: onTicket('pend'),
    body: { reason: 'vendor' },
    other: { reason: 'requester' },
  },
  '/tickets/{key}/resume': {
    by: asAgent,
    path: async () => {
      const path = await onTicket('pend')();
      await agent.client.post(path, { reason: 'vendor' });
      return path.replace(/pend$/, 'resume');
    },
  },
  '/tickets/{key}/resolve': { by: asAgent, path: onTicket('resolve'), body: {}, other: { note: 'x' } },
  '/tickets/{key}/reopen': { by: asAgent, path: onTicket('reopen', ['resolve']), body: {}, other: { reason: 'x' } },
  '/tickets/{key}/close': { by: asAgent, path: onTicket('close', ['resolve']) },
  '/tickets/{key}/escalate': { by: asAgent, path: onTicket('escalate'), body: { reason: 'x' }, other: { reason: 'y' } },
  '/webhooks/{id}/rotate': {
    by: asAdmin,
    path: async () => `/webhooks/${await quietWebhook('turn')}/rotate`,
    body: { overlap: 60 },
    other: { overlap: 61 },
  },
  '/webhooks/{id}/ping': { by: asAdmin, path: async () => `/webhooks/${await quietWebhook('ring')}/ping` },
  '/alerts/alertmanager': {
    by: () => monitoring,
    path: () => '/alerts/alertmanager',
    body: { alerts: [{ status: 'firing', labels: { alertname: 'One alarm' } }] },
    other: { alerts: [] },
  },
  '/alerts': {
    by: () => monitoring,
    path: async () => {
      const read = { fingerprint: 'body.id', firing: 'true' };
      await admin.client.put('/alert-sources/once', { name: 'Once', read, rules: [] }, { 'If-None-Match': '*' });
      return '/alerts?source=once';
    },
    body: { id: 'One probe' },
    other: { id: 'Another' },
  },
  '/tickets/{key}/merge': {
    by: asAgent,
    path: async () => {
      into.into = (await agent.client.open()).key;
      return onTicket('merge')();
    },
    body: into,
    other: { into: 'SD-2' },
  },
  '/tickets/{key}/unmerge': {
    by: asAgent,
    path: async () => {
      const path = await onTicket('merge')();
      await agent.client.post(path, { into: (await agent.client.open()).key });
      return path.replace(/merge$/, 'unmerge');
    },
    body: {},
    other: { note: 'x' },
  },
  '/tickets/{key}/split': {
    by: asAgent,
    path: async () => {
      const path = await onTicket('split')();
      const { body } = await agent.client.post(path.replace(/split$/, 'comments'), { body: 'Something else' });
      for (const one of [aside, asideToo]) one.comment = String(body.id);
      return path;
    },
    body: aside,
    other: asideToo,
  },
  '/tickets/{key}/cascade': {
    by: asAgent,
    path: onTicket('cascade'),
    body: { action: 'pause' },
    other: { action: 'resume' },
  },
  '/users': {
    by: asAdmin,
    path: () => '/users',
    body: { email: 'once@example.org', name: 'Once', role: 'agent' },
    other: { email: 'twice@example.org', name: 'Once', role: 'agent' },
  },
  '/api-keys': {
    by: asAdmin,
    path: () => '/api-keys',
    body: { name: 'once', scopes: ['export'] },
    other: { name: 'twice', scopes: ['export'] },
  },
  '/api-keys/{id}/rotate': {
    by: asAdmin,
    path: async () => {
      const made = await admin.client.post('/api-keys', { name: 'turning', scopes: ['export'] });
      return `/api-keys/${String(made.body.id)}/rotate`;
    },
    body: { overlap: 'PT1H' },
    other: { overlap: 'PT2H' },
  },
  '/schedules/{id}/run': { by: asAdmin, path: recurring },
  '/users/{id}/password-resets': { by: asAdmin, path: () => `/users/${agent.id}/password-resets` },
  '/channels/{id}/pause': { by: asAdmin, path: () => '/channels/email/pause' },
  '/channels/{id}/resume': { by: asAdmin, path: () => '/channels/email/resume' },
  '/channels/{id}/replay': {
    by: asAdmin,
    path: () => '/channels/email/replay',
    body: {},
    other: { since: '2026-01-01T00:00:00Z' },
  },
  '/views': {
    by: asAgent,
    path: () => '/views',
    body: { name: 'Once', scope: 'own', filter: {} },
    other: { name: 'Twice', scope: 'own', filter: {} },
  },
  '/tickets/bulk': {
    by: asAgent,
    path: () => '/tickets/bulk',
    body: { commands: [{ key: 'SD-1', command: 'accept' }] },
    other: { commands: [{ key: 'SD-2', command: 'accept' }] },
  },
  '/users/{id}/erasure': { by: asAdmin, path: async () => `/users/${(await desk.person('requester')).id}/erasure` },
  '/triage-rules/test': { by: asAdmin, path: () => '/triage-rules/test', body: { last: 1 }, other: { last: 2 } },
  '/message-templates/{id}/preview': {
    by: asAdmin,
    path: () => '/message-templates/assigned/preview',
    body: {},
    other: { language: 'fr' },
  },
  '/inbound-mails/{id}/accept': { by: asAdmin, path: heldMail('accept') },
  '/inbound-mails/{id}/discard': { by: asAdmin, path: heldMail('discard') },
  '/problem-proposals/{id}/accept': {
    by: asAdmin,
    path: () => proposal('accept'),
    body: {},
    other: { subject: 'Twice' },
  },
  '/problem-proposals/{id}/dismiss': {
    by: asAdmin,
    path: () => proposal('dismiss'),
    body: { reason: 'Known' },
    other: { reason: 'x' },
  },
  '/problem-detection/test': { by: asAdmin, path: () => '/problem-detection/test', body: {} },
  '/notifications/read': {
    by: asAgent,
    path: () => '/notifications/read',
    body: { until: '2026-01-01T00:00:00Z' },
    other: { until: '2026-01-02T00:00:00Z' },
  },
  '/simulations': { by: asAdmin, path: () => '/simulations', body: simulation },
};

/** Their bodies are files: `attachments.test.ts` repeats them. */
const UPLOADS = ['/attachments', '/tickets/{key}/attachments'];
/**
 * Of nobody known. A kept answer to a log-in would be a second way in; a link for a password holds once by itself, and
 * asking for one again changes nothing, nor does ending digests twice. A survey's answer is a command, which
 * `survey.test.ts` repeats.
 */
const OPEN = ['/session', '/password-resets', '/password-resets/use', '/surveys/{token}', '/unsubscribe/{token}'];

test('every POST is here', () => {
  const posts = allRoutes().filter(({ method }) => method === 'post');
  expect(posts.map(({ path }) => path).sort()).toEqual([...Object.keys(SENDINGS), ...UPLOADS, ...OPEN].sort());
  expect(
    posts
      .filter(({ open }) => open)
      .map(({ path }) => path)
      .sort(),
  ).toEqual([...OPEN].sort());
});

test('the document says of each that it takes an Idempotency-Key', async () => {
  const { paths } = (await desk.stranger.get('/openapi.json')).body as {
    paths: Record<string, { post?: { parameters?: { name: string }[] } }>;
  };
  const without = [...Object.keys(SENDINGS), ...UPLOADS].filter(
    (path) => !paths[path]?.post?.parameters?.some(({ name }) => name === 'Idempotency-Key'),
  );
  expect(without).toEqual([]);
});

/** A process that is slow today turns some of a crowd away, and who is turned away comes back. */
async function untilServed(send: () => Promise<Reply>): Promise<Reply> {
  for (let turn = 1; ; turn++) {
    const reply = await send();
    if (reply.status !== 503 || turn === 20) return reply;
    await sleep(200);
  }
}

const FIFTY = Array.from({ length: 50 });

test.each(Object.entries(SENDINGS))(
  'fifty POST %s under one key are one',
  async (_, { by, path, body, other }) => {
    const [client, where, headers] = [by(), await path(), { 'Idempotency-Key': 'fifty' }];
    const replies = await Promise.all(FIFTY.map(() => untilServed(() => client.post(where, body, headers))));
    const made = replies.filter(({ status }) => status < 300);
    // Those that came while the first was running were told so.
    expect(replies.filter(({ status }) => status >= 300).map(codeOf)).toEqual(
      Array.from({ length: 50 - made.length }, () => [409, 'idempotency_in_flight']),
    );
    expect(made.filter(({ headers: told }) => told.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    const again = await client.post(where, body, headers);
    expect(seen(again)).toEqual(seen(made[0]!));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    if (other) {
      const refused = await client.post(where, other, headers);
      expect(codeOf(refused)).toEqual([422, 'idempotency_mismatch']);
      expect((await client.post(where, body, headers)).text).toBe(again.text);
    }
  },
  60_000,
);

test('what fifty equal requests made is there once', async () => {
  for (const subject of ['Once', 'Once aside', 'One alarm', 'One probe'])
    expect([subject, await desk.prisma.ticket.count({ where: { subject } })]).toEqual([subject, 1]);
  expect(await desk.prisma.user.count({ where: { email: 'once@example.org' } })).toBe(1);
  expect(await desk.prisma.apiKey.count({ where: { name: 'once' } })).toBe(1);
  const events = await desk.prisma.ticketEvent.groupBy({ by: ['ticketId', 'commandId'], _count: true });
  expect(events.filter(({ commandId, _count }) => commandId !== null && _count > 1)).toEqual([]);
});

test('parameters count as the body does; a refusal and a bad key keep nothing', async () => {
  const headers = { 'Idempotency-Key': 'refused' };
  const refused = await admin.client.post('/simulations', { ...simulation, until: 'never' }, headers);
  expect(refused.status).toBe(422);
  const done = await admin.client.post('/simulations', simulation, headers);
  expect([done.status, done.headers.get('idempotent-replayed')]).toEqual([200, null]);
  const bad = await admin.client.post('/simulations', simulation, { 'Idempotency-Key': 'k'.repeat(256) });
  expect(bad.body.errors).toMatchObject([{ header: 'Idempotency-Key' }]);
  expect(codeOf(await agent.client.post('/tickets?colour=red', { subject: 'x' }, headers))[0]).toBe(422);
});

test('kept answers are sealed in the database, and are forgotten after a day', async () => {
  const headers = { 'Idempotency-Key': 'a day' };
  const first = await admin.client.post('/simulations', simulation, headers);
  const rows = await desk.prisma.operation.findMany({ where: { idempotencyKey: 'a day' } });
  expect(rows.map(({ body }) => body?.includes('timeline') ?? true)).toEqual([false]);
  const kept = await admin.client.get(`/operations/${rows[0]!.id}`);
  expect(kept.body).toMatchObject({ status: 'done', result: first.body });
  await desk.prisma.operation.updateMany({
    where: { idempotencyKey: 'a day' },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  const next = await admin.client.post('/simulations', simulation, headers);
  expect([next.status, next.headers.get('idempotent-replayed')]).toEqual([200, null]);
});

function codeOf({ status, body }: Reply): [number, string | undefined] {
  return [status, (body as { code?: string } | null)?.code];
}

function seen({ status, text, headers }: Reply) {
  const told = (name: string) => headers.get(name);
  return { status, text, location: told('location'), etag: told('etag'), type: told('content-type') };
}
