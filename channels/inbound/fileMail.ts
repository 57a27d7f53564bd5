/** What becomes of a mail: a comment, a ticket, a note, or something that a lead decides. */
import type { MailPolicy } from '../../prisma/documents';
import { authenticityOf } from './authentication';
import { automaticKind, type Automatic } from './automatic';
import { languageOf } from './cleanText';
import { commentByMail } from './commentByMail';
import type { InboundDeps } from './deps';
import { findSender, isPlainAddress, organisationOf, welcome, type Sender } from './findSender';
import { findThread, type Thread } from './findThread';
import type { Note } from './keepFiles';
import type { MailReader, ParsedMail } from './mailReader';
import { isRepeated, sentWithinTheHour } from './limits';
import { noteBounce } from './noteBounce';
import { openByMail, openedBefore } from './openByMail';

/** A row of `inbound_mails` whose turn it is. */
export interface Mail {
  readonly id: string;
  readonly key: string;
  readonly envelopeFrom: string | null;
  readonly envelopeTo: readonly string[];
  /** Whoever said that it is to be taken, though it was held; null: nobody. */
  readonly decidedBy: string | null;
  /** The ticket that it answers to, if that is decided already. */
  readonly ticketId: string | null;
}

export const WHYS_HELD = [
  'unknownSender',
  'inactiveSender',
  'noSender',
  'forged',
  'unverified',
  'notAllowed',
  'tooMany',
  'repeated',
  'closed',
  'unreadable',
  'tooLarge',
  'failed',
] as const;
export type WhyHeld = (typeof WHYS_HELD)[number];

export type Filing =
  | {
      readonly state: 'opened' | 'commented';
      readonly ticketId: string;
      readonly commentId: string | null;
      readonly authorId: string;
      readonly notes: readonly Note[];
    }
  | { readonly state: 'noted'; readonly why: Automatic; readonly ticketId: string | null }
  | { readonly state: 'held'; readonly why: WhyHeld; readonly ticketId: string | null }
  /** `language`: of the refusal. */
  | { readonly state: 'refused'; readonly why: 'unknownSender'; readonly language: 'en' | 'fr' };

export interface FilingDeps extends InboundDeps {
  readonly reader: Pick<MailReader, 'visible'>;
}

/**
 * Decides on a mail and carries it out. Repeating it changes nothing: whatever it makes has an id that follows from the
 * mail's.
 * @throws if something that it takes is away: to be repeated
 */
export async function fileMail(deps: FilingDeps, policy: MailPolicy, mail: Mail, parsed: ParsedMail): Promise<Filing> {
  const { prisma, settings } = deps;
  const before = await openedBefore(deps, mail);
  if (before) return before;
  const address = parsed.from[0]?.address.trim().toLowerCase() ?? '';
  const thread = await findThread(prisma, settings.secret, parsed, mail.envelopeTo);
  const held = (why: WhyHeld): Filing => ({ state: 'held', why, ticketId: thread?.proven ? thread.ticketId : null });
  const accepted = mail.decidedBy !== null;

  const us = { domain: settings.mail.domain, address: settings.mail.from.address };
  const automatic = automaticKind(parsed, mail.envelopeFrom, us);
  const authenticity = authenticityOf(parsed, policy.trustedHosts);
  if (automatic && !accepted) {
    const bounced = automatic === 'bounce' && authenticity !== 'forged' ? await noteBounce(deps, parsed) : null;
    return { state: 'noted', why: automatic, ticketId: bounced ?? thread?.ticketId ?? null };
  }
  if (!isPlainAddress(address)) return held('noSender');
  if (authenticity === 'forged' && !accepted) return held('forged');

  const known = await findSender(prisma, address);
  if (known?.active === false) return held('inactiveSender');
  if (known && known.role !== 'requester' && authenticity !== 'genuine' && !accepted) return held('unverified');
  // What an earlier attempt has begun is not too much now.
  if (!accepted && mail.ticketId === null) {
    const count = await sentWithinTheHour(prisma, address);
    if (count >= policy.perHour) return held('tooMany');
  }
  if (!known) {
    const organisation = organisationOf(policy, address);
    const welcomed = accepted || organisation !== null || (policy.unknownSenders === 'open' && !thread?.proven);
    if (!welcomed) {
      if (policy.unknownSenders === 'refuse' && !thread?.proven) {
        const language = languageOf(`${parsed.subject}\n${parsed.text}`);
        return { state: 'refused', why: 'unknownSender', language };
      }
      return held('unknownSender');
    }
    const sender = await welcome(prisma, address, organisation, parsed);
    return answerOrOpen(deps, mail, parsed, sender, thread);
  }
  return answerOrOpen(deps, mail, parsed, known, thread);
}

async function answerOrOpen(
  deps: FilingDeps,
  mail: Mail,
  parsed: ParsedMail,
  sender: Sender,
  thread: Thread | null,
): Promise<Filing> {
  // What an earlier attempt has begun, or a lead has decided, holds wherever the thread would lead by now.
  const answered = mail.ticketId === null ? thread : { ticketId: mail.ticketId, proven: true };
  if (answered) {
    const filing = await commentByMail(deps, mail, parsed, sender, answered);
    if (filing) return filing;
  }
  if (mail.decidedBy === null && (await isRepeated(deps.prisma, sender.id, parsed)))
    return { state: 'held', why: 'repeated', ticketId: null };
  return openByMail(deps, mail, parsed, sender);
}
