/**
 * Configuration documents with their versions. An edit adds a version and leaves the old ones, because tickets name the
 * version that they run under; a deletion leaves them too, and only makes none the current one.
 */
import type { Level, TicketType } from '../workflows/domain/codes';
import type { PriorityMatrix } from '../workflows/domain/commands';
import type { CalendarDocument } from '../workflows/domain/compile';
import type { Policy } from '../workflows/domain/policy';
import type { RecurrenceWays } from '../workflows/domain/recurrence';
import { type Prisma, type PrismaClient } from './client';

/** A policy as it is stored: what tickets live by, and when it applies. */
export interface PolicyDocument extends Policy {
  readonly name: string;
  /** The lowest whose `when` holds wins. */
  readonly order: number;
  /** CEL over `ticket`. */
  readonly when: string;
  /** Whose calendar goes before the policy's own, if they have one: the first that has. */
  readonly calendarFrom?: readonly ('organisation' | 'team')[];
}

export interface TriageRule {
  readonly id: string;
  /** CEL over `ticket`. */
  readonly when: string;
  readonly set: {
    readonly type?: TicketType;
    readonly impact?: Level;
    readonly urgency?: Level;
    readonly team?: string;
    readonly tags?: readonly string[];
  };
}

interface Label {
  readonly en: string;
  readonly fr: string;
}

/** A custom field of tickets. */
export interface FieldDocument {
  readonly label: Label;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'choice';
  readonly required?: boolean;
  /** Of all tickets, unless given. */
  readonly types?: readonly TicketType[];
  readonly choices?: readonly { readonly code: string; readonly label: Label }[];
}

/** A canned reply. */
export interface ReplyDocument {
  readonly name: string;
  readonly body: { readonly en?: string; readonly fr?: string };
}

/** How alerts of one source are read, and what becomes of them. Expressions are CEL. */
export interface AlertSourceDocument {
  readonly name: string;
  /** User id; the desk's own `Monitoring` unless said. */
  readonly requester?: string;
  /** How to read JSON of any shape; absent: it is Alertmanager's. */
  readonly read?: {
    /** A list; the body itself is the one alert unless said. */
    readonly alerts?: string;
    readonly fingerprint: string;
    /** A truth value: it goes on. */
    readonly firing: string;
    readonly startsAt?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Alerts of which this is the same share a ticket; their fingerprint unless said. */
  readonly group?: string;
  readonly subject?: string;
  readonly description?: string;
  /** The first that holds counts. */
  readonly rules: readonly AlertRule[];
}

export interface AlertRule {
  readonly id: string;
  readonly when: string;
  /** Such alerts open and join nothing. */
  readonly ignore?: boolean;
  readonly set?: TriageRule['set'] & { /** Each an expression. */ readonly fields?: Readonly<Record<string, string>> };
}

/** What becomes of mail that comes in. */
export interface MailPolicy {
  /** Of those whom nobody knows: their mail opens tickets, is held for a lead, or is refused, politely and once. */
  readonly unknownSenders: 'open' | 'hold' | 'refuse';
  /** Whose mail is of an organisation: it opens tickets, and whoever wrote it becomes a requester there. */
  readonly domains: readonly { readonly domain: string; readonly organisation: string }[];
  /** Names of the servers whose `Authentication-Results` are believed. */
  readonly trustedHosts: readonly string[];
  /** Mails of one sender in an hour that open or answer tickets; more are held. */
  readonly perHour: number;
}

/** The words of one kind of message. */
export interface MessageTemplateDocument {
  readonly subject: Label;
  readonly body: Label;
}

/** A ticket that is opened again and again. */
export interface ScheduleDocument {
  readonly name: string;
  readonly ticket: {
    readonly type: TicketType;
    readonly subject: string;
    readonly description?: string;
    /** Id or e-mail address. */
    readonly requester: string;
    readonly team?: string;
    readonly impact?: Level;
    readonly urgency?: Level;
    readonly tags?: readonly string[];
    readonly fields?: Readonly<Record<string, unknown>>;
  };
  readonly cron: readonly string[];
  readonly timeZone: string;
  /** How late a missed ticket is still opened; a duration. */
  readonly catchUp?: string;
  readonly skipWhileOpen?: boolean;
  readonly paused?: boolean;
}

/** How incidents that keep coming back are looked for. */
export interface ProblemDetection {
  /** How far back tickets count; a duration in days. */
  readonly window: string;
  /** For so long nothing is heard of a cause that was dismissed; a duration in days. */
  readonly quietFor: string;
  /** A way that is absent is not looked by; none: nothing is looked for. */
  readonly ways: RecurrenceWays;
}

export interface DocumentBodies {
  problemDetection: ProblemDetection;
  schedule: ScheduleDocument;
  calendar: CalendarDocument;
  policy: PolicyDocument;
  triageRules: { readonly rules: readonly TriageRule[] };
  matrix: { readonly cells: PriorityMatrix };
  field: FieldDocument;
  reply: ReplyDocument;
  messageTemplate: MessageTemplateDocument;
  mailPolicy: MailPolicy;
  alertSource: AlertSourceDocument;
}

export type DocumentKind = keyof DocumentBodies;

export interface StoredDocument<K extends DocumentKind = DocumentKind> {
  readonly kind: K;
  readonly id: string;
  readonly version: number;
  readonly document: DocumentBodies[K];
  /** It is the version that holds now. */
  readonly current: boolean;
  readonly createdAt: Date;
  readonly createdBy: string | null;
}

/** A database, or a transaction on it. */
export type DocumentClient = Pick<PrismaClient, 'document'>;

type Row = Awaited<ReturnType<PrismaClient['document']['findFirstOrThrow']>>;

/** What is written has passed the API's schema, or is ours: reading is where the type comes back. */
function readRow<K extends DocumentKind>(kind: K, row: Row): StoredDocument<K> {
  const { id, version, current, createdAt, createdBy } = row;
  return { kind, id, version, document: row.document as unknown as DocumentBodies[K], current, createdAt, createdBy };
}

/** @returns the version that holds now; null if there is none, or it was deleted */
export async function currentDocument<K extends DocumentKind>(
  prisma: DocumentClient,
  kind: K,
  id: string,
): Promise<StoredDocument<K> | null> {
  const row = await prisma.document.findFirst({ where: { kind, id, current: true } });
  return row && readRow(kind, row);
}

/** Those of a kind that hold now, by id: all, or a page of them. */
export async function currentDocuments<K extends DocumentKind>(
  prisma: DocumentClient,
  kind: K,
  page?: { readonly after: string | null; readonly limit: number },
): Promise<StoredDocument<K>[]> {
  const after = page?.after ?? null;
  const rows = await prisma.document.findMany({
    where: { kind, current: true, ...(after !== null && { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    ...(page && { take: page.limit }),
  });
  return rows.map((row) => readRow(kind, row));
}

/** Versions of a document, the newest first, without their bodies. */
export function documentVersions(
  prisma: DocumentClient,
  kind: DocumentKind,
  id: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
) {
  return prisma.document.findMany({
    where: { kind, id, ...(before !== null && { version: { lt: before } }) },
    select: { version: true, current: true, createdAt: true, createdBy: true },
    orderBy: { version: 'desc' },
    take: limit,
  });
}

/** @returns that version, whether or not it still holds; null if it never was */
export async function documentVersion<K extends DocumentKind>(
  prisma: DocumentClient,
  kind: K,
  id: string,
  version: number,
): Promise<StoredDocument<K> | null> {
  const row = await prisma.document.findUnique({ where: { kind_id_version: { kind, id, version } } });
  return row && readRow(kind, row);
}

export interface PutDocument<K extends DocumentKind> {
  readonly kind: K;
  readonly id: string;
  readonly document: DocumentBodies[K];
  /** The version that the writer has seen; null: it is to be new. */
  readonly expectedVersion: number | null;
  /** Id of the user, null for the installation itself. */
  readonly by: string | null;
}

export type PutOutcome<K extends DocumentKind> =
  | { readonly outcome: 'stored'; readonly stored: StoredDocument<K> }
  | { readonly outcome: 'conflict'; readonly currentVersion: number | null };

/**
 * Creates a document, or adds a version to it. Of two writers that saw the same version one gets `conflict` with the
 * version that the other made.
 */
export async function putDocument<K extends DocumentKind>(
  prisma: PrismaClient,
  put: PutDocument<K>,
): Promise<PutOutcome<K>> {
  return prisma.$transaction((tx) => putDocumentWithin(tx, put));
}

/** The same as a part of a transaction. */
export async function putDocumentWithin<K extends DocumentKind>(
  tx: Prisma.TransactionClient,
  put: PutDocument<K>,
): Promise<PutOutcome<K>> {
  const { kind, id } = put;
  const { latest, current } = await lockVersions(tx, kind, id);
  if (current !== put.expectedVersion) return { outcome: 'conflict', currentVersion: current };
  await tx.document.updateMany({ where: { kind, id, current: true }, data: { current: false } });
  const document = put.document as unknown as Prisma.InputJsonValue;
  const row = await tx.document.create({ data: { kind, id, version: latest + 1, document, createdBy: put.by } });
  return { outcome: 'stored', stored: readRow(kind, row) };
}

export type DeleteOutcome =
  { readonly outcome: 'deleted' } | { readonly outcome: 'conflict'; readonly currentVersion: number | null };

/** Takes a document out of use; its versions stay, for the tickets that name them. */
export async function deleteDocument(
  prisma: PrismaClient,
  kind: DocumentKind,
  id: string,
  expectedVersion: number,
): Promise<DeleteOutcome> {
  return prisma.$transaction((tx) => deleteDocumentWithin(tx, kind, id, expectedVersion));
}

/** The same as a part of a transaction. */
export async function deleteDocumentWithin(
  tx: Prisma.TransactionClient,
  kind: DocumentKind,
  id: string,
  expectedVersion: number,
): Promise<DeleteOutcome> {
  const { current } = await lockVersions(tx, kind, id);
  if (current !== expectedVersion) return { outcome: 'conflict', currentVersion: current };
  await tx.document.updateMany({ where: { kind, id, current: true }, data: { current: false } });
  return { outcome: 'deleted' };
}

/** Writers of one document queue up, also for one that does not exist yet and so has no row to lock. */
async function lockVersions(
  tx: Prisma.TransactionClient,
  kind: DocumentKind,
  id: string,
): Promise<{ latest: number; current: number | null }> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`document:${kind}:${id}`}, 0))`;
  const rows = await tx.document.findMany({
    where: { kind, id },
    select: { version: true, current: true },
    orderBy: { version: 'desc' },
  });
  return { latest: rows[0]?.version ?? 0, current: rows.find((row) => row.current)?.version ?? null };
}
