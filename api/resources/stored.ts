import {
  currentDocument,
  currentDocuments,
  deleteDocumentWithin,
  documentVersion,
  documentVersions,
  putDocumentWithin,
  type DocumentBodies,
  type DocumentKind,
} from '../../prisma/documents';
import { mismatch } from '../preconditions';
import type { InputError } from '../problem';
import type { Resource, Stored, Transaction } from '../resourceKind';

/** Reading and writing of what is kept in `documents`, where an edit adds a version and the old ones stay. */
export function storedAs<K extends DocumentKind>(
  kind: K,
): Pick<Resource<DocumentBodies[K]>, 'read' | 'versions' | 'write' | 'remove'> {
  return {
    versions: {
      list: (tx, id, before, limit) => documentVersions(tx, kind, id, { before, limit }),
      read: (tx, id, version) => documentVersion(tx, kind, id, version),
    },
    read: async (tx, id): Promise<Stored | null> => {
      const stored = await currentDocument(tx, kind, id);
      return stored && { version: stored.version, document: stored.document };
    },
    write: async (tx, id, document, expectedVersion, by) => {
      const put = await putDocumentWithin(tx, { kind, id, document, expectedVersion, by });
      if (put.outcome === 'conflict') throw mismatch(put.currentVersion);
      return put.stored.version;
    },
    remove: async (tx, id, version) => {
      const deleted = await deleteDocumentWithin(tx, kind, id, version);
      if (deleted.outcome === 'conflict') throw mismatch(deleted.currentVersion);
    },
  };
}

/** All of a kind of which there may be several. */
export function listOfStored<K extends DocumentKind>(kind: K): Pick<Resource<DocumentBodies[K]>, 'list'> {
  return { list: (tx, after, limit) => currentDocuments(tx, kind, { after, limit }) };
}

/** A member that names something by its id. */
export interface Reference {
  readonly pointer: string;
  readonly id: string;
}

/** @returns an error for each reference to a calendar that there is not */
export async function missingCalendars(prisma: Transaction, references: readonly Reference[]): Promise<InputError[]> {
  const ids = [...new Set(references.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const rows = await prisma.document.findMany({
    where: { kind: 'calendar', current: true, id: { in: ids } },
    select: { id: true },
  });
  return missing(references, rows, 'calendar');
}

export async function missingTeams(prisma: Transaction, references: readonly Reference[]): Promise<InputError[]> {
  const ids = [...new Set(references.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const rows = await prisma.team.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return missing(references, rows, 'team');
}

export async function missingPeople(prisma: Transaction, references: readonly Reference[]): Promise<InputError[]> {
  const wanted = references.filter(({ id }) => UUID.test(id)).map(({ id }) => id);
  const rows =
    wanted.length === 0 ? [] : await prisma.user.findMany({ where: { id: { in: wanted } }, select: { id: true } });
  return missing(references, rows, 'user');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function missing(
  references: readonly Reference[],
  rows: readonly { readonly id: string }[],
  what: string,
): InputError[] {
  const known = new Set(rows.map(({ id }) => id));
  return references
    .filter(({ id }) => !known.has(id.toLowerCase()) && !known.has(id))
    .map(({ pointer, id }) => ({ pointer, code: 'unknown', message: `There is no ${what} ${id}.` }));
}

/** Documents of a kind whose body names this id somewhere. */
export async function documentsWhere<K extends DocumentKind>(
  tx: Transaction,
  kind: K,
  names: (document: DocumentBodies[K]) => boolean,
): Promise<string[]> {
  const rows = await tx.document.findMany({ where: { kind, current: true }, orderBy: { id: 'asc' } });
  return rows.filter((row) => names(row.document as unknown as DocumentBodies[K])).map(({ id }) => id);
}
