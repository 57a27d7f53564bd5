/** Mailboxes of a real Dovecot: with TLS, from the first byte or by STARTTLS, and with a folder for what was taken. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { readMailboxUrl } from '../../channels/inbound/mailboxUrl';
import { readMailbox } from '../../channels/inbound/readMailbox';
import { Desk } from '../support/desk';
import { INBOUND, write } from '../support/inbound';
import { startDovecot, type Dovecot } from './dovecot';

const CHANNEL = 'imap';
let folder: string;
let dovecot: Dovecot | null;
let desk: Desk;
let letters = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-mail-'));
  chmodSync(folder, 0o755);
  dovecot = await startDovecot(folder);
  if (!dovecot) return;
  desk = await Desk.start({ worker: false });
  await desk.prisma.channel.create({ data: { id: CHANNEL } });
});

afterAll(async () => {
  await desk?.stop();
  await dovecot?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const withDovecot = (work: (server: Dovecot) => Promise<void>) => async () => {
  if (dovecot) await work(dovecot);
};

async function withMailbox<T>(server: Dovecot, user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({ ...readMailboxUrl(server.imapUrl(user)).options, logger: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

/** @returns its sender, by whom it is found again */
async function put(server: Dovecot, user: string, flags: string[] = []): Promise<string> {
  const from = `letter-${++letters}@client.example`;
  await withMailbox(server, user, (client) => client.append('INBOX', write({ from }), flags));
  return from;
}

/** Numbers of mails that nobody has seen, and of all. */
async function countIn(server: Dovecot, user: string, path: string) {
  const status = await withMailbox(server, user, (client) => client.status(path, { messages: true, unseen: true }));
  if (!status) throw new Error(`There is no folder ${path}`);
  return { messages: status.messages, unseen: status.unseen };
}

const isTaken = async (from: string) => (await desk.prisma.inboundMail.count({ where: { sender: from } })) === 1;

/** Reads a mailbox, as a worker does, until something holds. */
async function readUntil(imapUrl: string, imapCa: string | null, what: string, holds: () => Promise<boolean>) {
  const stop = new AbortController();
  const inbound = { files: desk.files, run: { alarmSpreadMs: 0 }, settings: { ...INBOUND, imapUrl, imapCa } };
  const reading = readMailbox({ ...desk.channelDeps(), inbound }, { channel: CHANNEL, stop: stop.signal });
  try {
    await desk.eventually(what, holds, 30_000);
  } finally {
    stop.abort();
    await reading;
  }
}

const WAYS: [string, (server: Dovecot, user: string) => string][] = [
  ['TLS from the first byte', (server, user) => server.imapsUrl(user)],
  ['STARTTLS', (server, user) => server.startTlsUrl(user)],
];

describe.each(WAYS)('%s', (way, urlOf) => {
  const user = way.slice(0, 3).toLowerCase();

  test(
    'a certificate that nobody vouches for is refused: the channel says so, and no mail is touched',
    withDovecot(async (server) => {
      const from = await put(server, user);
      await desk.prisma.channel.update({ where: { id: CHANNEL }, data: { lastError: null } });
      const told = () => desk.prisma.channel.findUniqueOrThrow({ where: { id: CHANNEL } });
      await readUntil(urlOf(server, user), null, 'the error', async () => (await told()).lastError !== null);
      expect((await told()).lastError).toMatch(/self[- ]signed certificate/);
      expect(await isTaken(from)).toBe(false);
      expect(await countIn(server, user, 'INBOX')).toEqual({ messages: 1, unseen: 1 });
    }),
  );

  test(
    'with the certificate that it is signed with, mail is taken',
    withDovecot(async (server) => {
      const from = await put(server, user);
      const ca = readFileSync(server.caFile, 'utf8');
      await readUntil(urlOf(server, user), ca, 'the mail', () => isTaken(from));
      const seen = async () => (await countIn(server, user, 'INBOX')).unseen === 0;
      await readUntil(urlOf(server, user), ca, 'the mark', seen);
    }),
  );
});

test(
  'with a folder for what was taken, all that is in the mailbox goes there, seen or not; the folder is made',
  withDovecot(async (server) => {
    const letters = [await put(server, 'mover'), await put(server, 'mover', ['\\Seen'])];
    const moved = async () => (await countIn(server, 'mover', 'INBOX')).messages === 0;
    await readUntil(`${server.imapUrl('mover')}&move=Taken`, null, 'all to be moved', moved);
    expect(await Promise.all(letters.map(isTaken))).toEqual([true, true]);
    expect(await countIn(server, 'mover', 'Taken')).toEqual({ messages: 2, unseen: 0 });

    // The folder is there by now.
    const third = await put(server, 'mover');
    await readUntil(`${server.imapUrl('mover')}&move=Taken`, null, 'it to be moved', moved);
    expect(await isTaken(third)).toBe(true);
    expect(await countIn(server, 'mover', 'Taken')).toEqual({ messages: 3, unseen: 0 });
  }),
);
