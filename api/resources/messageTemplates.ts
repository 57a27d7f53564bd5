import { isNoticeKind, NOTICE_KINDS } from '../../channels/notices/kinds';
import { builtInTemplate, LANGUAGES, PLACEHOLDERS, unknownPlaceholders } from '../../channels/notices/templates';
import { currentDocument, currentDocuments, type DocumentBodies } from '../../prisma/documents';
import { Problem, type InputError } from '../problem';
import type { Resource, Stored, Transaction } from '../resourceKind';
import { messageTemplate } from '../schemas/notices';
import { storedAs } from './stored';

type Body = DocumentBodies['messageTemplate'];

const stored = storedAs('messageTemplate');

/** The words of messages. Those that come with the desk are version 0; a deletion brings them back. */
export const messageTemplates: Resource<Body> = {
  name: 'message template',
  path: '/message-templates/{id}',
  subject: 'Config',
  body: messageTemplate,
  idForm: new RegExp(`^(${NOTICE_KINDS.join('|')})$`),
  ...stored,
  read: async (tx, id): Promise<Stored | null> => {
    const own = await currentDocument(tx, 'messageTemplate', id);
    if (own) return { version: own.version, document: own.document };
    return isNoticeKind(id) ? { version: 0, document: builtInTemplate(id) } : null;
  },
  list: async (tx, after, limit) => {
    const own = new Map((await currentDocuments(tx, 'messageTemplate')).map((row) => [row.id, row]));
    return [...NOTICE_KINDS]
      .sort()
      .filter((id) => after === null || id > after)
      .slice(0, limit)
      .map((id) => own.get(id) ?? { id, version: 0, document: builtInTemplate(id) });
  },
  write: async (tx: Transaction, id, body, before, by) => stored.write(tx, id, body, before === 0 ? null : before, by),
  remove: async (tx, id, version) => {
    if (version === 0) throw new Problem('in_use', 'These words come with the desk: there are no others to delete.');
    return stored.remove(tx, id, version);
  },
  check: (_tx, body) => Promise.resolve(faultsOfTemplate(body)),
  usedBy: () => Promise.resolve([]),
};

export function faultsOfTemplate(
  template: Readonly<Partial<Record<keyof Body, Body[keyof Body] | undefined>>>,
): InputError[] {
  return (['subject', 'body'] as const).flatMap((member) =>
    LANGUAGES.flatMap((language) =>
      unknownPlaceholders(template[member]?.[language] ?? '').map((name) => ({
        pointer: `/${member}/${language}`,
        code: 'unknown_placeholder',
        message: `There is nothing called {{${name}}}; there is ${PLACEHOLDERS.join(', ')}.`,
      })),
    ),
  );
}
