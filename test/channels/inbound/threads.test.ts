import { replyAddress, threadRoot } from '../../../channels/mail/replyAddress';
import { Desk, type Person } from '../../support/desk';
import { MailIn, write } from '../../support/inbound';

let desk: Desk;
let mails: MailIn;
let requester: Person;
let agent: Person;
const TRUSTED = 'mx.desk.example';
const genuine = (domain: string) => `Authentication-Results: ${TRUSTED}; dmarc=pass header.from=${domain}`;

beforeAll(async () => {
  desk = await Desk.start();
  mails = await MailIn.start(desk);
  await mails.setPolicy({ trustedHosts: [TRUSTED] });
  requester = await desk.person('requester', { name: 'Rémi Requérant' });
  agent = await desk.person('agent', { teams: ['desk'] });
});

afterAll(async () => {
  await mails.close();
  await desk.stop();
});

const openTicket = async (who = requester) =>
  (await who.client.post('/tickets', { subject: 'Imprimante en panne', description: 'Elle fume.' })).body;
const commentsOf = async (key: string) => (await agent.client.get(`/tickets/${key}/comments`)).body.data;

test('a mail of somebody known opens a ticket of hers, with its text', async () => {
  const mail = await mails.receive(
    write({ from: requester.email, subject: 'Écran noir', text: 'Bonjour,\r\nplus rien.' }),
  );
  expect(mail).toMatchObject({ state: 'opened', authorId: requester.id });
  const ticket = await desk.prisma.ticket.findUniqueOrThrow({ where: { id: mail.ticketId! } });
  expect(ticket).toMatchObject({ source: 'email', requesterId: requester.id, subject: 'Écran noir' });
  expect(ticket.description).toBe('Bonjour,\nplus rien.');
});

test('a mail whose ticket was opened by a worker that was killed then is that ticket, and no repetition of itself', async () => {
  const first = await mails.receive(write({ from: requester.email, subject: 'Coupure', text: 'Tout est noir.' }));
  await desk.prisma.inboundMail.update({
    where: { id: first.id },
    data: { state: 'waiting', doneAt: null, ticketId: null, authorId: null },
  });
  const again = await desk.eventually('the mail to be gone through again', () =>
    desk.prisma.inboundMail.findFirst({ where: { id: first.id, doneAt: { not: null } } }),
  );
  expect(again).toMatchObject({ state: 'opened', why: null, ticketId: first.ticketId, authorId: requester.id });
  expect(await desk.prisma.ticket.count({ where: { subject: 'Coupure' } })).toBe(1);
});

describe('an answer becomes a comment of its ticket (C22)', () => {
  test.each([
    [
      'by the signed address that it goes to',
      (key: string) => ({ to: replyAddress(desk.settings.secret, 'desk.example', key) }),
    ],
    [
      'by the root of the thread',
      (key: string) => ({
        headers: [`References: <other@mail.example> ${threadRoot(desk.settings.secret, 'desk.example', key)}`],
      }),
    ],
    ['by the key in its subject, if it is the requester’s', (key: string) => ({ subject: `RE: [${key}] Imprimante` })],
  ])('%s', async (_how, letter) => {
    const { key, id } = await openTicket();
    const text =
      'Toujours en panne.\r\n\r\nLe dim. 22 nov. 2026 à 10:00, Guichet <desk@desk.example> a écrit :\r\n> Bonjour\r\n';
    const mail = await mails.receive(write({ from: requester.email, text, ...letter(key) }));
    expect(mail).toMatchObject({ state: 'commented', ticketId: id });
    expect(await commentsOf(key)).toMatchObject([
      { body: 'Toujours en panne.', visibility: 'public', author: { id: requester.id } },
    ]);
  });

  test('by the id of a mail of ours', async () => {
    const { id } = await openTicket();
    const messageId = `<${'ab'.repeat(16)}@desk.example>`;
    await desk.prisma.delivery.updateMany({ where: { ticketId: id }, data: { messageId } });
    const mail = await mails.receive(write({ from: requester.email, headers: [`In-Reply-To: ${messageId}`] }));
    expect(mail).toMatchObject({ state: 'commented', ticketId: id });
  });

  test('by the id of the mail that opened it', async () => {
    const first = await mails.receive(write({ from: requester.email, headers: ['Message-ID: <first@mail.example>'] }));
    const second = await mails.receive(
      write({ from: requester.email, text: 'And more', headers: ['In-Reply-To: <first@mail.example>'] }),
    );
    expect(second).toMatchObject({ state: 'commented', ticketId: first.ticketId });
  });
});

test('a key in a subject is no key to another’s ticket', async () => {
  const other = await desk.person('requester');
  const { id, key } = await openTicket();
  const mail = await mails.receive(write({ from: other.email, subject: `[${key}] let me in` }));
  expect(mail.state).toBe('opened');
  expect(mail.ticketId).not.toBe(id);
  expect(await commentsOf(key)).toEqual([]);
});

test('a reply address that was made up leads nowhere', async () => {
  const other = await desk.person('requester');
  const { id, key } = await openTicket();
  const to = replyAddress('another secret of at least 32 characters', 'desk.example', key);
  const mail = await mails.receive(write({ from: other.email, to, text: 'made up' }));
  expect(mail.ticketId).not.toBe(id);
});

test('an agent’s answer is hers if a trusted server says so; else it is held', async () => {
  const { key } = await openTicket();
  const to = replyAddress(desk.settings.secret, 'desk.example', key);
  const held = await mails.receive(write({ from: agent.email, to, text: 'forged?' }));
  expect(held).toMatchObject({ state: 'held', why: 'unverified' });
  const taken = await mails.receive(
    write({ from: agent.email, to, text: 'Réparée.', headers: [genuine('example.org')] }),
  );
  expect(taken.state).toBe('commented');
  const comments = await commentsOf(key);
  expect(comments).toMatchObject([{ body: 'Réparée.', author: { id: agent.id } }]);
  const event = await desk.prisma.ticketEvent.findFirstOrThrow({ where: { kind: 'commented', ticket: { key } } });
  expect(event.data).toMatchObject({ from: 'agent' });
});

test('who answers to a closed ticket opens one that goes on from it', async () => {
  const { key, id } = await openTicket();
  await agent.client.post(`/tickets/${key}/resolve`, {});
  await agent.client.post(`/tickets/${key}/close`, {});
  const to = replyAddress(desk.settings.secret, 'desk.example', key);
  const mail = await mails.receive(write({ from: requester.email, to, text: 'Encore !' }));
  expect(mail.state).toBe('opened');
  expect(mail.ticketId).not.toBe(id);
  const next = await desk.prisma.ticket.findUniqueOrThrow({ where: { id: mail.ticketId! } });
  const shown = (await agent.client.get(`/tickets/${next.key}`)).body;
  expect(shown.links).toEqual([{ kind: 'followUpOf', key }]);
  expect(await commentsOf(next.key)).toMatchObject([{ body: 'Encore !' }]);
});

test('what is said to a merged ticket goes where it went (C25)', async () => {
  const [gone, into] = [await openTicket(), await openTicket()];
  await desk.prisma.ticketLink.create({ data: { fromId: gone.id, kind: 'mergedInto', toId: into.id } });
  const to = replyAddress(desk.settings.secret, 'desk.example', gone.key);
  const mail = await mails.receive(write({ from: requester.email, to }));
  expect(mail).toMatchObject({ state: 'commented', ticketId: into.id });
});
