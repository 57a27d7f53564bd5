import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { readMailboxUrl } from '../../channels/inbound/mailboxUrl';
import { replyAddress } from '../../channels/mail/replyAddress';
import { findFreePort } from '../../cli/stack/ports';
import { startDovecot, type Dovecot } from '../servers/dovecot';
import { setMailPolicy, write } from '../support/inbound';
import { findDisagreements } from '../../bench/faults/agreement';
import { killAtWork, PATIENCE_MS } from './killing';
import { LMTP_CONNECTIONS, MailQueue } from './mailQueue';
import { FaultRig } from '../../bench/stack/rig';

const KILLS = Number(process.env.GUICHET_FAULT_KILLS ?? 20);
/** Of each way in, for each kill. */
const MAILS = 8;
const SECRET = 'a secret of the fault tests that is long enough';

/** A mail, and where its one effect is to be seen. */
interface Sent {
  readonly raw: string;
  readonly subject: string;
  readonly said: string;
  readonly answers: boolean;
  readonly files: number;
}

describe('SIGKILL of a worker that receives', () => {
  let folder: string;
  let dovecot: Dovecot | null;
  let rig: FaultRig;
  let queue: MailQueue;
  let ticket: string;
  const sent: Sent[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guichet-mail-'));
    chmodSync(folder, 0o755);
    dovecot = await startDovecot(folder);
    const port = await findFreePort();
    rig = await FaultRig.start({
      settings: {
        ...(dovecot && { IMAP_URL: dovecot.imapUrl('desk') }),
        ...{ GUICHET_LMTP_PORT: String(port), GUICHET_SECRET: SECRET, GUICHET_MAIL_DOMAIN: 'desk.example' },
      },
    });
    queue = new MailQueue(port);
    const domains = [{ domain: 'client.example', organisation: 'mairie' }];
    await setMailPolicy(rig.database.prisma, { domains, perHour: 10_000 });
    ticket = await rig.open();
  }, 120_000);
  afterAll(async () => {
    await queue?.close();
    await rig?.stop();
    await dovecot?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Every third answers a ticket, the others open one; every fourth brings a file. */
  const writeMails = (count: number): readonly string[] =>
    Array.from({ length: count }, () => {
      const n = sent.length;
      const [answers, files] = [n % 3 === 0, n % 4 === 0 ? 1 : 0];
      const [subject, said] = [`Courrier ${n}`, `Voilà le courrier ${n}.`];
      const raw = write({
        ...{ from: `personne${n % 12}@client.example`, subject },
        ...(answers && { to: replyAddress(SECRET, 'desk.example', ticket) }),
        headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=limit'],
        text: [
          ...['--limit', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', said],
          ...(files === 0 ? [] : ['--limit', 'Content-Disposition: attachment; filename=note.txt', '', `Note ${n}`]),
          '--limit--',
        ].join('\r\n'),
      });
      sent.push({ raw, subject, said, answers, files });
      return raw;
    });

  it('takes each mail once: one ticket or one comment, its files, and the original as it came', async () => {
    const { prisma } = rig.database;
    const stored = (source: string) => prisma.inboundMail.count({ where: { source, state: { not: 'receiving' } } });
    const filed = () => prisma.inboundMail.count({ where: { doneAt: { not: null } } });
    const moments = [() => stored('lmtp'), ...(dovecot ? [() => stored('imap')] : []), filed];
    const inMailbox = dovecot ? await openMailbox(dovecot) : null;

    await killAtWork(rig, KILLS, {
      what: 'receive',
      provide: async () => {
        queue.add(writeMails(MAILS));
        for (const raw of inMailbox ? writeMails(MAILS) : []) await inMailbox?.append('INBOX', raw);
      },
      done: (kill) => moments[kill % moments.length]?.() ?? 0,
    });
    await rig.eventually('all to be gone through', async () => (await filed()) >= sent.length, PATIENCE_MS);
    await inMailbox?.logout();

    const mails = await prisma.inboundMail.findMany({ where: { subject: { startsWith: 'Courrier ' } } });
    console.log(`${KILLS} kills, ${sent.length} mails; the mail server tried ${queue.failures} times in vain`);
    expect(mails.map(({ subject, state, why }) => `${subject}: ${why ?? state}`).sort()).toEqual(
      sent.map(({ subject, answers }) => `${subject}: ${answers ? 'commented' : 'opened'}`).sort(),
    );
    const [tickets, comments, attachments] = await Promise.all([
      prisma.ticket.findMany({ where: { source: 'email' } }),
      prisma.comment.findMany({ where: { seq: { not: null } } }),
      prisma.attachment.findMany({ where: { seq: { not: null } } }),
    ]);
    expect(tickets.map(({ subject, description }) => [subject, description]).sort()).toEqual(
      sent
        .filter(({ answers }) => !answers)
        .map(({ subject, said }) => [subject, said])
        .sort(),
    );
    expect(comments.map(({ body }) => body).sort()).toEqual(
      sent
        .filter(({ answers }) => answers)
        .map(({ said }) => said)
        .sort(),
    );
    expect(attachments).toHaveLength(sent.filter(({ files }) => files > 0).length);
    for (const { id, subject } of mails) {
      const original = await rig.read('admin', `/inbound-mails/${id}/original`);
      expect(original.trimEnd()).toBe(sent.find((one) => one.subject === subject)?.raw);
    }
    expect(await findDisagreements(rig)).toEqual([]);

    // What broke off on its way in was not acknowledged, and came again: its beginnings are swept after a day.
    const rest = await prisma.inboundMail.findMany({ where: { doneAt: null } });
    expect(rest.filter(({ state }) => state !== 'receiving')).toEqual([]);
    expect(rest.length).toBeLessThanOrEqual(KILLS * (LMTP_CONNECTIONS + 1));
  }, 600_000);
});

async function openMailbox(dovecot: Dovecot): Promise<ImapFlow> {
  const client = new ImapFlow({ ...readMailboxUrl(dovecot.imapUrl('desk')).options, logger: false });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
