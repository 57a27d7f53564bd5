import { filesOfComments } from './attachments/ofComments';
import { viewComment } from './comments';
import { pageOf, readCursor, writeCursor } from './cursor';
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
  const visible = permissions.mayTicket('readInternal', target) ? ['public', 'internal'] : ['public'];
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `comments ${target.id}` };
  const after = readCursor(scope, cursor);
  const where = {
    ticketId: target.id,
    visibility: { in: visible },
    ...(id === undefined ? {} : { id: { in: id === null ? [] : [id] } }),
  };
  const rows = await deps.prisma.comment.findMany({
    where: { ...where, seq: after ? { gt: Number(after[1]) } : { not: null } },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const names = await namesOf(
    deps.prisma,
    rows.map((row) => row.authorId),
  );
  const files = await filesOfComments(
    deps.prisma,
    rows.map((row) => row.id),
  );
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.seq ?? 0]));
  return { data: data.map((row) => viewComment(row, target.key, names, files.get(row.id) ?? [])), page };
}
