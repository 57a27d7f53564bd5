import { createHash } from 'node:crypto';
import type { Waiting } from '../engine/types';
import type { Composed } from '../notices/compose';
import { replyAddress, threadRoot } from './replyAddress';
import type { Mailbox, MailSettings } from './settings';

export interface MailFacts {
  readonly secret: string;
  readonly mail: MailSettings;
  /** Of the ticket that the mail is about; null: of none. */
  readonly ticketKey: string | null;
}

/** A mail as it is handed to the transport. */
export interface Mail {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** Null: answers go to `from`. */
  readonly replyTo: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same on every attempt, in angle brackets: a mail that comes twice is one. */
export function messageIdOf({ key }: Pick<Waiting, 'key'>, domain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
}

/** Adds to a mail's words what every mail of the desk carries. */
export function addressMail(row: Waiting, composed: Composed, { secret, mail, ticketKey }: MailFacts): Mail {
  return {
    messageId: messageIdOf(row, mail.domain),
    from: mail.from,
    to: { name: oneLine(composed.to.name), address: composed.to.address },
    replyTo: ticketKey !== null && mail.takesReplies ? replyAddress(secret, mail.domain, ticketKey) : null,
    references: ticketKey === null ? [] : [threadRoot(secret, mail.domain, ticketKey)],
    subject: withKey(oneLine(composed.subject), ticketKey),
    text: composed.text,
    html: composed.html ?? null,
    headers: {
      ...Object.fromEntries(Object.entries(composed.headers).map(([name, value]) => [name, oneLine(value)])),
      // RFC 3834, and Exchange's own word for it: nobody's absence answers a machine.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
  };
}

/** Answers are told by it when everything else was lost on the way. */
function withKey(subject: string, key: string | null): string {
  return key === null || subject.includes(`[${key}]`) ? subject : `[${key}] ${subject}`;
}

/** Line ends would begin another header; other control characters and directional overrides only deceive. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** One mailbox and nothing else: what could name two, or carry a command to the server, is none. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s<>()[\],;:\\"@\p{Cc}]{1,64}@[^\s<>()[\],;:\\"@\p{Cc}]{1,253}$/u.test(text);
}
