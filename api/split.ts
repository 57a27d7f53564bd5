import { Prisma } from '../prisma/client';
import type { Person } from '../prisma/takeIn';
import type { TicketType } from '../workflows/domain/codes';
import { actorOf } from './auth';
import { operationOf } from './idempotency';
import { textId } from './ids';
import { takeIn } from './intake';
import { invalid } from './problem';
import { readTicketById } from './readTicket';
import type { Answer, Call } from './route';
import { viewTicket, type TicketRow } from './ticketView';

interface Split {
  readonly comment: string;
  readonly subject: string;
  readonly type?: TicketType | undefined;
}

/**
 * Makes a ticket of its own of a comment that is about something else. The comment stays where it is; both tickets show
 * each other. The new ticket's id follows from the request's, so that a repeat finds it.
 */
export async function splitTicket(call: Call<Split, unknown, TicketRow>): Promise<Answer> {
  const { deps, caller, target: old, body } = call;
  const commandId = operationOf(call).id;
  const id = textId(commandId, 'ticket');
  const comment = await deps.prisma.comment.findFirst({
    where: { id: body.comment, ticketId: old.id, visibility: 'public', seq: { not: null } },
  });
  if (!comment) {
    const message = `${old.key} has no public comment ${body.comment}. What is internal stays in its ticket.`;
    throw invalid([{ pointer: '/comment', code: 'unknown', message }]);
  }
  if ((await readTicketById(deps.prisma, id)) === null)
    await takeIn(
      deps,
      {
        ...{ id, commandId, by: actorOf(caller), source: 'api', fingerprint: null, fields: {}, tags: [] },
        requester: await requesterOf(call, comment),
        given: { type: body.type ?? (old.type as TicketType) },
        subject: body.subject,
        description: comment.body,
        links: [{ kind: 'splitFrom', key: old.key }],
        along: () => [linkRow(id, 'splitFrom', old.id), linkRow(old.id, 'splitInto', id)],
      },
      null,
    );
  const row = await readTicketById(deps.prisma, id);
  if (!row) throw new Error(`The ticket split from ${old.key} is not there`);
  const shown = viewTicket(row, { viewer: caller, now: Date.now(), settings: deps.settings });
  const headers = { Location: `/api/v1/tickets/${row.key}` };
  return { status: 201, body: shown, version: row.version, headers };
}

/** Whoever wrote the comment, if she is a requester; else the ticket's. */
async function requesterOf(
  { deps, target }: Pick<Call<unknown, unknown, TicketRow>, 'deps' | 'target'>,
  { authorId, authorRole }: { readonly authorId: string | null; readonly authorRole: string },
): Promise<Person> {
  const { requester, organisation } = target;
  if (authorRole !== 'requester' || authorId === null || authorId === requester.id)
    return { ...requester, organisation };
  const named = { select: { id: true, name: true } } as const;
  const author = await deps.prisma.user.findUnique({
    where: { id: authorId },
    select: { id: true, name: true, organisation: named },
  });
  return author ?? { ...requester, organisation };
}

function linkRow(from: string, kind: string, to: string): Prisma.Sql {
  const name = Prisma.raw(`link_${kind}`);
  return Prisma.sql`${name} AS (
    INSERT INTO ticket_links (from_id, kind, to_id) VALUES (${from}::uuid, ${kind}, ${to}::uuid)
  )`;
}
