import { Desk, type Person } from '../../support/desk';
import { MailIn, write } from '../../support/inbound';

let desk: Desk;
let mails: MailIn;
let requester: Person;
let agent: Person;
let sent = 0;

beforeAll(async () => {
  desk = await Desk.start();
  mails = await MailIn.start(desk);
  requester = await desk.person('requester');
  agent = await desk.person('agent', { teams: ['desk'] });
});

afterAll(async () => {
  await mails.close();
  await desk.stop();
});

/** A ticket whose confirmation has left under an id. */
async function openTicket() {
  const { id, key } = (await requester.client.post('/tickets', { subject: 'Imprimante en panne' })).body;
  const messageId = `<${String(++sent).padStart(32, '0')}@desk.example>`;
  const row = await desk.eventually('the confirmation', () =>
    desk.prisma.delivery.findFirst({ where: { ticketId: id, recipient: requester.id } }),
  );
  await desk.prisma.delivery.update({ where: { id: row.id }, data: { state: 'sent', sentAt: new Date(), messageId } });
  return { id: String(id), key: String(key), messageId, delivery: row.id };
}

interface Notice {
  readonly messageId: string;
  readonly recipient?: string;
  readonly action?: string;
  readonly status?: string;
}

const notice = ({ messageId, recipient = requester.email, action = 'failed', status = '5.1.1' }: Notice) =>
  write({
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=limit'],
    text: [
      ...['--limit', 'Content-Type: text/plain', '', 'It did not arrive.'],
      ...['--limit', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
      ...[`Final-Recipient: rfc822; ${recipient}`, `Action: ${action}`, `Status: ${status}`],
      ...['--limit', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, '--limit--'],
    ].join('\r\n'),
  });
const receive = (raw: string) => mails.receive(raw, { from: '' });
const failuresOf = async (who: Person, key: string) =>
  ((await who.client.get(`/tickets/${key}/events`)).body.data as { kind: string; data: object }[]).filter(
    ({ kind }) => kind === 'deliveryFailed',
  );
const stateOf = async (id: string) => (await desk.prisma.delivery.findUniqueOrThrow({ where: { id } })).state;

test('what came back was not delivered: agents see it on the ticket, once, and nobody is answered', async () => {
  const { id, key, messageId, delivery } = await openTicket();
  const before = await desk.prisma.delivery.count();
  const mail = await receive(notice({ messageId, recipient: requester.email.toUpperCase() }));
  expect(mail).toMatchObject({ state: 'noted', why: 'bounce', ticketId: id });
  expect(await receive(notice({ messageId }))).toMatchObject({ state: 'noted' });
  expect(await failuresOf(agent, key)).toMatchObject([{ data: { delivery, kind: 'received', channel: 'email' } }]);
  expect(await failuresOf(requester, key)).toEqual([]);
  const row = await desk.prisma.delivery.findUniqueOrThrow({ where: { id: delivery } });
  expect(row).toMatchObject({ state: 'failed', lastError: 'came back: 5.1.1' });
  expect(await desk.prisma.delivery.count()).toBe(before);
  expect((await agent.client.get(`/tickets/${key}`)).body.status).toBe('open');
});

test('all tickets that a mail told of hear that it came back', async () => {
  const [one, other] = [await openTicket(), await openTicket()];
  const gathered = { state: 'gathered', gatheredInto: one.delivery, sentAt: null, messageId: null };
  await desk.prisma.delivery.update({ where: { id: other.delivery }, data: gathered });
  await receive(notice({ messageId: one.messageId }));
  expect(await failuresOf(agent, one.key)).toHaveLength(1);
  expect(await failuresOf(agent, other.key)).toHaveLength(1);
  expect(await stateOf(other.delivery)).toBe('failed');
});

test.each([
  ['a delay', { action: 'delayed', status: '4.4.1' }],
  ['a notice that it arrived', { action: 'delivered', status: '2.0.0' }],
  ['a notice about somebody to whom it did not go', { recipient: 'somebody@mail.example' }],
  ['a notice about a mail that the desk never sent', { messageId: `<${'f'.repeat(32)}@desk.example>` }],
])('%s is no failure', async (_what, more) => {
  const { key, messageId, delivery } = await openTicket();
  expect(await receive(notice({ messageId, ...more }))).toMatchObject({ state: 'noted', why: 'bounce' });
  expect(await failuresOf(agent, key)).toEqual([]);
  expect(await stateOf(delivery)).toBe('sent');
});

test('what a trusted server calls forged is no failure', async () => {
  await mails.setPolicy({ trustedHosts: ['mx.desk.example'] });
  const { key, messageId } = await openTicket();
  await receive(
    `Authentication-Results: mx.desk.example; dmarc=fail header.from=mx.example\r\n${notice({ messageId })}`,
  );
  expect(await failuresOf(agent, key)).toEqual([]);
});
