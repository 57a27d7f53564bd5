import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { Desk, type Person } from '../support/desk';
import type { DeskClient } from '../support/deskClient';

let desk: Desk;
let admin: Person;
let agent: Person;
let server: Server;
let base: string;

interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const received: Got[] = [];
/** What the address answers; 204 unless a test says. */
const answers = new Map<string, (response: ServerResponse, before: number) => void>();

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      const before = received.filter((one) => one.path === path).length;
      received.push({ path, headers: request.headers, body });
      const answer = answers.get(path);
      if (answer) answer(response, before);
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desk = await Desk.start();
  await desk.startChannels(
    {},
    {
      ...{ timeoutMs: 500, deadAfterMs: 1_500 },
      retry: { firstMs: 50, longestMs: 200, giveUpAfterMs: 60_000 },
    },
  );
  admin = await desk.person('admin');
  agent = await desk.person('agent');
});
afterAll(async () => {
  await desk.stop();
  server.closeAllConnections();
  server.close();
});

/** @returns its secret */
async function hook(id: string, more: object = {}): Promise<string> {
  const reply = await admin.client.put(`/webhooks/${id}`, { url: `${base}/${id}`, ...more }, { 'If-None-Match': '*' });
  expect(reply.status).toBe(201);
  return reply.body.secret as string;
}
const at = (id: string) => received.filter(({ path }) => path === `/${id}`);
const arrived = (id: string, count: number) =>
  desk.eventually(`${count} messages at ${id}`, () => Promise.resolve(at(id).length >= count && at(id)));
const read = (secret: string, { body, headers }: Got) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: string;
    data: { event: { seq: number; kind: string; data: object }; ticket: { key: string; version: number } };
  };
async function rest(client: DeskClient, id: string): Promise<void> {
  const { headers } = await client.get(`/webhooks/${id}`);
  await client.send('DELETE', `/webhooks/${id}`, undefined, { 'If-Match': headers.get('etag') ?? '' });
}

test('every event of a ticket arrives, in order, signed, with the ticket', async () => {
  const secret = await hook('all');
  const { key } = await agent.client.open({ subject: 'Printer' });
  await agent.client.post(`/tickets/${key}/accept`);
  await agent.client.post(`/tickets/${key}/comments`, { body: 'between us', visibility: 'internal' });
  await agent.client.post(`/tickets/${key}/resolve`, {});
  const events = async () => {
    const ours = at('all')
      .map((one) => read(secret, one))
      .filter(({ data }) => data.ticket.key === key);
    return ours.some(({ type }) => type === 'ticket.resolved') && ours;
  };
  const told = await desk.eventually('the resolution to arrive', events);
  const seqs = told.map(({ data }) => data.event.seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  expect(told[0]!.type).toBe('ticket.received');
  expect(told.map(({ type }) => type)).not.toContain('ticket.commented');
  expect(told.at(-1)!.data.ticket).toMatchObject({ key, subject: 'Printer' });
  expect(JSON.stringify(told)).not.toContain('facts');
  await rest(admin.client, 'all');
});

test('only what is wanted arrives, also what is internal if that is wanted', async () => {
  const secret = await hook('some', { events: ['commented'], internal: true });
  const { key } = await agent.client.open();
  await agent.client.post(`/tickets/${key}/comments`, { body: 'words of people', visibility: 'internal' });
  const [only] = await arrived('some', 1);
  expect(read(secret, only!)).toMatchObject({
    type: 'ticket.commented',
    data: { event: { data: { visibility: 'internal' } } },
  });
  expect(only!.body).not.toContain('words of people');
  await rest(admin.client, 'some');
});

test('a message that is refused comes again under the same id, and holds back those after it', async () => {
  answers.set('/moody', (response, before) => response.writeHead(before < 2 ? 503 : 200).end());
  const secret = await hook('moody', { events: ['received', 'resolved'] });
  const { key } = await agent.client.open();
  await agent.client.post(`/tickets/${key}/resolve`, {});
  const got = await arrived('moody', 4);
  const ids = got.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(got.map((one) => read(secret, one).type)).toEqual([
    ...['ticket.received', 'ticket.received', 'ticket.received', 'ticket.resolved'],
  ]);
  await rest(admin.client, 'moody');
});

test('both secrets sign while one is being changed', async () => {
  const former = await hook('turning', { events: ['nudged'] });
  const { body } = await admin.client.post('/webhooks/turning/rotate', { overlap: 60 });
  expect((await admin.client.post('/webhooks/turning/ping')).status).toBe(202);
  const [ping] = await arrived('turning', 1);
  for (const secret of [former, body.secret as string]) expect(read(secret, ping!)).toMatchObject({ type: 'ping' });
  await admin.client.post('/webhooks/turning/rotate', { overlap: 0 });
  await admin.client.post('/webhooks/turning/ping');
  const later = (await arrived('turning', 2))[1]!;
  expect(() => read(former, later)).toThrow();
  const shown = await admin.client.get('/webhooks/turning');
  expect(shown.text).not.toContain('whsec_');
  expect(await desk.prisma.webhook.findUniqueOrThrow({ where: { id: 'turning' } })).not.toMatchObject({
    secret: former,
  });
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['hangs', () => undefined, /no answer within/],
  ['redirects', (response) => response.writeHead(302, { Location: `${base}/elsewhere` }).end(), /redirects are not/],
  ['cuts', (response) => response.destroy(), /ECONNRESET/],
  ['lies', (response) => response.writeHead(400, { 'Content-Length': '5' }).end('long'), /answered 400/],
])('an address that %s has failed', async (id, answer, error) => {
  answers.set(`/${id}`, answer);
  await hook(id, { events: ['nudged'] });
  await admin.client.post(`/webhooks/${id}/ping`);
  const row = await desk.eventually('a failed attempt', () =>
    desk.prisma.delivery.findFirst({ where: { channel: `webhook:${id}`, attempts: { gt: 0 } } }),
  );
  expect(row.lastError).toMatch(error);
  expect(at('elsewhere')).toEqual([]);
  await rest(admin.client, id);
});

test('an answer without end is cut off: its status counts', async () => {
  answers.set('/endless', (response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(1_000)), 5);
    response.on('close', () => clearInterval(more));
  });
  await hook('endless', { events: ['nudged'] });
  await admin.client.post('/webhooks/endless/ping');
  await desk.eventually('it to be sent', () =>
    desk.prisma.delivery.findFirst({ where: { channel: 'webhook:endless', state: 'sent' } }),
  );
});

test('a dead address is paused, and its owner hears of it', async () => {
  answers.set('/dead', (response) => response.writeHead(500).end());
  await hook('dead', { events: ['nudged'] });
  await admin.client.post('/webhooks/dead/ping');
  await desk.eventually('the pause', async () => {
    const { body } = await admin.client.get('/channels/webhook:dead');
    return body.pausedBecause === 'dead';
  });
  const mail = await desk.eventually('the notice', () =>
    desk.prisma.delivery.findFirst({
      where: { key: { startsWith: 'webhook:dead:paused:' }, recipient: admin.id, state: 'sent' },
    }),
  );
  expect(mail.payload).toMatchObject({ webhook: 'dead' });
});

const INSIDE = ['https://[::ffff:10.0.0.1]/x', 'https://169.254.1.1/', 'http://example.org/', 'https://0x0a000001/'];

test('what leads inside is refused when it is written, or when it is sent', async () => {
  for (const url of ['https://user:secret@example.org/', 'gopher://example.org/', 'nothing', ...INSIDE]) {
    const reply = await admin.client.put('/webhooks/bad', { url }, { 'If-None-Match': '*' });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/url']);
  }
  // Allowed when it was written.
  await hook('inside', { events: ['nudged'] });
  await desk.prisma.webhook.update({ where: { id: 'inside' }, data: { url: 'https://[::ffff:10.0.0.1]/x' } });
  await admin.client.post('/webhooks/inside/ping');
  const row = await desk.eventually('a failed attempt', () =>
    desk.prisma.delivery.findFirst({ where: { channel: 'webhook:inside', attempts: { gt: 0 } } }),
  );
  expect(row.lastError).toMatch(/not out on the internet/);
});

test('whatever waits for a webhook that is deleted is not sent', async () => {
  answers.set('/brief', (response) => response.writeHead(500).end());
  await hook('brief', { events: ['received'] });
  await agent.client.open();
  await rest(admin.client, 'brief');
  expect(await desk.prisma.delivery.count({ where: { channel: 'webhook:brief', state: 'waiting' } })).toBe(0);
  expect((await admin.client.get('/webhooks/brief')).status).toBe(404);
});
