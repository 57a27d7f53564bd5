import type { z } from 'zod';
import type { Prisma } from '../prisma/client';
import type { DeskSubject } from './abilities';
import { notFound, type InputError } from './problem';
import type { Call } from './route';
import type { ApiSettings } from './settings';
import { ID_FORM, z as schema } from './schemas/common';

export type Transaction = Prisma.TransactionClient;

export interface Stored {
  readonly version: number;
  readonly document: object;
}

export interface Listed extends Stored {
  readonly id: string;
}

/** Former versions of a kind of document. */
export interface Versions {
  /** The newest first, those before a version. */
  list(tx: Transaction, id: string, before: number | null, limit: number): Promise<readonly FormerVersion[]>;
  read(tx: Transaction, id: string, version: number): Promise<(Stored & FormerVersion) | null>;
}

export interface FormerVersion {
  readonly version: number;
  /** It holds now. */
  readonly current: boolean;
  readonly createdAt: Date;
  /** Id of a person or a key; null: the installation itself. */
  readonly createdBy: string | null;
}

/**
 * A document as its schema answers it: by type, members that may be left out may be undefined, too. What came as JSON never
 * has one that is.
 */
export type Parsed<T> = T extends readonly unknown[]
  ? { readonly [K in keyof T]: Parsed<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: object extends Pick<T, K> ? Parsed<T[K]> | undefined : Parsed<T[K]> }
    : T;

/** A configuration document: what is particular about one kind. */
export interface Resource<B extends object> {
  /** For people and the audit trail: `calendar`. */
  readonly name: string;
  /** `/calendars/{id}`; without `{id}` there is only one. */
  readonly path: string;
  readonly subject: DeskSubject;
  readonly body: z.ZodType<Parsed<B>>;
  /** Form of ids, unless as usual. */
  readonly idForm?: RegExp;
  /** Of the one document; else the path names it. */
  readonly onlyId?: string;
  read(tx: Transaction, id: string): Promise<Stored | null>;
  /** Those after an id, by id, so many at most; absent: there is only one. */
  list?(tx: Transaction, after: string | null, limit: number): Promise<readonly Listed[]>;
  /** What is kept of former versions, whether or not the document still holds. */
  readonly versions?: Versions;
  /** What is wrong with the body by itself, and needs no transaction to wait for it. */
  checkAhead?(body: B, settings: ApiSettings): Promise<readonly InputError[]>;
  /** What the body names and is not there, or cannot be used. */
  check?(tx: Transaction, body: B, id: string): Promise<readonly InputError[]>;
  /** @returns the new version */
  write(tx: Transaction, id: string, body: B, before: number | null, by: string): Promise<number>;
  remove(tx: Transaction, id: string, version: number): Promise<void>;
  /** Who would miss it: `policy incident`. */
  usedBy(tx: Transaction, id: string): Promise<readonly string[]>;
  /** A change may let somebody take a ticket out of a queue. */
  readonly movesQueues?: true;
  /** What only the answer to a creation tells: its schema, and how it is made with the installation's secret. */
  readonly shownOnce?: {
    readonly answer: z.ZodType;
    make(tx: Transaction, id: string, installation: string): Promise<object>;
  };
  /** The channel that a document stands for: its workflow hears of what is written. */
  readonly channel?: (id: string) => string;
  /** Instead of the subject's rule. @throws Problem 403 */
  allow?(call: AllowedCall, action: 'read' | 'write'): void;
}

/** What a check of permission sees. */
export type AllowedCall = Omit<Call<unknown, unknown, Stored | null>, 'query'>;

/** The document as it is answered: with its id and version. */
export function seenAs(body: z.ZodType): z.ZodType {
  const members = body instanceof schema.ZodObject ? body.shape : {};
  return schema.object({ id: schema.string(), version: schema.int(), ...members });
}

export function absent(name: string): never {
  throw notFound(`${name} of this id`);
}

export function idOf(
  { onlyId, idForm }: Pick<Resource<object>, 'onlyId' | 'idForm'>,
  params: Call['params'],
): string | null {
  const id = onlyId ?? params.id ?? '';
  return (idForm ?? ID_FORM).test(id) ? id : null;
}

/** PostgreSQL's JSON does not keep the order of members, the schema does; name first, as people look for it. */
export function inOrder(schema: z.ZodType, { document }: Stored): object {
  const { success, data } = schema.safeParse(document);
  const ordered = (success ? data : document) as object;
  return 'name' in ordered ? Object.assign({ name: ordered.name }, ordered) : ordered;
}
