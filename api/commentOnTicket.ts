import { storeComment } from '../prisma/comments';
import { attachToComment } from './attachments/claim';
import { runCommand } from './command';
import { showComment, type CommentCall } from './comments';
import { continueInNewTicket } from './followUp';
import { textId } from './ids';
import type { Answer } from './route';

/** A comment is a command like others; a requester's on a closed ticket goes into a new one. */
export async function commentOnTicket(call: CommentCall): Promise<Answer> {
  const { deps, caller, target, body } = call;
  const visibility = body.visibility ?? 'public';
  // A restricted agent may be the requester of a ticket that another team works on.
  const from = call.permissions.mayTicket('work', target) ? 'agent' : 'requester';
  return runCommand(call, {
    name: 'comment',
    data: (id) => ({ comment: textId(id, 'comment'), visibility, from }),
    store: async (id) => {
      const comment = textId(id, 'comment');
      const place = { ticketId: target.id, visibility };
      await storeComment(deps.prisma, { ...place, id: comment, author: caller, body: body.body });
      if (body.attachments) await attachToComment(call, body.attachments, { ...place, comment });
    },
    show: (id) => showComment(call, textId(id, 'comment')),
    otherwise: async (id, problem) =>
      from === 'requester' && problem.code === 'not_allowed_in_status' ? continueInNewTicket(call, id) : null,
  });
}
