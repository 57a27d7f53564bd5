import { v7 as uuidv7 } from 'uuid';
import { readReplyAddress, readThreadRoot } from '../../channels/mail/replyAddress';
import { Desk, type Person } from '../support/desk';
import { startMailServer, type MailServer } from '../support/mailServer';

let desk: Desk;
let server: MailServer;
let requester: Person;
let agent: Person;

const mail = (to: { smtpUrl: string }) => ({
  mail: { from: { name: 'Guichet', address: 'desk@desk.example' }, domain: 'desk.example', takesReplies: true, to },
});

beforeAll(async () => {
  server = await startMailServer();
  desk = await Desk.start({ channels: mail({ smtpUrl: server.url }) });
  requester = await desk.person('requester', { name: 'Rémi Requérant' });
  agent = await desk.person('agent', { teams: ['desk'] });
});

afterAll(async () => {
  await desk.stop();
  await server.stop();
});

const of = (address: string) => server.received.filter(({ to }) => to.includes(address));

test('a public reply reaches the requester’s mailbox, in a thread of its ticket, with an address that answers to it', async () => {
  const { body: ticket } = await requester.client.post('/tickets', { subject: 'Imprimante en panne' });
  await agent.client.post(`/tickets/${ticket.key}/comments`, { body: 'Elle est réparée.' });
  const row = await desk.eventually('the reply to be sent', () =>
    desk.prisma.delivery.findFirst({ where: { kind: 'commented', ticketId: ticket.id, state: 'sent' } }),
  );
  const got = of(requester.email).find(({ mail }) => mail.messageId === row.messageId);
  expect(got).toBeDefined();
  const headers = got!.mail.headers;
  expect(got!.mail.subject).toContain(`[${ticket.key}]`);
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  const replyTo = got!.mail.replyTo!.value[0]!.address!;
  expect(readReplyAddress(desk.settings.secret, replyTo)).toBe(ticket.key);
  expect(readThreadRoot(desk.settings.secret, got!.mail.inReplyTo!)).toBe(ticket.key);
  expect([got!.mail.references].flat()).toEqual([got!.mail.inReplyTo]);
});

test('a delivery that is asked for ten times is sent once (C24)', async () => {
  const key = uuidv7();
  const row = { key, seq: 0, kind: 'test', channel: 'email', recipient: 'once@example.org', payload: {} };
  for (let i = 0; i < 10; i++)
    await desk.prisma.delivery.createMany({ data: [{ id: uuidv7(), ...row }], skipDuplicates: true });
  await desk.eventually(
    'it to be gone',
    async () => (await desk.prisma.delivery.count({ where: { key, state: 'waiting' } })) === 0,
  );
  expect(await desk.prisma.delivery.count({ where: { key } })).toBe(1);
});
