import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { v7 as uuidv7 } from 'uuid';
import { openInbound } from '../../channels/inbound/open';
import { readMailbox } from '../../channels/inbound/readMailbox';
import { readMailboxUrl } from '../../channels/inbound/mailboxUrl';
import { startDovecot } from '../../test/servers/dovecot';
import { INBOUND, setMailPolicy, write } from '../../test/support/inbound';
import { startBenchDesk, type BenchDesk } from '../desk';
import { median, runClosedLoop, table } from '../statistics';

export interface IncomingOptions {
  /** In the mailbox, and tickets opened over the API beside. */
  readonly mails: number;
  readonly rounds: number;
}

const CLIENTS = 16;
const WARM_UP = 20;
const WRITERS = 100;
const CHANNEL = 'imap';
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * How fast mails that wait in a mailbox of a real Dovecot become tickets, beside how fast tickets are opened over the API:
 * by turns, each until the last ticket is triaged and can be read.
 */
export async function measureIncoming({ mails, rounds }: IncomingOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-mail-'));
  chmodSync(folder, 0o755);
  const dovecot = await startDovecot(folder);
  if (!dovecot) return rmSync(folder, { recursive: true, force: true });
  const desk = await startBenchDesk({ temporal: 'dev' });
  try {
    const { prisma } = desk.reach;
    await prisma.channel.create({ data: { id: CHANNEL } });
    await setMailPolicy(prisma, { perHour: 10_000 });
    await insertWriters(desk);
    const url = dovecot.imapUrl('desk');
    const [opened, received]: [number[], number[]] = [[], []];
    await timeOpening(desk, WARM_UP);
    await timeReceiving(desk, url, WARM_UP);
    for (let round = 1; round <= rounds; round++) {
      opened.push(await timeOpening(desk, mails));
      received.push(await timeReceiving(desk, url, mails));
      console.log(`incoming: round ${round} of ${rounds} done`);
    }
    const filed = await prisma.inboundMail.groupBy({ by: ['state'], _count: true });
    const row = (what: string, ms: number) => [
      what,
      `${(ms / 1_000).toFixed(2)} s`,
      `${(mails / (ms / 1_000)).toFixed(1)}/s`,
    ];
    console.log(
      `\n${table(
        [`${mails} tickets`, 'time', 'rate'],
        [row('opened over the API', median(opened)), row('by mail, from the mailbox', median(received))],
      )}\n\nratio ${(median(opened) / median(received)).toFixed(2)}; of ${WARM_UP + rounds * mails} mails ${filed
        .map(({ state, _count }) => `${_count} ${state}`)
        .join(', ')}`,
    );
  } finally {
    await desk.stop();
    await dovecot.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOpening(desk: BenchDesk, count: number): Promise<number> {
  const all = (await desk.countProjected()) + count;
  const begun = performance.now();
  await runClosedLoop(CLIENTS, count, () => desk.openTicket());
  while ((await desk.countProjected()) < all) await sleep(20);
  return performance.now() - begun;
}

/** From when a worker looks into the mailbox. */
async function timeReceiving(desk: BenchDesk, imapUrl: string, count: number): Promise<number> {
  await fillMailbox(imapUrl, count);
  const { prisma, client, secret, files } = desk.reach;
  const from = { name: 'Guichet', address: 'desk@desk.example' };
  const deps = {
    ...{ prisma, client, logger: SILENT, listener: null },
    settings: {
      ...{ publicUrl: 'https://desk.example', secret, gatherMs: 0 },
      mail: { from, domain: 'desk.example', takesReplies: true, to: { folder: '' } },
      gatherMs: 0,
    },
    inbound: { files, run: { alarmSpreadMs: 0 }, settings: { ...INBOUND, imapUrl, lmtp: null } },
  };
  const all = (await desk.countProjected()) + count;
  const stop = new AbortController();
  const begun = performance.now();
  const inbox = await openInbound(deps);
  const reading = readMailbox(deps, { channel: CHANNEL, stop: stop.signal });
  while ((await desk.countProjected()) < all) await sleep(20);
  const took = performance.now() - begun;
  stop.abort();
  await reading;
  await inbox.close();
  return took;
}

async function fillMailbox(imapUrl: string, count: number): Promise<void> {
  const { options, folder } = readMailboxUrl(imapUrl);
  const client = new ImapFlow({ ...options, logger: false });
  await client.connect();
  for (let n = 0; n < count; n++)
    await client.append(
      folder,
      write({ from: `writer-${n % WRITERS}@client.example`, text: `Rien ne va plus : ${n}` }),
    );
  await client.logout();
}

async function insertWriters({ reach: { prisma } }: BenchDesk): Promise<void> {
  await prisma.user.createMany({
    data: Array.from({ length: WRITERS }, (_, n) => ({
      ...{ id: uuidv7(), email: `writer-${n}@client.example`, name: `Writer ${n}`, role: 'requester' },
    })),
  });
}
