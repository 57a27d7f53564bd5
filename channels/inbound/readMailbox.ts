/** Reads a mailbox by IMAP, for as long as the turn of the channel `imap` lasts. */
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { Bell } from '../engine/bell';
import { isOpen } from '../engine/claim';
import { noteHowItFares } from '../engine/status';
import type { ChannelRest, ChannelRun } from '../engine/types';
import type { InboundDeps } from './deps';
import { readMailboxUrl, type MailboxPlace } from './mailboxUrl';
import { storeMail } from './storeMail';

/** Whatever the server does not tell is found after this long. */
const LOOK_AGAIN_MS = 20_000;
/** Somebody may have paused the channel. */
const ASK_EVERY_MS = 1_000;
const TURN_MS = 3_600_000;
const LONGEST_REST_MS = 60_000;
/** Mails that are fetched at once, and how large one of them may be: others come alone, as a stream. */
const BATCH = 20;
const SMALL_BYTES = 512 * 1024;

export async function readMailbox(deps: InboundDeps, run: ChannelRun): Promise<ChannelRest> {
  const { imapUrl, imapCa } = deps.inbound.settings;
  if (imapUrl === null) return 'gone';
  const place = readMailboxUrl(imapUrl, imapCa);
  const restsAt = Date.now() + TURN_MS;
  let failures = 0;
  while (!run.stop.aborted && Date.now() < restsAt) {
    const state = await isOpen(deps.prisma, run.channel).then((open) => (open ? 'open' : 'paused'));
    if (state === 'paused') return 'paused';
    try {
      const rest = await readUntil(deps, place, run, restsAt, () => (failures = 0));
      if (rest !== null) return rest;
    } catch (error) {
      failures++;
      const why = describe(error);
      deps.logger.warn({ channel: run.channel, problem: why, failures }, 'The mailbox cannot be read; trying again');
      await noteHowItFares(deps.prisma, run.channel, { sent: 0, error: why, failuresInARow: failures });
      const restMs = Math.min(1_000 * 2 ** Math.min(failures, 6), LONGEST_REST_MS);
      await sleep(restMs, undefined, { signal: run.stop }).catch(() => undefined);
    }
  }
  return 'rested';
}

/** One connection. @returns null if it ended by itself */
async function readUntil(
  deps: InboundDeps,
  place: MailboxPlace,
  { channel, stop }: ChannelRun,
  restsAt: number,
  works: () => void,
): Promise<ChannelRest | null> {
  const client = new ImapFlow({ ...place.options, logger: false, maxIdleTime: 5 * 60_000 });
  const bell = new Bell();
  const failed: { error?: Error } = {};
  client.on('error', (error: Error) => {
    failed.error = error;
    bell.ring();
  });
  client.on('close', () => bell.ring());
  let news = true;
  client.on('exists', () => {
    news = true;
    bell.ring();
  });
  stop.addEventListener('abort', bell.ring);
  try {
    await client.connect();
    await client.mailboxOpen(place.folder);
    for (let lookAt = 0; ;) {
      if (failed.error) throw failed.error;
      if (!client.usable) return null;
      if (stop.aborted || Date.now() >= restsAt) return 'rested';
      if (!(await isOpen(deps.prisma, channel))) return 'paused';
      if (news || Date.now() >= lookAt) {
        news = false;
        lookAt = Date.now() + LOOK_AGAIN_MS;
        const taken = await takeAll(deps, client, place, stop);
        works();
        await noteHowItFares(deps.prisma, channel, { sent: taken, error: null, failuresInARow: 0 });
      }
      await bell.wait(ASK_EVERY_MS);
    }
  } finally {
    stop.removeEventListener('abort', bell.ring);
    await client.logout().catch(() => client.close());
  }
}

/** Takes what is new: stored first, then marked. A crash in between brings the mail again, and it is known by then. */
async function takeAll(deps: InboundDeps, client: ImapFlow, place: MailboxPlace, stop: AbortSignal): Promise<number> {
  const found = await client.search(place.moveTo === null ? { seen: false } : { all: true }, { uid: true });
  const uids = found === false ? [] : (found ?? []);
  let taken = 0;
  for (let from = 0; from < uids.length && !stop.aborted; from += BATCH) {
    const batch = uids.slice(from, from + BATCH);
    const sizes = await client.fetchAll(batch, { uid: true, size: true }, { uid: true });
    const small = sizes.filter(({ size }) => (size ?? 0) <= SMALL_BYTES).map(({ uid }) => uid);
    const large = sizes.filter(({ size }) => (size ?? 0) > SMALL_BYTES).map(({ uid }) => uid);
    const stored: number[] = [];
    if (small.length > 0) {
      const mails = await client.fetchAll(small, { uid: true, source: true }, { uid: true });
      for (const { uid, source } of mails) {
        if (!source) continue;
        await storeMail(deps, { source: 'imap', from: null, to: [] }, Readable.from([source]));
        stored.push(uid);
      }
    }
    for (const uid of large) {
      const { content } = await client.download(String(uid), undefined, { uid: true });
      // Somebody has removed it meanwhile.
      if (!content) continue;
      await storeMail(deps, { source: 'imap', from: null, to: [] }, content);
      stored.push(uid);
    }
    if (stored.length > 0) await acknowledge(client, place, stored);
    taken += stored.length;
  }
  return taken;
}

async function acknowledge(client: ImapFlow, { moveTo }: MailboxPlace, uids: readonly number[]): Promise<void> {
  await client.messageFlagsAdd([...uids], ['\\Seen'], { uid: true });
  if (moveTo === null) return;
  if (!(await client.messageMove([...uids], moveTo, { uid: true }))) {
    await client.mailboxCreate(moveTo);
    await client.messageMove([...uids], moveTo, { uid: true });
  }
}

/** What the server says of a refused command is in a member of its own. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { responseText } = error as { readonly responseText?: unknown };
  return typeof responseText === 'string' ? `${error.message}: ${responseText}` : error.message;
}
