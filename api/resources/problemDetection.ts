import { ONLY } from '../../prisma/defaults';
import type { DocumentBodies } from '../../prisma/documents';
import type { InputError } from '../problem';
import type { Resource, Transaction } from '../resourceKind';
import { problemDetection as schema } from '../schemas/problems';
import { storedAs } from './stored';

export const problemDetection: Resource<DocumentBodies['problemDetection']> = {
  name: 'problem detection',
  path: '/problem-detection',
  subject: 'Triage',
  onlyId: ONLY,
  body: schema,
  ...storedAs('problemDetection'),
  check: (tx, { ways }) => missingChoices(tx, ways.field?.fields ?? []),
  usedBy: () => Promise.resolve([]),
};

/** Only choices: in other fields people write what they like, and a proposal is to hold no text of theirs. */
async function missingChoices(tx: Transaction, ids: readonly string[]): Promise<readonly InputError[]> {
  if (ids.length === 0) return [];
  const rows = await tx.document.findMany({
    where: { kind: 'field', current: true, id: { in: [...ids] }, document: { path: ['type'], equals: 'choice' } },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, at) =>
    known.has(id)
      ? []
      : [{ pointer: `/ways/field/fields/${at}`, code: 'unknown', message: `There is no field ${id} of type choice.` }],
  );
}
