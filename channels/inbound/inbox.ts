/** Goes through mails that are stored: whichever worker is there reads them and makes of them what they are. */
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_MAIL_POLICY, ONLY } from '../../prisma/defaults';
import { currentDocument } from '../../prisma/documents';
import {
  claimMail,
  factsOf,
  recordFacts,
  recordFailure,
  recordFiling,
  renewLeases,
  type ClaimedMail,
} from './claimMail';
import { cleanLine } from './cleanText';
import type { InboundDeps } from './deps';
import { fileMail, type Filing } from './fileMail';
import { MailReader, UnreadableMail } from './mailReader';
import { sweepMails } from './sweepMails';

/** Mails of different senders at once. */
const LANES = 4;
const LOOK_EVERY_MS = 1_000;
const RENEW_EVERY_MS = 3_000;
const SWEEP_EVERY_MS = 60_000;

export interface Inbox {
  /** Takes no further mail, and lets what has begun finish. */
  close(): Promise<void>;
}

export function openInbox(deps: InboundDeps): Inbox {
  const stopping = new AbortController();
  const reader = new MailReader();
  /** Ids of mails in hand. */
  const held = new Set<string>();
  const lanes = Array.from({ length: LANES }, () => goThrough({ ...deps, held }, reader, stopping.signal));
  const sweeping = sweepUntil(deps, stopping.signal);
  const renewing = setInterval(() => {
    renewLeases(deps.prisma, [...held]).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'Mails in hand could not be kept; trying again'),
    );
  }, RENEW_EVERY_MS);
  return {
    close: async () => {
      stopping.abort();
      await Promise.all([...lanes, sweeping]);
      clearInterval(renewing);
      await reader.close();
    },
  };
}

interface LaneDeps extends InboundDeps {
  readonly held: Set<string>;
}

async function goThrough(deps: LaneDeps, reader: MailReader, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const mail = await claimMail(deps.prisma).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'Mails cannot be looked for; trying again');
      return null;
    });
    if (!mail) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
      continue;
    }
    deps.held.add(mail.id);
    await takeUp(deps, reader, mail);
    deps.held.delete(mail.id);
  }
}

/** One mail, whatever comes of it. */
async function takeUp(deps: InboundDeps, reader: MailReader, mail: ClaimedMail): Promise<void> {
  try {
    const filing = await readAndFile(deps, reader, mail);
    await recordFiling(deps.prisma, mail.id, filing);
  } catch (error) {
    deps.logger.warn({ err: error, mail: mail.id, attempt: mail.attempts }, 'A mail could not be gone through yet');
    const why = error instanceof Error ? error.message : String(error);
    await recordFailure(deps.prisma, mail, why).catch((failure: unknown) =>
      deps.logger.warn({ err: failure, mail: mail.id }, 'Nor could that be written down: its lease runs out'),
    );
  }
}

async function readAndFile(deps: InboundDeps, reader: MailReader, mail: ClaimedMail): Promise<Filing> {
  const { prisma, inbound, logger } = deps;
  if (mail.size > inbound.settings.maxBytes) return { state: 'held', why: 'tooLarge', ticketId: null };
  const content = await inbound.files.store.read(mail.id);
  if (!content) throw new Error('The store does not have the mail');
  try {
    const parsed = await reader.read(await buffer(content));
    await recordFacts(prisma, mail.id, factsOf(parsed, cleanLine));
    const policy = (await currentDocument(prisma, 'mailPolicy', ONLY))?.document ?? DEFAULT_MAIL_POLICY;
    return await fileMail({ ...deps, reader }, policy, mail, parsed);
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    logger.warn({ mail: mail.id, why: error.message }, 'A mail cannot be read; it is held');
    return { state: 'held', why: 'unreadable', ticketId: null };
  }
}

async function sweepUntil(deps: InboundDeps, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sweepMails(deps).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'Originals of mails could not be swept; trying again');
    });
    await sleep(SWEEP_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
