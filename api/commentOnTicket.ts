import { runCommand } from './command';
import { storeComment, viewComment } from './comments';
import { continueInNewTicket } from './followUp';
import { textId } from './ids';
import type { Answer, Call } from './route';
import type { Visibility } from '../workflows/domain/codes';
import type { TicketRow } from './ticketView';

export interface NewComment {
  readonly body: string;
  readonly visibility?: Visibility | undefined;
}
export type CommentCall = Call<NewComment, unknown, TicketRow>;

/** A comment is a command like others; a requester's on a closed ticket goes into a new one. */
export async function commentOnTicket(call: CommentCall): Promise<Answer> {
  const { deps, caller, target, body } = call;
  const visibility = body.visibility ?? 'public';
  const from = caller.role === 'requester' ? 'requester' : 'agent';
  return runCommand(call, {
    name: 'comment',
    data: (id) => ({ comment: textId(id, 'comment'), visibility, from }),
    store: (id) =>
      storeComment(deps.prisma, {
        id: textId(id, 'comment'),
        ticketId: target.id,
        author: caller,
        visibility,
        body: body.body,
      }),
    show: (id) => showComment(call, textId(id, 'comment')),
    otherwise: async (id, problem) =>
      from === 'requester' && problem.code === 'not_allowed_in_status' ? continueInNewTicket(call, id) : null,
  });
}

export async function showComment({ deps, caller }: Pick<CommentCall, 'deps' | 'caller'>, id: string): Promise<Answer> {
  const row = await deps.prisma.comment.findUniqueOrThrow({
    where: { id },
    include: { ticket: { select: { key: true } } },
  });
  const { key } = row.ticket;
  const body = viewComment(row, key, new Map([[caller.id, caller.name]]));
  return { status: 201, body, headers: { Location: `/api/v1/tickets/${key}/comments/${id}` } };
}
