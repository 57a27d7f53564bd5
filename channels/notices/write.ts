/** A message's subject, text and HTML: of one ticket, or of several. */
import type { Telling } from './facts';
import { htmlOf } from './html';
import { isNoticeKind } from './kinds';
import { unsubscribeUrl } from './links';
import { fill, TEXTS, type Templates } from './templates';
import { sayShort, valuesOf, type Speaking } from './words';

export interface Writing {
  readonly templates: Templates;
  readonly speaking: Speaking;
  /** Whoever answers the mail writes on the ticket. */
  readonly answersReachTicket: boolean;
}

interface Words {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A subject line is cut there: more no client shows. */
const LONGEST_SUBJECT = 250;
/** A gathered message names so many tickets, and counts the others. */
const SHOWN = 50;
/** A comment of more characters is read at the desk. */
const LONGEST_COMMENT = 10_000;

/** What happened to one ticket, in the order in which it did. */
export function writeOne(tellings: readonly Telling[], { templates, speaking, answersReachTicket }: Writing): Words {
  const { language } = speaking;
  const { footer } = TEXTS[language];
  const parts = tellings.flatMap((telling) => {
    if (!isNoticeKind(telling.kind)) return [];
    const { subject, body } = templates(telling.kind);
    const values = valuesOf(cut(telling), speaking);
    return [{ subject: fill(subject[language], values), body: fill(body[language], values), values }];
  });
  const last = parts.at(-1);
  const closing = [
    fill(footer.link, { link: last?.values.link ?? '' }),
    ...(answersReachTicket ? [footer.answer] : []),
  ].join('\n');
  const text = [...parts.map(({ body }) => body), closing].join('\n\n');
  return finish(last?.subject ?? '', text, speaking, {});
}

/**
 * What happened to several tickets, a line each time.
 * @param subscriber whose digest it is, which she can end; null: it is no digest
 */
export function writeGathered(tellings: readonly Telling[], { speaking }: Writing, subscriber: string | null): Words {
  const { gathered, footer } = TEXTS[speaking.language];
  const tickets = new Map<string, Telling[]>();
  for (const one of tellings) tickets.set(one.ticket.id, [...(tickets.get(one.ticket.id) ?? []), one]);
  const all = [...tickets.values()];
  const count = String(all.length);
  const blocks = all.slice(0, SHOWN).map((ofOne) => {
    const { key, subject } = ofOne[0]?.ticket ?? { key: '', subject: '' };
    const link = ofOne[0] ? (valuesOf(ofOne[0], speaking).link ?? '') : '';
    return [`${key} ${subject}`, ...summed(ofOne.map((one) => sayShort(one, speaking))), link].join('\n');
  });
  const unsubscribe = subscriber === null ? null : unsubscribeUrl(speaking, subscriber);
  const text = [
    fill(gathered.intro, { count }),
    ...blocks,
    ...(all.length > SHOWN ? [fill(gathered.more, { count: String(all.length - SHOWN) })] : []),
    ...(unsubscribe === null ? [] : [fill(footer.unsubscribe, { link: unsubscribe })]),
  ].join('\n\n');
  const first = tellings[0]?.ticket.subject ?? '';
  const subject = fill(unsubscribe === null ? gathered.subject : gathered.digestSubject, { count, first });
  const headers: Record<string, string> =
    unsubscribe === null
      ? {}
      : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return finish(subject, text, speaking, headers);
}

/** What happened ten times is said once. */
function summed(lines: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return [...times].map(([line, count]) => `- ${line}${count > 1 ? ` (${count} ×)` : ''}`);
}

function cut(telling: Telling): Telling {
  const { comment } = telling;
  if (comment === null || comment.length <= LONGEST_COMMENT) return telling;
  return { ...telling, comment: `${comment.slice(0, LONGEST_COMMENT)} …` };
}

function finish(subject: string, text: string, { language }: Speaking, headers: Words['headers']): Words {
  return {
    subject: [...subject].slice(0, LONGEST_SUBJECT).join(''),
    text: `${text}\n`,
    html: htmlOf(text, language),
    headers,
  };
}
