import type { Prisma } from '../prisma/client';
import type { EventKind, TicketEvent } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';
import { asInstant, isUuid } from './json';

const CHANGING: readonly EventKind[] = [
  'triaged',
  'resolved',
  'reopened',
  'surveySent',
  'surveyReminded',
  'surveyRated',
  'surveyExpired',
  'surveySkipped',
];

/** Writes the row of the ticket's latest survey; an earlier one that was still open was cancelled by a reopening. */
export async function projectSurvey(
  tx: Prisma.TransactionClient,
  { ticketId, requester, survey, asOf }: TicketState,
  news: readonly TicketEvent[],
  rewrite: boolean,
): Promise<void> {
  if (!survey || (!rewrite && !news.some((event) => CHANGING.includes(event.kind)))) return;
  const comment = news.map((event) => (event.kind === 'surveyRated' ? event.data.comment : null)).findLast(isUuid);
  const { no, state, score } = survey;
  // What is sent has had its turn with its requester, also if its workflow is too old to have asked for it.
  const asked = survey.sentAt !== null && isUuid(requester) ? requester : null;
  await tx.$executeRaw`
    INSERT INTO surveys (ticket_id, no, state, score, comment_id, sent_at, expires_at, requester_id, send_at, updated_at)
    VALUES (${ticketId}::uuid, ${no}, ${state}, ${score}::smallint, ${comment ?? null}::uuid,
            ${asInstant(survey.sentAt)}::timestamptz, ${asInstant(survey.expiresAt)}::timestamptz,
            ${asked}::uuid, ${asInstant(survey.sentAt)}::timestamptz, ${asInstant(asOf)}::timestamptz)
    ON CONFLICT (ticket_id, no) DO UPDATE SET
      state = excluded.state, score = excluded.score, comment_id = coalesce(excluded.comment_id, surveys.comment_id),
      sent_at = excluded.sent_at, expires_at = excluded.expires_at,
      requester_id = coalesce(excluded.requester_id, surveys.requester_id),
      send_at = coalesce(excluded.send_at, surveys.send_at), updated_at = excluded.updated_at`;
  if (no === 1) return;
  await tx.$executeRaw`
    UPDATE surveys SET state = 'cancelled', updated_at = ${asInstant(asOf)}::timestamptz
     WHERE ticket_id = ${ticketId}::uuid AND no < ${no} AND state IN ('scheduled', 'sent')`;
}
