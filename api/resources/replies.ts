import type { DocumentBodies } from '../../prisma/documents';
import { PLACEHOLDERS, unknownPlaceholders } from '../replies';
import type { Resource } from '../resourceKind';
import { reply } from '../schemas/replies';
import { listOfStored, storedAs } from './stored';

export const replies: Resource<DocumentBodies['reply']> = {
  name: 'reply',
  path: '/replies/{id}',
  subject: 'Reply',
  body: reply,
  ...storedAs('reply'),
  ...listOfStored('reply'),
  check: (_tx, { body }) =>
    Promise.resolve(
      Object.entries(body).flatMap(([language, text]) =>
        unknownPlaceholders(text).map((name) => ({
          pointer: `/body/${language}`,
          code: 'unknown_placeholder',
          message: `There is nothing called {{${name}}}; there is ${PLACEHOLDERS.join(', ')} and ticket.fields.<id>.`,
        })),
      ),
    ),
  usedBy: () => Promise.resolve([]),
};
