import { mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { namesIn, readMail } from '../../channels/mail/folder';
import { readReplyAddress, readThreadRoot } from '../../channels/mail/replyAddress';
import type { MailSettings } from '../../channels/mail/settings';
import { runSending } from '../../channels/engine/sending';
import { mailSender } from '../../channels/mail/sender';
import { Desk, type Person } from '../support/desk';
import { startMailServer, type MailServer } from '../support/mailServer';

let desk: Desk;
let server: MailServer;
let agent: Person;

const settings = (to: MailSettings['to']) => ({
  gatherMs: 0,
  mail: {
    from: { name: 'Guichet', address: 'desk@desk.example' },
    ...{ domain: 'desk.example', takesReplies: true, to },
    retry: { firstMs: 200, longestMs: 400, giveUpAfterMs: 1_500 },
  },
});

beforeAll(async () => {
  server = await startMailServer();
  desk = await Desk.start({ channels: settings({ smtpUrl: server.url }) });
  agent = await desk.person('agent', { teams: ['desk'] });
});

afterAll(async () => {
  await desk.stop();
  await server.stop();
});

beforeEach(() => void (server.answer = () => null));

const of = (address: string) => server.received.filter(({ to }) => to.includes(address));

/** A ticket of somebody who has been told that it is there. */
async function openTicket(): Promise<{ requester: Person; key: string; id: string }> {
  const requester = await desk.person('requester', { name: 'Rémi Requérant' });
  const { body } = await requester.client.post('/tickets', { subject: 'Imprimante en panne' });
  await desk.eventually('her confirmation', () => Promise.resolve(of(requester.email).length > 0));
  return { requester, key: body.key as string, id: body.id as string };
}

const reply = (key: string, body: string) => agent.client.post(`/tickets/${key}/comments`, { body });
const replies = (id: string) =>
  desk.prisma.delivery.findMany({ where: { ticketId: id, kind: 'commented' }, orderBy: { seq: 'asc' } });
const sent = (id: string, count: number) =>
  desk.eventually(`${count} replies to be sent`, async () => {
    const rows = (await replies(id)).filter(({ state }) => state === 'sent');
    return rows.length === count && rows;
  });

test('a public reply reaches the requester’s mailbox, in a thread of its ticket, with an address that answers to it', async () => {
  const { requester, key, id } = await openTicket();
  await reply(key, 'Elle est réparée.');
  const [row] = await sent(id, 1);
  const got = of(requester.email).find(({ mail }) => mail.messageId === row!.messageId);
  expect(got!.mail.subject).toContain(`[${key}]`);
  expect(got!.mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(got!.from).toBe('desk@desk.example');
  const replyTo = got!.mail.replyTo!.value[0]!.address!;
  expect(readReplyAddress(desk.settings.secret, replyTo)).toBe(key);
  expect(readThreadRoot(desk.settings.secret, got!.mail.inReplyTo!)).toBe(key);
  expect([got!.mail.references].flat()).toEqual([got!.mail.inReplyTo]);
});

test('a reply that the server takes later holds back those after it; each comes once, in order', async () => {
  const { requester, key, id } = await openTicket();
  const before = of(requester.email).length;
  let refusals = 2;
  server.answer = (address) => (address === requester.email && refusals-- > 0 ? '451 greylisted' : null);
  for (const text of ['one', 'two', 'three']) await reply(key, text);
  const rows = await desk.eventually('all to be told', async () => {
    const all = await replies(id);
    return all.length === 3 && all.every(({ state }) => state === 'sent' || state === 'gathered') && all;
  });
  const told = of(requester.email).slice(before);
  expect(told.flatMap(({ mail }) => mail.text?.match(/\b(one|two|three)\b/g) ?? [])).toEqual(['one', 'two', 'three']);
  expect(told[0]!.mail.messageId).toBe(rows[0]!.messageId);
  expect(rows[0]!.attempts).toBeGreaterThan(1);
});

test('what is refused for good is given up at once; the ticket tells agents, not the requester; a replay brings it', async () => {
  const { requester, key, id } = await openTicket();
  server.answer = (address) => (address === requester.email ? '550 no such user' : null);
  await reply(key, 'Hello?');
  const failed = await desk.eventually('the event', async () => {
    const { body } = await agent.client.get(`/tickets/${key}/events`);
    return (body.data as { kind: string; data: object }[]).find(({ kind }) => kind === 'deliveryFailed');
  });
  const row = await desk.eventually('the row', async () => (await replies(id)).find(({ state }) => state === 'failed'));
  expect(failed.data).toEqual({ delivery: row.id, kind: 'commented', channel: 'email' });
  expect(row).toMatchObject({ attempts: 1, lastError: expect.stringContaining('550') as string });
  const { body: hers } = await requester.client.get(`/tickets/${key}/events`);
  expect((hers.data as { kind: string }[]).map(({ kind }) => kind)).not.toContain('deliveryFailed');

  server.answer = () => null;
  const admin = await desk.person('admin');
  const replayed = await admin.client.post('/channels/email/replay', { ids: [row.id] });
  expect([replayed.status, replayed.body]).toEqual([200, { replayed: 1 }]);
  const [again] = await sent(id, 1);
  expect(of(requester.email).at(-1)!.mail.messageId).toBe(again!.messageId);
});

test('what is refused again and again is given up in the end, and told once', async () => {
  const { requester, key, id } = await openTicket();
  server.answer = (address) => (address === requester.email ? '450 mailbox busy' : null);
  await reply(key, 'Hello?');
  const row = await desk.eventually('it to be given up', async () =>
    (await replies(id)).find(({ state }) => state === 'failed'),
  );
  expect(row.attempts).toBeGreaterThan(2);
  const { body } = await agent.client.get(`/tickets/${key}/events`);
  expect((body.data as { kind: string }[]).filter(({ kind }) => kind === 'deliveryFailed')).toHaveLength(1);
});

test('while the server is away mail waits; when it is back all of it leaves, once', async () => {
  const { requester, key, id } = await openTicket();
  const before = of(requester.email).length;
  const { port } = server;
  await server.stop();
  await reply(key, 'one');
  await reply(key, 'two');
  await desk.eventually('an attempt', async () => (await replies(id)).some(({ attempts }) => attempts > 0));
  const admin = await desk.person('admin');
  // What it told before was of other mail.
  await desk.eventually('the channel to tell', async () => {
    const { body } = await admin.client.get('/channels/email');
    return (body.failuresInARow as number) > 0 && /ECONNREFUSED|closed/.test(String(body.lastError));
  });
  const known = server.received;
  server = await startMailServer(port);
  await desk.eventually('both to be told', async () => (await replies(id)).every(({ state }) => state !== 'waiting'));
  expect(known.filter(({ to }) => to.includes(requester.email))).toHaveLength(before);
  const told = of(requester.email).flatMap(({ mail }) => mail.text?.match(/\b(one|two)\b/g) ?? []);
  expect(told).toEqual(['one', 'two']);
});

test('a paused channel begins nothing; resumed it sends what waited', async () => {
  const { requester, key, id } = await openTicket();
  const admin = await desk.person('admin');
  const paused = await admin.client.post('/channels/email/pause');
  expect(paused.body).toMatchObject({ id: 'email', state: 'paused', pausedBecause: 'operator' });
  const before = of(requester.email).length;
  await reply(key, 'later');
  await desk.eventually('it to wait', async () => (await replies(id)).length === 1);
  await sleep(1_500);
  expect([of(requester.email).length, (await replies(id))[0]!.state]).toEqual([before, 'waiting']);
  const { body } = await admin.client.get(`/channels/email/deliveries?state=waiting&ticket=${key}`);
  expect(body.data).toMatchObject([{ ticket: key, kind: 'commented', state: 'waiting', attempts: 0 }]);
  expect((await admin.client.post('/channels/email/resume')).body).toMatchObject({ state: 'open', pausedAt: null });
  await sent(id, 1);
});

test('operators pause and resume in Temporal as well', async () => {
  const handle = desk.temporal.workflow.getHandle('channel:email');
  await handle.executeUpdate('pause');
  expect(await desk.prisma.channel.findUnique({ where: { id: 'email' } })).toMatchObject({ pausedBecause: 'operator' });
  await handle.executeUpdate('resume');
  const { key, id } = await openTicket();
  await reply(key, 'again');
  await sent(id, 1);
  expect(await handle.executeUpdate('replay', { args: [{}] })).toEqual({ replayed: expect.any(Number) as number });
});

test('ten workers at one channel send each message once (C24)', async () => {
  await desk.stopChannels();
  const recipients = Array.from({ length: 40 }, (_, index) => `crowd-${index}@example.org`);
  const ticket = await openWithoutMail();
  await desk.prisma.delivery.createMany({
    data: recipients.map((recipient) => ({
      ...{ id: uuidv7(), key: `crowd:${recipient}`, ticketId: ticket, seq: 1, kind: 'resolved', channel: 'email' },
      ...{ recipient, payload: {} },
    })),
  });
  const stop = new AbortController();
  const deps = desk.channelDeps(settings({ smtpUrl: server.url }));
  const turns = Array.from({ length: 10 }, () =>
    runSending(deps, mailSender(deps), { channel: 'email', stop: stop.signal }),
  );
  await desk.eventually(
    'all to be gone',
    async () =>
      (await desk.prisma.delivery.count({ where: { key: { startsWith: 'crowd:' }, state: 'waiting' } })) === 0,
  );
  stop.abort();
  expect(await Promise.all(turns)).toEqual(Array(10).fill('rested'));
  expect(recipients.map((one) => of(one).length)).toEqual(recipients.map(() => 1));
  await desk.startChannels(settings({ smtpUrl: server.url }));
});

test('an address that could carry a command is written to nobody', async () => {
  const ticket = await openWithoutMail();
  const bad = 'a@b.example> SIZE=1\r\nRCPT TO:<c@d.example';
  const data = { id: uuidv7(), key: 'bad', ticketId: ticket, seq: 1, kind: 'resolved', channel: 'email', payload: {} };
  await desk.prisma.delivery.create({ data: { ...data, recipient: bad } });
  const row = await desk.eventually('it to be given up', () =>
    desk.prisma.delivery.findFirst({ where: { key: 'bad', state: { in: ['failed', 'skipped'] } } }),
  );
  expect(row.lastError).toMatch(/address|nobody/);
  expect(of('c@d.example')).toEqual([]);
});

test('over TLS, with a password', async () => {
  await desk.stopChannels();
  const known: string[] = [];
  const secure = await startMailServer(0, {
    secure: true,
    authOptional: false,
    disabledCommands: [],
    onAuth: ({ username, password }, _session, done) => {
      known.push(`${username}:${password}`);
      done(null, username === 'desk' && password === 'p:w' ? { user: 'desk' } : {});
    },
  });
  const smtpUrl = `smtps://desk:p%3Aw@127.0.0.1:${secure.port}?tls.rejectUnauthorized=false`;
  await desk.startChannels(settings({ smtpUrl }));
  const requester = await desk.person('requester');
  await requester.client.post('/tickets', { subject: 'Secret' });
  await desk.eventually('the mail', () => Promise.resolve(secure.received.length > 0));
  expect(known).toContain('desk:p:w');
  await desk.stopChannels();
  await secure.stop();
});

test('without a server mail goes into a folder, once however often it is sent', async () => {
  const folder = mkdtempSync('/tmp/guichet-mail-');
  const { id, key } = await agentsOwn();
  await desk.startChannels(settings({ folder }));
  await reply(key, 'Into the folder');
  const [row] = await sent(id, 1);
  const admin = await desk.person('admin');
  await admin.client.post('/channels/email/replay', { ids: [row!.id] });
  await sent(id, 1);
  const mails = await Promise.all((await namesIn(folder)).map((name) => readMail(folder, name)));
  expect(mails.filter((mail) => mail?.toString().includes('Into the folder'))).toHaveLength(1);
  expect(await readMail(folder, '../secret')).toBeNull();
});

/** A ticket that somebody opened while nobody sends. */
async function agentsOwn() {
  const requester = await desk.person('requester');
  const { body } = await requester.client.post('/tickets', { subject: 'x' });
  return { id: body.id as string, key: body.key as string };
}

async function openWithoutMail(): Promise<string> {
  return (await agentsOwn()).id;
}
