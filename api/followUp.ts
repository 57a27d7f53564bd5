import { appendFollowUp, continueTicket } from '../prisma/followUp';
import { actorOf } from './auth';
import { showComment, type CommentCall } from './comments';
import { commandId, textId } from './ids';
import type { Answer } from './route';
import { starterOf } from './starter';
import { sendUpdate } from './update';

/**
 * A reply to a closed ticket opens a new one, linked both ways, whose first comment it is. The old ticket's workflow is
 * told; if it has completed, the event is appended here, since nobody else writes there any more.
 */
export async function continueInNewTicket(call: CommentCall, id: string): Promise<Answer> {
  const { deps, caller, target: old } = call;
  const comment = textId(id, 'comment');
  const by = actorOf(caller);
  const taken = await continueTicket(deps.prisma, { old, commandId: id, comment, by, source: 'api' });
  if (taken) {
    starterOf(deps).start(taken.workflow);
    await tellOld(call, taken.row.key, id);
  }
  return showComment(call, comment);
}

/** The new ticket stands whatever comes of this; the link shows in both already. */
async function tellOld({ deps, caller, target: old }: CommentCall, key: string, id: string): Promise<void> {
  const told = commandId({ actor: caller.id, method: 'followUp', path: old.key, key: id });
  const by = actorOf(caller);
  const sending = {
    key: old.key,
    ticketId: old.id,
    name: 'followUp',
    payload: { key, id: told, by },
    id: told,
  } as const;
  try {
    const outcome = await sendUpdate(deps, sending);
    if (outcome.kind === 'ended' || outcome.kind === 'refused')
      await appendFollowUp(deps.prisma, { ticketId: old.id, key, commandId: told, by });
  } catch (error) {
    deps.logger.warn({ err: error, key: old.key, followUp: key }, 'the old ticket could not be told of its follow-up');
  }
}
