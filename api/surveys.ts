import { runCommand } from './command';
import { storeComment } from '../prisma/comments';
import { textId } from './ids';
import { notFound, Problem } from './problem';
import type { Answer, Lookup } from './route';
import { readSurveyToken } from '../prisma/surveyToken';
import { TICKET_INCLUDE } from './ticketView';

export type SurveyFound = Awaited<ReturnType<typeof findSurvey>>;

/**
 * The survey that a token is for.
 * @throws Problem 404 if the token is not ours, 410 if the survey has expired or was cancelled
 */
export async function findSurvey({ deps, params }: Pick<Lookup, 'deps' | 'params'>) {
  const ref = readSurveyToken(deps.settings.secret, params.token ?? '');
  const row =
    ref &&
    (await deps.prisma.survey.findUnique({
      where: { ticketId_no: ref },
      include: { ticket: { include: TICKET_INCLUDE } },
    }));
  if (!row) throw notFound('survey of this link');
  const requester = await deps.prisma.user.findUnique({ where: { id: row.ticket.requesterId } });
  if (requester?.erasedAt) throw new Problem('gone', 'This survey is over.');
  const late = row.state === 'sent' && row.expiresAt !== null && row.expiresAt.getTime() < Date.now();
  if (row.state === 'expired' || late) throw new Problem('gone', 'This survey has expired.');
  if (row.state === 'cancelled') throw new Problem('gone', 'This survey was cancelled: the ticket goes on.');
  return row;
}

export async function showSurvey({ deps }: Pick<Lookup, 'deps'>, row: SurveyFound): Promise<Answer> {
  const comment =
    row.commentId === null ? null : await deps.prisma.comment.findUnique({ where: { id: row.commentId } });
  const { key, subject } = row.ticket;
  const body = {
    ticket: { key, subject },
    state: row.state,
    score: row.score,
    comment: comment?.body ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
  return { status: 200, body };
}

export interface SurveyAnswer {
  readonly score: number;
  readonly comment?: string | undefined;
}

/** Whoever holds the token answers for the requester. */
export async function answerSurvey(
  call: Lookup & { readonly target: SurveyFound; readonly body: SurveyAnswer },
): Promise<Answer> {
  const { deps, req, target: survey, body } = call;
  const { ticket, no } = survey;
  const caller = { id: ticket.requesterId, role: 'requester' } as const;
  const commented = body.comment !== undefined && body.comment !== '';
  return runCommand(
    { deps, req, caller, target: ticket },
    {
      name: 'rate',
      data: (id) => ({ no, score: body.score, ...(commented ? { comment: textId(id, 'comment') } : {}) }),
      store: async (id) => {
        if (!commented) return;
        const text = { id: textId(id, 'comment'), ticketId: ticket.id, author: caller, body: body.comment ?? '' };
        await storeComment(deps.prisma, { ...text, visibility: 'survey' });
      },
      show: async () => showSurvey(call, await findSurvey(call)),
    },
  );
}
