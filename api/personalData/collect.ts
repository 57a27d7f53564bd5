import { readPreferences } from '../../channels/notices/preferences';
import { Prisma } from '../../prisma/client';
import { pagesOf } from '../exports/pages';
import { exportTickets } from '../exports/tickets';
import { viewUser, type UserRow } from '../people';
import type { Call } from '../route';

type DataCall = Pick<Call<unknown, unknown, UserRow>, 'deps' | 'caller' | 'target'>;

/** One thing that the desk knows of a person. */
export interface Datum {
  readonly kind:
    'person' | 'preferences' | 'watched' | 'ticket' | 'comment' | 'mention' | 'survey' | 'attachment' | 'mail';
  readonly data: object;
}

/**
 * All that the desk knows of a person, page by page: herself, how she wants to hear of things, her tickets, what was said
 * to and by her, where others mention her, her files and mails.
 */
export async function* collectData(call: DataCall): AsyncGenerator<readonly Datum[]> {
  const { target } = call;
  yield [{ kind: 'person', data: viewUser(target) }];
  yield await preferencesOf(call);
  yield await watchedBy(call);
  for await (const tickets of exportTickets(call, [Prisma.sql`t.requester_id = ${target.id}::uuid`])) {
    yield tickets.map((data) => ({ kind: 'ticket', data }));
    const ids = tickets.map(({ id }) => id);
    yield* commentsOn(call, ids);
    yield await surveysOf(call, ids);
  }
  yield* pagesAs('comment', (last) =>
    comments(call, Prisma.sql`c.author_id = ${target.id} AND t.requester_id <> ${target.id}::uuid`, last),
  );
  yield* pagesAs('mention', (last) => mentions(call, last));
  yield* pagesAs('attachment', (last) => attachments(call, last));
  yield* pagesAs('mail', (last) => mails(call, last));
}

const PAGE = 200;

/** Nothing, if she never said anything. */
async function preferencesOf({ deps, target }: DataCall): Promise<readonly Datum[]> {
  const { version, preferences } = await readPreferences(deps.prisma, target.id);
  return version === 0 ? [] : [{ kind: 'preferences', data: preferences }];
}

async function watchedBy({ deps, target }: DataCall): Promise<readonly Datum[]> {
  const rows = await deps.prisma.watcher.findMany({
    where: { userId: target.id },
    include: { ticket: { select: { key: true } } },
    orderBy: { ticketId: 'asc' },
  });
  return rows.map(({ ticket, createdAt }) => ({
    kind: 'watched',
    data: { ticket: ticket.key, since: createdAt.toISOString() },
  }));
}

/** What was said to her, and by her: what agents said among themselves is theirs. */
async function* commentsOn(call: DataCall, tickets: readonly string[]) {
  const { id } = call.target;
  const said = Prisma.sql`c.ticket_id = ANY(${[...tickets]}::uuid[]) AND (c.visibility <> 'internal' OR c.author_id = ${id})`;
  yield* pagesAs('comment', (last) => comments(call, said, last));
}

async function* pagesAs<T extends { readonly id: string }>(
  kind: Datum['kind'],
  read: (last: string) => Promise<readonly T[]>,
): AsyncGenerator<readonly Datum[]> {
  for await (const page of pagesOf(read)) yield page.map((data) => ({ kind, data }));
}

function comments({ deps }: DataCall, said: Prisma.Sql, last: string) {
  return deps.prisma.$queryRaw<{ id: string }[]>`
    SELECT c.id::text, t.key AS ticket, c.visibility, c.author_role AS "authorRole", c.body, c.created_at AS "createdAt"
      FROM comments c JOIN tickets t ON t.id = c.ticket_id
     WHERE ${said} AND c.seq IS NOT NULL AND c.id > ${last}::uuid ORDER BY c.id LIMIT ${PAGE}`;
}

async function surveysOf({ deps }: DataCall, tickets: readonly string[]): Promise<readonly Datum[]> {
  const rows = await deps.prisma.survey.findMany({
    where: { ticketId: { in: [...tickets] } },
    include: { ticket: { select: { key: true } } },
  });
  return rows.map(({ ticket, no, state, score, sentAt }) => ({
    kind: 'survey',
    data: { ticket: ticket.key, no, state, score, sentAt: sentAt?.toISOString() ?? null },
  }));
}

function attachments({ deps, target }: DataCall, last: string) {
  return deps.prisma.$queryRaw<{ id: string }[]>`
    SELECT a.id::text, t.key AS ticket, a.name, a.type, a.size::float8 AS size, a.sha256, a.state, a.created_at AS "createdAt"
      FROM attachments a LEFT JOIN tickets t ON t.id = a.ticket_id
     WHERE a.uploader_id = ${target.id} AND a.state <> 'uploading' AND a.id > ${last}::uuid ORDER BY a.id LIMIT ${PAGE}`;
}

/** That she is mentioned, and where: what is said there is somebody else's. */
function mentions({ deps, target }: DataCall, last: string) {
  return deps.prisma.$queryRaw<{ id: string }[]>`
    SELECT c.id::text, t.key AS ticket, c.created_at AS "createdAt"
      FROM comments c JOIN tickets t ON t.id = c.ticket_id
     WHERE c.mentions <> '{}' AND c.mentions @> ARRAY[${target.id}::uuid] AND c.seq IS NOT NULL
       AND c.id > ${last}::uuid ORDER BY c.id LIMIT ${PAGE}`;
}

/** What came by mail from her, or in her name. The original itself is fetched by its address, by whoever may read mail. */
function mails({ deps, target }: DataCall, last: string) {
  return deps.prisma.$queryRaw<{ id: string }[]>`
    SELECT m.id::text, m.state, m.sender, m.subject, m.size::float8 AS size, m.sha256, t.key AS ticket,
           m.comment_id::text AS comment, m.received_at AS "receivedAt",
           CASE m.original WHEN 'kept' THEN '/api/v1/inbound-mails/' || m.id || '/original' END AS original
      FROM inbound_mails m LEFT JOIN tickets t ON t.id = m.ticket_id
     WHERE (m.author_id = ${target.id}::uuid OR m.sender = lower(${target.email})) AND m.state <> 'receiving'
       AND m.id > ${last}::uuid ORDER BY m.id LIMIT ${PAGE}`;
}
