import { Desk, type Person } from '../../support/desk';
import { MailIn, write } from '../../support/inbound';

let desk: Desk;
let mails: MailIn;
let requester: Person;
let lead: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start();
  mails = await MailIn.start(desk);
  requester = await desk.person('requester');
  lead = await desk.person('lead');
  agent = await desk.person('agent');
  await desk.prisma.organisation.create({ data: { id: 'acme', name: 'Acme' } });
});

afterAll(async () => {
  await mails.close();
  await desk.stop();
});

beforeEach(() => mails.setPolicy({}));

const deliveriesTo = (recipient: string) => desk.prisma.delivery.findMany({ where: { recipient } });

describe('somebody whom nobody knows', () => {
  test('is held, and opens a ticket when a lead accepts her mail', async () => {
    const from = 'Zoé <zoe@elsewhere.example>';
    const mail = await mails.receive(write({ from, subject: 'Bonjour', text: 'Mon écran est noir.' }));
    expect(mail).toMatchObject({ state: 'held', why: 'unknownSender' });
    const listed = (await lead.client.get('/inbound-mails?state=held')).body.data;
    expect(listed[0]).toMatchObject({
      id: mail.id,
      sender: 'zoe@elsewhere.example',
      subject: 'Bonjour',
      why: 'unknownSender',
    });
    expect((await agent.client.get(`/inbound-mails/${mail.id}`)).status).toBe(403);

    const accepted = await lead.client.post(`/inbound-mails/${mail.id}/accept`, {});
    expect(accepted).toMatchObject({ status: 200, body: { state: 'waiting', decidedBy: lead.id } });
    const taken = await desk.eventually('the mail to be taken', () =>
      desk.prisma.inboundMail.findFirst({
        where: { id: mail.id, state: 'opened' },
        include: { ticket: { include: { requester: true } } },
      }),
    );
    expect(taken.ticket?.requester).toMatchObject({
      email: 'zoe@elsewhere.example',
      name: 'Zoé',
      role: 'requester',
      locale: 'fr',
    });
    expect((await lead.client.post(`/inbound-mails/${mail.id}/discard`, {})).status).toBe(409);
  });

  test('of a known domain becomes a requester of its organisation', async () => {
    await mails.setPolicy({ domains: [{ domain: 'acme.example', organisation: 'acme' }] });
    const mail = await mails.receive(write({ from: 'Ann <ann@mail.acme.example>' }));
    const ticket = await desk.prisma.ticket.findUniqueOrThrow({
      where: { id: mail.ticketId! },
      include: { requester: true },
    });
    expect(ticket).toMatchObject({
      organisationId: 'acme',
      requester: { email: 'ann@mail.acme.example', organisationId: 'acme' },
    });
  });

  test('is refused politely, once', async () => {
    await mails.setPolicy({ unknownSenders: 'refuse' });
    const letters = ['Bonjour, je ne peux pas imprimer', 'Merci de me répondre'];
    for (const text of letters)
      expect(await mails.receive(write({ from: 'refused@elsewhere.example', text }))).toMatchObject({
        state: 'refused',
      });
    expect(await deliveriesTo('refused@elsewhere.example')).toMatchObject([
      { kind: 'mailRefused', payload: { language: 'fr' } },
    ]);
  });

  test('opens a ticket where everybody may', async () => {
    await mails.setPolicy({ unknownSenders: 'open' });
    expect(await mails.receive(write({ from: 'anybody@elsewhere.example' }))).toMatchObject({ state: 'opened' });
  });
});

describe('what pretends', () => {
  const results = (host: string, dmarc: string) => [
    `Authentication-Results: ${host}; dmarc=${dmarc} header.from=example.org`,
  ];

  test('is held if a trusted host says so', async () => {
    await mails.setPolicy({ trustedHosts: ['mx.desk.example'] });
    const mail = await mails.receive(write({ from: requester.email, headers: results('mx.desk.example', 'fail') }));
    expect(mail).toMatchObject({ state: 'held', why: 'forged' });
  });

  test('is not believed because of a header that anybody could write', async () => {
    await mails.setPolicy({ trustedHosts: ['mx.desk.example'] });
    const mail = await mails.receive(write({ from: agent.email, headers: results('mx.elsewhere.example', 'pass') }));
    expect(mail).toMatchObject({ state: 'held', why: 'unverified' });
  });
});

describe('machines (C21)', () => {
  test('an absence is noted with its ticket, and neither answered nor a reply', async () => {
    const { body: ticket } = await requester.client.post('/tickets', { subject: 'Panne' });
    const headers = ['Auto-Submitted: auto-replied'];
    const mail = await mails.receive(write({ from: requester.email, subject: `[${ticket.key}] Absent`, headers }));
    expect(mail).toMatchObject({ state: 'noted', why: 'autoReply', ticketId: ticket.id });
    expect(await desk.prisma.comment.count({ where: { ticketId: ticket.id } })).toBe(0);
  });

  test('a notice with the null sender is one, whatever it looks like', async () => {
    const mail = await mails.receive(write({ from: requester.email }), { from: '' });
    expect(mail).toMatchObject({ state: 'noted', why: 'bounce' });
  });

  test('an answering machine that hides what it is opens one ticket, and then is held', async () => {
    const machine = await desk.person('requester');
    const letter = () => write({ from: machine.email, subject: 'Thank you', text: 'We have got your mail.' });
    expect((await mails.receive(letter())).state).toBe('opened');
    expect(await mails.receive(letter())).toMatchObject({ state: 'held', why: 'repeated' });
  });

  test('more than a person writes in an hour is held', async () => {
    await mails.setPolicy({ perHour: 3 });
    const busy = await desk.person('requester');
    const states = [];
    for (let n = 0; n < 4; n++)
      states.push((await mails.receive(write({ from: busy.email, subject: `Mail ${n}` }))).state);
    expect(states).toEqual(['opened', 'opened', 'opened', 'held']);
  });
});

describe('a mail is there once (C23)', () => {
  test('however often it comes, and at whatever time', async () => {
    const raw = write({ from: requester.email, subject: 'Once' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => mails.deliver(raw)));
    expect(answers.filter((one) => one.includes('Stored as')).length).toBe(1);
    await desk.eventually('the ticket', () => desk.prisma.ticket.findFirst({ where: { subject: 'Once' } }));
    expect(await desk.prisma.ticket.count({ where: { subject: 'Once' } })).toBe(1);
  });

  test('two with the same id and other words are two', async () => {
    const headers = ['Message-ID: <twice@mail.example>'];
    const [one, two] = [
      await mails.receive(write({ from: requester.email, subject: 'First', headers })),
      await mails.receive(write({ from: requester.email, subject: 'Second', headers })),
    ];
    expect([one.state, two.state]).toEqual(['opened', 'opened']);
    expect(one.ticketId).not.toBe(two.ticketId);
  });
});
