import type { DocumentBodies } from '../../prisma/documents';
import type { Resource } from '../resourceKind';
import { field } from '../schemas/fields';
import { listOfStored, storedAs } from './stored';

export const fields: Resource<DocumentBodies['field']> = {
  name: 'field',
  path: '/fields/{id}',
  subject: 'Field',
  body: field,
  ...storedAs('field'),
  ...listOfStored('field'),
  // Tickets keep their values, which are free again.
  usedBy: () => Promise.resolve([]),
};
