/** The words of messages: built in, or as administrators have written them. */
import { currentDocuments, type DocumentClient, type MessageTemplateDocument } from '../../prisma/documents';
import { NOTICE_KINDS, type NoticeKind } from './kinds';
import en from './texts/en.json';
import fr from './texts/fr.json';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXTS = { en, fr } as const;

/** A person's language, by her locale. */
export function languageOf(locale: string): Language {
  return locale.startsWith('fr') ? 'fr' : 'en';
}

/** What a template may ask for. */
export const PLACEHOLDERS = [
  'ticket.key',
  'ticket.subject',
  'ticket.type',
  'ticket.status',
  'ticket.priority',
  'requester.name',
  'assignee.name',
  'team.name',
  'recipient.name',
  'actor.name',
  'comment',
  'link',
  'reason',
  'until',
  'resolution',
  'clock',
  'percent',
  'level',
  'survey.link',
  'proposal.tickets',
  'proposal.count',
  'proposal.people',
  'proposal.link',
] as const;
export type Values = Readonly<Partial<Record<(typeof PLACEHOLDERS)[number], string>>>;

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !PLACEHOLDERS.some((known) => known === name));
}

/**
 * Values are put in as they are, and not read for placeholders again. A line of placeholders that have nothing to say is
 * left out.
 */
export function fill(text: string, values: Readonly<Record<string, string>> | Values): string {
  const known = new Map(Object.entries(values));
  const lines = text.split('\n').flatMap((line) => {
    const filled = line.replace(PLACEHOLDER, (_found, name: string) => known.get(name) ?? '');
    return line.trim() !== '' && filled.trim() === '' ? [] : [filled];
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The template that comes with the desk. */
export function builtInTemplate(kind: NoticeKind): MessageTemplateDocument {
  const subject = (language: Language) =>
    `[{{ticket.key}}] ${kind === 'problemProposed' ? TEXTS[language].kinds[kind].short : '{{ticket.subject}}'}`;
  return {
    subject: { en: subject('en'), fr: subject('fr') },
    body: { en: en.kinds[kind].body, fr: fr.kinds[kind].body },
  };
}

export type Templates = (kind: NoticeKind) => MessageTemplateDocument;

/** All templates as of now. */
export async function readTemplates(prisma: DocumentClient): Promise<Templates> {
  const stored = new Map(
    (await currentDocuments(prisma, 'messageTemplate')).map(({ id, document }) => [id, document] as const),
  );
  const all = new Map(NOTICE_KINDS.map((kind) => [kind, stored.get(kind) ?? builtInTemplate(kind)] as const));
  return (kind) => all.get(kind) ?? builtInTemplate(kind);
}
