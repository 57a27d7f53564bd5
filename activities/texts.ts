/** Texts were stored ahead of the command that names them; here they become visible, together with its event. */
import { Prisma } from '../prisma/client';
import type { TicketEvent } from '../workflows/domain/events';
import { ALWAYS, asJson, isUuid } from './json';

/** New texts of a ticket, named like its columns; absent: as they are. */
export interface NewTexts {
  subject?: string;
  description?: string;
  fields?: Record<string, unknown>;
  tags?: string[];
}

/** What the revisions named by `edited` events make of the ticket's texts, in the order of the events. */
export async function readNewTexts(
  tx: Prisma.TransactionClient,
  ticketId: string,
  news: readonly TicketEvent[],
): Promise<NewTexts> {
  const ids = revisionsOf(news).map(({ id }) => id);
  if (ids.length === 0) return {};
  const rows = await tx.revision.findMany({ where: { id: { in: ids }, ticketId, seq: null } });
  if (rows.length === 0) return {};
  const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { fields: true } });
  const texts: NewTexts = {};
  for (const id of ids) {
    const revision = rows.find((row) => row.id === id);
    if (!revision) continue;
    if (revision.subject !== null) texts.subject = revision.subject;
    if (revision.description !== null) texts.description = revision.description;
    if (revision.fields !== null) texts.fields = mergePatch(texts.fields ?? ticket.fields, revision.fields);
    if (Array.isArray(revision.tags)) texts.tags = revision.tags.filter((tag) => typeof tag === 'string');
  }
  return texts;
}

export async function claimTexts(
  tx: Prisma.TransactionClient,
  ticketId: string,
  news: readonly TicketEvent[],
): Promise<void> {
  for (const statement of claimStatements(ticketId, news, ALWAYS)) await tx.$executeRaw(statement);
}

/** Gives comments, their files, files and revisions the number of the event that names them; from then on they are read. */
export function claimStatements(ticketId: string, news: readonly TicketEvent[], when: Prisma.Sql): Prisma.Sql[] {
  const claim = (table: Prisma.Sql, id: Prisma.Sql, named: readonly Named[]) =>
    Prisma.sql`
      UPDATE ${table} r SET seq = x.seq FROM jsonb_to_recordset(${asJson(named)}) AS x(id uuid, seq int)
       WHERE r.${id} = x.id AND r.ticket_id = ${ticketId}::uuid AND r.seq IS NULL AND ${when}`;
  const [comments, attachments, revisions] = [commentsOf(news), attachmentsOf(news), revisionsOf(news)];
  const [attached, own] = [Prisma.sql`attachments`, Prisma.sql`id`];
  return [
    ...(comments.length > 0
      ? [claim(Prisma.sql`comments`, own, comments), claim(attached, Prisma.sql`comment_id`, comments)]
      : []),
    ...(attachments.length > 0 ? [claim(attached, own, attachments)] : []),
    ...(revisions.length > 0 ? [claim(Prisma.sql`revisions`, own, revisions)] : []),
  ];
}

interface Named {
  readonly id: string;
  readonly seq: number;
}

/** A comment that came with another command is named twice, by that event and by its own `commented`, which counts. */
function commentsOf(news: readonly TicketEvent[]): Named[] {
  const seqs = new Map<string, number>();
  for (const event of news) {
    const id = 'comment' in event.data ? event.data.comment : null;
    if (isUuid(id) && (event.kind === 'commented' || !seqs.has(id))) seqs.set(id, event.seq);
  }
  return [...seqs].map(([id, seq]) => ({ id, seq }));
}

function attachmentsOf(news: readonly TicketEvent[]): Named[] {
  return news.flatMap((event) =>
    event.kind === 'attached' && isUuid(event.data.attachment) ? [{ id: event.data.attachment, seq: event.seq }] : [],
  );
}

function revisionsOf(news: readonly TicketEvent[]): Named[] {
  return news.flatMap((event) =>
    event.kind === 'edited' && isUuid(event.data.revision) ? [{ id: event.data.revision, seq: event.seq }] : [],
  );
}

/** RFC 7396: null removes, objects merge, anything else replaces. */
function mergePatch(target: unknown, patch: unknown): Record<string, unknown> {
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  if (!isObject(patch)) return merged;
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = isObject(value) ? mergePatch(merged[name], value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
