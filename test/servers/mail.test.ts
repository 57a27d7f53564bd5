/** The whole way, through Debian's Postfix and Dovecot: SMTP → mailbox → IMAP → ticket → reply → mailbox. */
import { ImapFlow } from 'imapflow';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { openInbound, type Inbound } from '../../channels/inbound/open';
import { readMailboxUrl } from '../../channels/inbound/mailboxUrl';
import { Desk, type Person } from '../support/desk';
import { INBOUND } from '../support/inbound';
import { FORWARDED_TO_NOWHERE, startMailHost, type MailHost } from './mailHost';

let host: MailHost | null;
let desk: Desk;
let inbox: Inbound;
let agent: Person;

beforeAll(async () => {
  host = await startMailHost();
  if (!host) return;
  desk = await Desk.start();
  desk.inbound = {
    files: desk.files,
    run: { alarmSpreadMs: 0 },
    settings: { ...INBOUND, imapUrl: host.imapUrl('desk'), lmtp: null },
  };
  const from = { name: 'Guichet', address: 'desk@desk.example' };
  await desk.startChannels({
    gatherMs: 0,
    mail: { from, domain: 'desk.example', takesReplies: true, to: { smtpUrl: host.smtpUrl } },
  });
  inbox = await openInbound(desk.channelDeps());
  agent = await desk.person('agent', { teams: ['desk'] });
});

afterAll(async () => {
  if (!host) return;
  await inbox.close();
  await desk.stop();
  await host.stop();
});

const withHost = (work: (host: MailHost) => Promise<void>) => async () => {
  if (host) await work(host);
};

async function join(name: string): Promise<string> {
  const { id } = await desk.person('requester');
  const email = `${name}@client.example`;
  await desk.prisma.user.update({ where: { id }, data: { email } });
  return email;
}

const post = ({ smtpPort }: MailHost, mail: object) =>
  createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true }).sendMail({
    to: 'desk@desk.example',
    ...mail,
  });

/** All that is in somebody's mailbox. */
async function mailbox(at: MailHost, user: string): Promise<ParsedMail[]> {
  const { options, folder } = readMailboxUrl(at.imapUrl(user));
  const client = new ImapFlow({ ...options, logger: false });
  await client.connect();
  try {
    const { exists } = await client.mailboxOpen(folder);
    if (exists === 0) return [];
    const all = await client.fetchAll('1:*', { source: true });
    return await Promise.all(all.map(({ source }) => simpleParser(source ?? '')));
  } finally {
    await client.logout();
  }
}

test(
  'a mail opens a ticket, its confirmation is answered, and an agent’s reply reaches the mailbox',
  withHost(async (at) => {
    const from = await join('remi');
    await post(at, { from, subject: 'Écran noir', text: 'Bonjour, plus rien.' });
    const ticket = await desk.eventually(
      'the ticket',
      () => desk.prisma.ticket.findFirst({ where: { subject: 'Écran noir' } }),
      40_000,
    );
    const [confirmation] = await desk.eventually(
      'the confirmation',
      async () => {
        const all = await mailbox(at, 'remi');
        return all.length > 0 && all;
      },
      40_000,
    );
    expect(confirmation?.subject).toContain(`[${ticket.key}]`);

    const replyTo = confirmation?.replyTo?.value[0]?.address ?? '';
    await post(at, {
      from,
      to: replyTo,
      subject: 'Re: quelque chose',
      text: `Toujours noir.\n\nLe 22/11/2026 à 09:30, Guichet a écrit :\n${confirmation?.text?.replace(/^/gm, '> ')}`,
    });
    const comment = await desk.eventually(
      'the comment',
      () => desk.prisma.comment.findFirst({ where: { ticketId: ticket.id, seq: { not: null } } }),
      40_000,
    );
    expect(comment.body).toBe('Toujours noir.');

    await agent.client.post(`/tickets/${ticket.key}/comments`, { body: 'Le câble est débranché.' });
    await desk.eventually(
      'the reply',
      async () => (await mailbox(at, 'remi')).find(({ text }) => text?.includes('Le câble est débranché.')),
      40_000,
    );
  }),
  180_000,
);

test(
  'the desk and an answering machine that hides what it is fall silent after three mails (C21)',
  withHost(async (at) => {
    const from = await join('robot');
    const answer = (mail: ParsedMail) =>
      post(at, {
        from,
        to: mail.replyTo?.value[0]?.address ?? 'desk@desk.example',
        subject: 'Thank you for your mail',
        text: 'We have got it.',
        inReplyTo: mail.messageId ?? '',
      });
    await post(at, { from, subject: 'Thank you for your mail', text: 'We have got it.' });
    let answered = 0;
    const settled = async () => {
      const mails = await mailbox(at, 'robot');
      for (const mail of mails.slice(answered)) await answer(mail);
      answered = mails.length;
      const { id } = await desk.prisma.user.findFirstOrThrow({ where: { email: from } });
      const taken = await desk.prisma.inboundMail.count({ where: { sender: from, doneAt: { not: null } } });
      const waiting = await desk.prisma.delivery.count({ where: { recipient: id, state: 'waiting' } });
      return answered > 0 && taken === answered + 1 && waiting === 0;
    };
    await desk.eventually('nobody to have anything to say any more', settled, 60_000);
    // What was sent in all: by the machine, and by the desk.
    expect(answered + 1 + answered).toBeLessThanOrEqual(3);
    expect(await desk.prisma.ticket.count({ where: { requester: { email: from } } })).toBe(1);
  }),
  180_000,
);

test(
  'a mail that Postfix took and cannot deliver comes back, and the ticket tells agents that somebody was not told',
  withHost(async () => {
    const requester = await desk.person('requester');
    await desk.prisma.user.update({ where: { id: requester.id }, data: { email: FORWARDED_TO_NOWHERE } });
    const { id, key } = (await requester.client.post('/tickets', { subject: 'Sans réponse' })).body;
    const failed = await desk.eventually(
      'the event',
      async () => {
        const { body } = await agent.client.get(`/tickets/${key}/events`);
        return (body.data as { kind: string; data: object }[]).find(({ kind }) => kind === 'deliveryFailed');
      },
      40_000,
    );
    const row = await desk.eventually('the row', () =>
      desk.prisma.delivery.findFirst({ where: { ticketId: id, recipient: requester.id, state: 'failed' } }),
    );
    expect(failed.data).toMatchObject({ delivery: row.id, channel: 'email' });
    expect(row.lastError).toMatch(/^came back: 5\./);
  }),
  120_000,
);
