import { runCommand } from './command';
import { speaker } from './i18n';
import { withNote } from './merge';
import { Problem } from './problem';
import type { Answer, Call } from './route';
import type { TicketRow } from './ticketView';

type UnmergeCall = Call<{ readonly note?: string | undefined }, unknown, TicketRow>;

/** Undoes a merger. @throws Problem 409 that says, in the caller's language, what to do about one that stays */
export function unmergeTicket(call: UnmergeCall): Promise<Answer> {
  return runCommand(call, {
    name: 'unmerge',
    ...withNote(call, call.body.note),
    otherwise: async (_id, problem) => {
      if (problem.code === 'not_allowed_in_status') throw await sayWhatToDo(call, problem);
      return null;
    },
  });
}

/** Only a ticket that is closed stays merged: its clocks and its survey have come to their end. */
async function sayWhatToDo({ deps, target, locale }: UnmergeCall, problem: Problem): Promise<Problem> {
  const link = await deps.prisma.ticketLink.findFirst({
    where: { fromId: target.id, kind: 'mergedInto', pendingSince: null },
    select: { to: { select: { key: true } } },
  });
  if (!link) return problem;
  return new Problem(problem.code, speaker(locale)('unmerge.closed', { key: target.key, into: link.to.key }));
}
