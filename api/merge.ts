import { storeComment } from '../prisma/comments';
import { ALIVE_MS, runCommand } from './command';
import { lookBack, operationOf } from './idempotency';
import { textId } from './ids';
import { findOther, forgetClaim, reserve } from './links';
import { invalid, Problem } from './problem';
import type { Answer, Call } from './route';
import type { TicketRow } from './ticketView';

type MergeCall = Call<{ readonly into: string; readonly note?: string | undefined }, unknown, TicketRow>;

/** Makes a ticket a part of another, which takes its replies from then on. */
export async function mergeTicket(call: MergeCall): Promise<Answer> {
  const { deps, target, body } = call;
  // Before anything is checked anew: what has changed since does not matter to a repeat.
  const operation = operationOf(call, { route: 'merge', ticketId: target.id });
  const before = operation.idempotencyKey === null ? null : await lookBack(deps.prisma, operation, ALIVE_MS);
  if (before?.kind === 'kept') return before.answer;
  const other = await findOther(call, body.into);
  if (other.id !== target.id) await checkTarget(call, other);
  const claim = { from: target.id, kind: 'mergedInto', to: other.id } as const;
  const reserved = await reserve(call, claim, other.key);
  const { data, store } = withNote(call, body.note);
  try {
    return await runCommand(call, { name: 'merge', store, data: (id) => ({ into: other.key, ...data(id) }) });
  } catch (error) {
    if (reserved === 'claimed') await forgetClaim(deps.prisma, claim, error);
    throw error;
  }
}

async function checkTarget({ deps }: MergeCall, other: TicketRow): Promise<void> {
  const merged = await deps.prisma.ticketLink.findFirst({
    where: { fromId: other.id, kind: 'mergedInto', pendingSince: null },
    select: { to: { select: { key: true } } },
  });
  if (merged) {
    const message = `${other.key} is merged into ${merged.to.key}: merge into that one.`;
    throw invalid([{ pointer: '/into', code: 'merged', message }]);
  }
  if (other.status === 'closed')
    throw new Problem('not_allowed_in_status', `${other.key} is closed: no replies can go there.`);
}

/** The reason of a merger or its undoing: a public comment, whose id the command carries. */
export function withNote({ deps, caller, target }: Pick<MergeCall, 'deps' | 'caller' | 'target'>, note?: string) {
  const comment = (id: string) => textId(id, 'comment');
  return {
    data: (id: string) => (note === undefined ? {} : { comment: comment(id) }),
    store: async (id: string) => {
      if (note === undefined) return;
      const place = { ticketId: target.id, visibility: 'public' } as const;
      await storeComment(deps.prisma, { ...place, id: comment(id), author: caller, body: note });
    },
  };
}
