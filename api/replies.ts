import { currentDocument } from '../prisma/documents';
import type { Caller } from './auth';
import { label, type Locale } from './i18n';
import { notFound } from './problem';
import type { Call } from './route';
import { ID_FORM } from './schemas/common';
import type { TicketRow } from './ticketView';

/** What a reply may ask for, and where it comes from. */
const SOURCES: Readonly<Record<string, (ticket: TicketRow, caller: Caller, language: Locale) => string | null>> = {
  'ticket.key': ({ key }) => key,
  'ticket.subject': ({ subject }) => subject,
  'ticket.type': ({ type }, _caller, language) => label(language, 'type', type),
  'ticket.status': ({ status }, _caller, language) => label(language, 'status', status),
  'ticket.priority': ({ priority }, _caller, language) => label(language, 'priority', priority),
  'requester.name': ({ requester }) => requester.name,
  'organisation.name': ({ organisation }) => organisation?.name ?? null,
  'team.name': ({ team }) => team?.name ?? null,
  'assignee.name': ({ assignee }) => assignee?.name ?? null,
  'agent.name': (_ticket, { name }) => name,
};
export const PLACEHOLDERS = Object.keys(SOURCES);

const FIELD = /^ticket\.fields\.(.+)$/;
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !Object.hasOwn(SOURCES, name) && !FIELD.test(name));
}

/**
 * A canned reply as it would be written on a ticket: in the requester's language, unless another is asked for, or in the
 * one that there is. Values are put in as they are, and not read for placeholders again.
 * @throws Problem 404 if there is no such reply
 */
export async function renderReply({
  deps,
  params,
  caller,
  target,
  query,
}: Call<unknown, { language?: Locale | undefined }, TicketRow>) {
  const id = params.reply ?? '';
  const stored = ID_FORM.test(id) ? await currentDocument(deps.prisma, 'reply', id) : null;
  if (!stored) throw notFound('reply of this id');
  const { body } = stored.document;
  const wished = query.language ?? (await languageOf(deps.prisma, target.requesterId));
  const language: Locale = body[wished] === undefined ? (wished === 'en' ? 'fr' : 'en') : wished;
  const empty = new Set<string>();
  const text = (body[language] ?? '').replace(PLACEHOLDER, (_found, name: string) => {
    const value = valueOf(name, target, caller, language);
    if (value === null || value === '') empty.add(name);
    return value ?? '';
  });
  return { reply: id, ticket: target.key, language, body: text, empty: [...empty] };
}

function valueOf(name: string, ticket: TicketRow, caller: Caller, language: Locale): string | null {
  const field = FIELD.exec(name)?.[1];
  if (field === undefined) return SOURCES[name]?.(ticket, caller, language) ?? null;
  const fields: unknown = ticket.fields;
  const value: unknown =
    typeof fields === 'object' && fields !== null && Object.hasOwn(fields, field) ? Reflect.get(fields, field) : null;
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function languageOf(prisma: Call['deps']['prisma'], id: string): Promise<Locale> {
  const user = await prisma.user.findUnique({ where: { id }, select: { locale: true } });
  return user?.locale.startsWith('fr') ? 'fr' : 'en';
}
