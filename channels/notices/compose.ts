import type { PrismaClient } from '../../prisma/client';
import type { ChannelSettings } from '../deps';
import type { Outcome, Waiting } from '../engine/types';
import type { Mailbox } from '../mail/settings';
import { tellingsOf, type Telling } from './facts';
import { readBefore, readRecipient, type Recipient } from './hearer';
import { judge, type Terms, type Verdict } from './plan';
import { alsoGathering, asNotice } from './gathering';
import { languageOf, readTemplates } from './templates';
import { writeGathered, writeOne, type Writing } from './write';

/** A mail's words. What every mail of a ticket carries (ids, threads, reply address) the sender adds. */
export interface Composed {
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** Absent: text only. */
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is to become of a recipient's rows now. */
export interface Prepared {
  /** Those that are not sent now, or not at all. */
  readonly decided: readonly Outcome[];
  /** One message, of one row or of several gathered; null: none now. */
  readonly message: { readonly rows: readonly [Waiting, ...Named[]]; readonly composed: Composed } | null;
}

/** A row that another's message tells of. */
type Named = Pick<Waiting, 'id' | 'ticketId'>;

export interface ComposeDeps {
  readonly prisma: PrismaClient;
  readonly settings: ChannelSettings;
}

/** Decides what of a recipient's waiting rows makes her next mail, and writes it. */
export async function prepare(deps: ComposeDeps, rows: readonly [Waiting, ...Waiting[]]): Promise<Prepared> {
  const { prisma, settings } = deps;
  const terms: Terms = { now: Date.now(), gatherMs: settings.gatherMs };
  const recipient = await readRecipient(prisma, rows[0].recipient, terms.now);
  if (!recipient) return { decided: rows.map(({ id }) => skip(id, 'there is nobody to write to')), message: null };
  const before = await readBefore(prisma, rows[0].recipient, recipient);
  const tellings = await tellingsOf(prisma, rows);
  const judged = rows.map((row) => ({
    row,
    verdict: judge(asNotice(row, tellings.get(row.id)), recipient, before, terms),
  }));
  const first = judged.find(({ verdict }) => verdict.kind === 'send');
  const goes = first && togetherWith(first, recipient);
  const decided = judged.filter((one) => !goes?.(one)).flatMap(({ row, verdict }) => outcomeOf(row.id, verdict));
  if (!first || !goes) return { decided, message: null };
  const digest = isDigest(first.verdict);
  const own = judged.filter(goes).map(({ row }) => row);
  const others =
    digest || recipient.side === 'requester' ? [] : await alsoGathering(prisma, rows, { recipient, before, terms });
  const told = [...own.flatMap(({ id }) => tellings.get(id) ?? []), ...others.map(({ telling }) => telling)];
  const composed = await write(deps, recipient, told, digest);
  const more: Named[] = [...own.filter((row) => row !== first.row), ...others.map(({ row }) => row)];
  return { decided, message: { rows: [first.row, ...more], composed } };
}

interface Judged {
  readonly row: Waiting;
  readonly verdict: Verdict;
}

/** Each of a requester's tickets is a thread of its own; at the desk what is due, or gathers, goes in one mail. */
function togetherWith(first: Judged, { side }: Recipient): (other: Judged) => boolean {
  return ({ row, verdict }) => {
    if (verdict.kind === 'skip') return false;
    if (isDigest(first.verdict)) return isDigest(verdict);
    const due = verdict.kind === 'send' ? !verdict.digest : verdict.gathering;
    return due && (side === 'desk' || row.ticketId === first.row.ticketId);
  };
}

function isDigest(verdict: Verdict): boolean {
  return verdict.kind === 'send' && verdict.digest;
}

function skip(id: string, why: string): Outcome {
  return { id, kind: 'skipped', why };
}

function outcomeOf(id: string, verdict: Verdict): Outcome[] {
  if (verdict.kind === 'send') return [];
  if (verdict.kind === 'skip') return [skip(id, verdict.why)];
  return [{ id, kind: 'later', at: new Date(verdict.at) }];
}

async function write(
  { prisma, settings }: ComposeDeps,
  recipient: Recipient,
  all: readonly Telling[],
  digest: boolean,
): Promise<Composed> {
  const language = languageOf(recipient.locale ?? all[0]?.ticket.requesterLocale ?? 'en');
  const writing: Writing = {
    templates: await readTemplates(prisma),
    speaking: {
      language,
      timeZone: recipient.timeZone,
      recipient: recipient.to.name,
      publicUrl: settings.publicUrl,
      secret: settings.secret,
    },
    answersReachTicket: settings.mail.takesReplies,
  };
  const oneTicket = all.every(({ ticket }) => ticket.id === all[0]?.ticket.id);
  const words =
    oneTicket && !digest ? writeOne(all, writing) : writeGathered(all, writing, digest ? recipient.userId : null);
  return { to: recipient.to, ...words };
}
