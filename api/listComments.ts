import type { PrismaClient } from '../prisma/client';
import { filesOfComments } from './attachments/ofComments';
import { peopleIn, viewComment } from './comments';
import { pageOf, readCursor, writeCursor } from './cursor';
import { mailsOfComments } from './mailsOfComments';
import { namesOf } from './names';
import type { Call } from './route';
import type { TicketRow } from './ticketView';

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a ticket's comments, ascending; requesters see the public ones. */
export async function listComments(
  {
    deps,
    caller,
    permissions,
    target,
  }: Pick<Call<unknown, unknown, TicketRow>, 'deps' | 'caller' | 'permissions' | 'target'>,
  { limit, cursor }: PageQuery,
  id?: string | null,
) {
  const desk = permissions.mayTicket('readInternal', target);
  const visible = desk ? ['public', 'internal'] : ['public'];
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `comments ${target.id}` };
  const after = readCursor(scope, cursor);
  const where = {
    ticketId: target.id,
    visibility: { in: visible },
    ...(id === undefined ? {} : { id: { in: id === null ? [] : [id] } }),
  };
  const own = await deps.prisma.comment.findMany({
    where: { ...where, seq: after ? { gt: Number(after[1]) } : { not: null } },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const rows = own.length > limit ? own : [...own, ...(await writtenElsewhere(deps.prisma, target.id, desk, id))];
  const names = await namesOf(deps.prisma, rows.flatMap(peopleIn));
  const files = await filesOfComments(
    deps.prisma,
    rows.map((row) => row.id),
  );
  const mails = await mailsOfComments(
    deps.prisma,
    rows.map((row) => row.id),
    desk,
  );
  const { data, page } = pageOf(own, limit, (last) => writeCursor(scope, [null, last.seq ?? 0]));
  const shown = page.hasMore ? data : rows;
  const view = (row: (typeof rows)[number]) =>
    viewComment(row, target.key, names, files.get(row.id) ?? [], mails.get(row.id) ?? null);
  return { data: shown.map(view), page };
}

/** Of a merged ticket at most so many replies are shown with it; all are in the ticket that goes on for it. */
const ELSEWHERE_SHOWN = 200;

/**
 * What was written to this ticket while it was merged, and is in the ticket that goes on for it: after all of its own,
 * on the last page. A requester's words are internal there, and still hers to read here.
 */
async function writtenElsewhere(prisma: PrismaClient, ticketId: string, desk: boolean, id?: string | null) {
  const rows = await prisma.comment.findMany({
    where: {
      viaId: ticketId,
      seq: { not: null },
      ...(id === undefined ? {} : { id: { in: id === null ? [] : [id] } }),
      ...(desk ? {} : { OR: [{ visibility: 'public' }, { authorRole: 'requester' }] }),
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: ELSEWHERE_SHOWN,
  });
  return rows.map((row) => (desk ? row : { ...row, visibility: 'public' }));
}
