import { pageOf, readCursor, writeCursor } from '../cursor';
import type { Call } from '../route';
import type { TicketRow } from '../ticketView';
import { ATTACHMENT_INCLUDE, viewAttachments } from './view';

/** A page of a ticket's files, in the order in which they were sent; requesters see the public ones. */
export async function listAttachments(
  call: Pick<Call<unknown, unknown, TicketRow>, 'deps' | 'caller' | 'permissions' | 'target'>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { deps, caller, permissions, target } = call;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `attachments ${target.id}` };
  const after = readCursor(scope, cursor);
  const rows = await deps.prisma.attachment.findMany({
    where: {
      ticketId: target.id,
      seq: { not: null },
      ...(permissions.mayTicket('readInternal', target) ? {} : { visibility: 'public' }),
      ...(after ? { id: { gt: String(after[1]) } } : {}),
    },
    include: ATTACHMENT_INCLUDE,
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.id]));
  return { data: await viewAttachments(call, data), page };
}
