/** The values that a template is filled with, in a language and a zone. */
import en from '../../api/locales/en.json';
import fr from '../../api/locales/fr.json';
import { surveyUrl } from '../../prisma/surveyToken';
import type { Telling } from './facts';
import { isNoticeKind } from './kinds';
import { proposalUrl, ticketUrl } from './links';
import { fill, TEXTS, type Language, type Values } from './templates';

export interface Speaking {
  readonly language: Language;
  readonly timeZone: string;
  readonly recipient: string;
  readonly publicUrl: string;
  readonly secret: string;
}

const CODES: Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  en: en.codes,
  fr: fr.codes,
};

export function valuesOf({ ticket, payload, actor, comment, kind }: Telling, speaking: Speaking): Values {
  const { language, publicUrl } = speaking;
  const { names } = TEXTS[language];
  const label = (set: string, code: unknown) =>
    typeof code === 'string' ? (CODES[language][set]?.[code] ?? code) : '';
  return {
    'ticket.key': ticket.key,
    'ticket.subject': ticket.subject,
    'ticket.type': label('type', ticket.type),
    'ticket.status': label('status', ticket.status),
    'ticket.priority': label('priority', ticket.priority),
    'requester.name': ticket.requester,
    'assignee.name': ticket.assignee ?? names.nobody,
    'team.name': ticket.team ?? names.noTeam,
    'recipient.name': speaking.recipient,
    'actor.name': actor ?? names.desk,
    comment: comment ?? '',
    link: ticketUrl(publicUrl, ticket.key),
    reason: label('pendingReason', payload.reason),
    until: untilOf(kind, payload, speaking),
    resolution: label('resolution', payload.resolution),
    clock: label('clock', payload.clock),
    percent: numberOf(payload.percent),
    level: numberOf(payload.level),
    'survey.link':
      typeof payload.no === 'number'
        ? surveyUrl(publicUrl, speaking.secret, { ticketId: ticket.id, no: payload.no })
        : '',
    ...proposalOf(payload, publicUrl),
  };
}

/** A problem that is proposed, and the tickets that seem to be of it. */
function proposalOf({ proposal, count, people, tickets }: Telling['payload'], publicUrl: string): Values {
  if (typeof proposal !== 'string') return {};
  const keys = Array.isArray(tickets) ? tickets.filter((key) => typeof key === 'string') : [];
  return {
    'proposal.tickets': `${keys.join(', ')}${typeof count === 'number' && count > keys.length ? ' …' : ''}`,
    'proposal.count': numberOf(count),
    'proposal.people': numberOf(people),
    'proposal.link': proposalUrl(publicUrl, proposal),
  };
}

/** What happened, in a line. */
export function sayShort(telling: Telling, speaking: Speaking): string {
  const { kind } = telling;
  if (!isNoticeKind(kind)) return kind;
  return fill(TEXTS[speaking.language].kinds[kind].short, valuesOf(telling, speaking)).replace(/\s+/g, ' ');
}

function untilOf(kind: string, payload: Telling['payload'], speaking: Speaking): string {
  if (typeof payload.expiresAt === 'number') return sayDate(payload.expiresAt, speaking);
  if (kind !== 'pended' || typeof payload.until !== 'number') return '';
  return fill(TEXTS[speaking.language].names.until, { until: sayDate(payload.until, speaking) });
}

function sayDate(at: number, { language, timeZone }: Speaking): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}

function numberOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}
