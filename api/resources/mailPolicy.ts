import { ONLY } from '../../prisma/defaults';
import type { DocumentBodies } from '../../prisma/documents';
import type { Resource } from '../resourceKind';
import { mailPolicy as schema } from '../schemas/inboundMails';
import { storedAs } from './stored';

export const mailPolicy: Resource<DocumentBodies['mailPolicy']> = {
  name: 'mail policy',
  path: '/mail-policy',
  subject: 'Triage',
  onlyId: ONLY,
  body: schema,
  ...storedAs('mailPolicy'),
  check: async (tx, { domains }) => {
    const ids = domains.map(({ organisation }) => organisation);
    const known = new Set((await tx.organisation.findMany({ where: { id: { in: ids } } })).map(({ id }) => id));
    return ids.flatMap((id, at) =>
      known.has(id)
        ? []
        : [{ pointer: `/domains/${at}/organisation`, code: 'unknown', message: `No organisation has the id ${id}.` }],
    );
  },
  usedBy: () => Promise.resolve([]),
};
