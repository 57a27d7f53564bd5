import { storeComment } from '../prisma/comments';
import { endOfMerge, visibilityThere } from '../prisma/links';
import { attachToComment } from './attachments/claim';
import { runCommand } from './command';
import { showComment, type CommentCall } from './comments';
import { continueInNewTicket } from './followUp';
import { textId } from './ids';
import { mentionsOf } from './notices/mentions';
import { checkIfMatch } from './preconditions';
import { unavailable, type Problem } from './problem';
import { readTicketById } from './readTicket';
import type { Answer } from './route';
import { isMerged, type TicketRow } from './ticketView';

/** A comment is a command like others; a requester's on a closed ticket goes into a new one, and on a merged one there. */
export async function commentOnTicket(call: CommentCall): Promise<Answer> {
  const { target } = call;
  const end = isMerged(target) ? await endOfMerge(call.deps.prisma, target.id) : null;
  const there = end && end.status !== 'closed' ? await readTicketById(call.deps.prisma, end.id) : null;
  return there ? commentThere(call, there) : commentHere(call);
}

async function commentHere(call: CommentCall): Promise<Answer> {
  const { deps, caller, target, body } = call;
  const visibility = body.visibility ?? 'public';
  const from = sideOf(call);
  return runCommand(call, {
    name: 'comment',
    data: (id) => ({ comment: textId(id, 'comment'), visibility, from }),
    store: async (id) => {
      const comment = textId(id, 'comment');
      const place = { ticketId: target.id, visibility };
      const mentions = await mentionsOf(call, target, visibility);
      await storeComment(deps.prisma, { ...place, id: comment, author: caller, body: body.body, mentions });
      if (body.attachments) await attachToComment(call, body.attachments, { ...place, comment });
    },
    show: (id) => showComment(call, textId(id, 'comment')),
    otherwise: (id, problem) => elsewhere(call, id, problem),
  });
}

async function elsewhere(call: CommentCall, id: string, problem: Problem): Promise<Answer | null> {
  if (problem.code !== 'not_allowed_in_status') return null;
  const { target, deps } = call;
  if (!isMerged(target) && (await endOfMerge(deps.prisma, target.id)))
    throw unavailable(`${target.key} has just been merged into another ticket. Repeat the request.`);
  return sideOf(call) === 'requester' ? continueInNewTicket(call, id) : null;
}

/** Into the ticket that goes on for this one. Whoever may not see that one is answered as if it were here. */
async function commentThere(call: CommentCall, there: TicketRow): Promise<Answer> {
  const { deps, caller, permissions, target, body, req } = call;
  checkIfMatch(req, target.version);
  const { 'if-match': _seen, ...headers } = req.headers;
  const { method, originalUrl } = req;
  const sent: unknown = req.body;
  const from = sideOf(call);
  const asWritten = body.visibility ?? 'public';
  const visibility = visibilityThere(there, { from, author: caller.id, visibility: asWritten });
  return runCommand(
    { deps, caller, target: there, req: { method, originalUrl, headers, body: sent } },
    {
      name: 'comment',
      data: (id) => ({ comment: textId(id, 'comment'), visibility, from, via: target.key }),
      store: async (id) => {
        const comment = textId(id, 'comment');
        const place = { ticketId: there.id, visibility };
        const mentions = await mentionsOf(call, there, visibility);
        const words = { author: caller, body: body.body, mentions };
        await storeComment(deps.prisma, { ...place, ...words, id: comment, viaId: target.id });
        if (body.attachments) await attachToComment(call, body.attachments, { ...place, comment });
      },
      show: (id) => {
        const seen = permissions.mayTicket('see', there) ? null : { key: target.key, visibility: asWritten };
        return showComment(call, textId(id, 'comment'), seen);
      },
    },
  );
}

/** A restricted agent may be the requester of a ticket that another team works on. */
function sideOf({ permissions, target }: CommentCall): 'agent' | 'requester' {
  return permissions.mayTicket('work', target) ? 'agent' : 'requester';
}
