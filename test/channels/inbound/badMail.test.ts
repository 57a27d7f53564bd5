import { randomUUID } from 'node:crypto';
import { Desk, type Person } from '../../support/desk';
import { MailIn, write } from '../../support/inbound';

let desk: Desk;
let mails: MailIn;
let requester: Person;
let agent: Person;
let lead: Person;

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  mails = await MailIn.start(desk, { maxBytes: 12 * 1024 * 1024 });
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  lead = await desk.person('lead');
  await mails.setPolicy({ perHour: 1_000 });
});

afterAll(async () => {
  await mails.close();
  await desk.stop();
});

const ticketOf = (mail: { ticketId: string | null }) =>
  desk.prisma.ticket.findUniqueOrThrow({ where: { id: mail.ticketId! }, include: { attachments: true } });
const originalOf = async (mail: { id: string }) => {
  const { status, headers, text } = await lead.client.get(`/inbound-mails/${mail.id}/original`);
  return { status, saved: headers.get('content-disposition'), text };
};
const multipart = (parts: readonly string[]) =>
  write({
    from: requester.email,
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=limit'],
    text: parts.map((part) => `--limit\r\n${part}\r\n`).join('') + '--limit--',
  });
const file = (name: string, content: string) =>
  `Content-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`;

test('ten megabytes are taken, and the original is kept as it came', async () => {
  const raw = multipart(['Content-Type: text/plain\r\n\r\nBig', file('big.bin', 'x'.repeat(7 * 1024 * 1024))]);
  expect(raw.length).toBeGreaterThan(9 * 1024 * 1024);
  const mail = await mails.receive(raw);
  expect((await ticketOf(mail)).attachments).toMatchObject([{ name: 'big.bin', state: 'clean', seq: 1 }]);
  const original = await originalOf(mail);
  expect(original).toMatchObject({ status: 200, saved: `attachment; filename="${mail.id}.eml"` });
  expect(original.text).toContain('Subject: A letter');
});

test('what is larger than may be is refused while it comes', async () => {
  expect(await mails.deliver(write({ from: requester.email, text: 'x'.repeat(13 * 1024 * 1024) }))).toMatch(/^552/);
  expect(await desk.prisma.inboundMail.count({ where: { state: 'receiving' } })).toBe(0);
});

test('a thousand nested parts cannot be read: held, with the original', async () => {
  const nested = Array.from(
    { length: 1_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const raw = `From: ${requester.email}\r\nSubject: Nest\r\n${nested.join('')}Content-Type: text/plain\r\n\r\nhello\r\n`;
  const mail = await mails.receive(raw);
  expect(mail).toMatchObject({ state: 'held', why: 'unreadable' });
  expect((await originalOf(mail)).text).toContain('boundary=b999');
});

test('of two hundred files as many are taken as a ticket may have, with a note', async () => {
  const files = Array.from({ length: 200 }, (_, n) => file(`${n}.txt`, `file ${n}`));
  const mail = await mails.receive(multipart(files));
  expect(mail.notes).toContain('tooManyFiles');
  expect((await ticketOf(mail)).attachments).toHaveLength(50);
});

test('a program is left out, with a note', async () => {
  const mail = await mails.receive(multipart([file('invoice.exe', 'MZ'), file('note.txt', 'text')]));
  expect(mail.notes).toEqual(['programLeftOut']);
  expect((await ticketOf(mail)).attachments.map(({ name }) => name)).toEqual(['note.txt']);
});

test('NULs, controls and marks that turn the direction are left out of texts', async () => {
  const mail = await mails.receive(write({ from: requester.email, text: 'a\u0000b\u0007c\u202ed' }));
  expect((await ticketOf(mail)).description).toBe('abcd');
});

test('a line end in an encoded subject begins no header', async () => {
  const subject = `=?utf-8?B?${Buffer.from('Hello\r\nBcc: all@desk.example').toString('base64')}?=`;
  const mail = await mails.receive(write({ from: requester.email, subject }));
  expect((await ticketOf(mail)).subject).toBe('Hello Bcc: all@desk.example');
});

test.each(['no-such-charset', 'utf-7', 'iso-2022-jp'])(
  'a wrong charset (%s) spoils no more than its letters',
  async (charset) => {
    const headers = [`Content-Type: text/plain; charset=${charset}`];
    const raw = Buffer.concat([
      Buffer.from(`${write({ from: requester.email, headers, text: 'printer ' })}`),
      Buffer.from([0xff, 0xfe, 0xe9]),
    ]);
    expect((await ticketOf(await mails.receive(raw))).description).toMatch(/^printer/);
  },
);

test.each(['', '\r\n', 'no head at all', 'From: \r\n\r\n', 'Content-Type: multipart/mixed\r\n\r\n--\r\n'])(
  'what is no mail is held: %j',
  async (raw) => expect(await mails.receive(raw)).toMatchObject({ state: 'held', why: 'noSender' }),
);

test('a page is shown without anything that runs or loads', async () => {
  const headers = ['Content-Type: text/html'];
  const page = [
    '<script>alert(1)</script><p onclick="x()">Hello <a href="javascript:x()">you</a></p>',
    '<img src="https://tracker.example/x.gif"><iframe src="https://evil.example"></iframe><style>body{display:none}</style>',
    '<form action="https://evil.example"><input></form><a href="https://good.example">link</a><svg onload=x()></svg>',
  ].join('');
  const mail = await mails.receive(write({ from: requester.email, headers, text: page }));
  const [apart, unknown] = [await desk.person('agent', { restricted: true }), randomUUID()];
  const statuses = [
    (await apart.client.get(`/inbound-mails/${mail.id}`)).status,
    (await agent.client.get(`/inbound-mails/${unknown}`)).status,
    (await lead.client.get(`/inbound-mails/${unknown}`)).status,
  ];
  expect(statuses).toEqual([403, 403, 404]);
  const { html, text } = (await agent.client.get(`/inbound-mails/${mail.id}`)).body;
  expect(html).not.toMatch(/script|onclick|img|iframe|style|form|input|svg|onload/i);
  expect(html).toContain('<a href="https://good.example"');
  expect(text).toContain('Hello');
});
