import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk } from '../support/desk';

let desk: Desk;

beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'guichet-dev-mail-')), 'mail');
  const from = { name: 'Guichet', address: 'desk@desk.example' };
  desk = await Desk.start({
    settings: { mailFolder: folder },
    channels: { mail: { from, domain: 'desk.example', takesReplies: false, to: { folder } } },
  });
});
afterAll(() => desk.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${desk.url}${path}`, { headers });

test('who tries the desk reads there what it would have sent; what is in a mail is never a page', async () => {
  expect(await (await get('/dev/mail')).text()).toContain('No mail yet');
  const requester = await desk.person('requester', { name: '<script>alert(1)</script>' });
  await requester.client.post('/tickets', { subject: '<b>bold</b>' });
  const mail = await desk.eventually('the mail', async () => {
    const { data } = (await (await get('/dev/mail', { Accept: 'application/json' })).json()) as {
      data: { name: string; to: string; subject: string }[];
    };
    return data[0];
  });
  expect(mail.to).toContain(requester.email);
  expect(mail.subject).toContain('<b>bold</b>');
  const page = await (await get('/dev/mail')).text();
  expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;');
  expect(page).not.toMatch(/<script|<b>/);
  const raw = await get(`/dev/mail/${mail.name}`);
  expect([raw.headers.get('content-type'), await raw.text()]).toEqual([
    'text/plain; charset=utf-8',
    expect.stringContaining('Auto-Submitted: auto-generated') as string,
  ]);
  const [id] = mail.name.slice(14).split('.');
  const row = await desk.prisma.delivery.findFirst({ where: { state: 'sent' } });
  expect(row?.messageId).toBe(`<${id}@desk.example>`);
});

test('nobody else does: not from elsewhere, not by other names, and not where mail goes to a server', async () => {
  expect((await get('/dev/mail', { 'X-Forwarded-For': '192.0.2.1' })).status).toBe(404);
  expect((await get('/dev/mail/..%2f..%2fsecret')).status).toBe(404);
  const other = await Desk.start({ worker: false });
  expect((await fetch(`${other.url}/dev/mail`)).status).toBe(404);
  await other.stop();
});

test('the metrics tell for how long the oldest message that should be gone has waited', async () => {
  const metric = async (name: string) => {
    const text = await (await get('/metrics')).text();
    return Number(new RegExp(`^${name}\\{channel="email"\\} (.*)$`, 'm').exec(text)?.[1]);
  };
  const admin = await desk.person('admin');
  await admin.client.post('/channels/email/pause');
  const requester = await desk.person('requester');
  await requester.client.post('/tickets', { subject: 'Waiting' });
  await desk.eventually('it to wait', async () => (await metric('guichet_channel_waiting')) === 1);
  await desk.prisma.delivery.updateMany({
    where: { state: 'waiting' },
    data: { createdAt: new Date(Date.now() - 3_600_000) },
  });
  expect(await metric('guichet_channel_oldest_due_seconds')).toBeGreaterThanOrEqual(3_600);
  expect(await metric('guichet_channel_paused')).toBe(1);
  await admin.client.post('/channels/email/resume');
  await desk.eventually('it to be gone', async () => (await metric('guichet_channel_waiting')) === 0);
  expect([await metric('guichet_channel_oldest_due_seconds'), await metric('guichet_channel_paused')]).toEqual([0, 0]);
});
