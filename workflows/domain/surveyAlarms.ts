import { END_OF_TIME } from './calendar';
import { instantText, type Due, type DueSearch } from './due';
import type { NewEvent } from './events';
import type { NextStep } from './process';
import type { Survey, TicketState } from './state';
import { later } from './statusAlarms';

/** The next step of the ticket's survey. */
export function surveyDues(state: TicketState): readonly DueSearch[] {
  const { survey, policy } = state;
  if (!survey || !policy?.survey) return [];
  const { expireAfter } = policy.survey;
  switch (survey.state) {
    case 'scheduled':
      // Until it is known whether the requester may be asked, nothing comes by itself.
      return survey.unclaimed ? [] : [(bound) => sending(state, survey, expireAfter, bound)];
    case 'sent':
      return [(bound) => reminder(state, survey, bound), (bound) => expiry(state, survey, bound)];
    case 'answered':
      return [(bound) => lastWord(state, survey, bound)];
    case 'expired':
    case 'cancelled':
      return [];
  }
}

function sending(state: TicketState, survey: Survey, expireAfter: string, bound: number): Due | null {
  const at = Math.max(survey.sendAt, state.asOf);
  if (at > bound) return null;
  const expiresAt = later(state, at, expireAfter, END_OF_TIME);
  const { no } = survey;
  // A survey that never expires would hold the workflow for ever: it is not sent.
  const sent: NewEvent =
    expiresAt === null
      ? { kind: 'surveyExpired', at, by: null, data: { no } }
      : { kind: 'surveySent', at, by: null, data: { no, expiresAt } };
  return step(survey, at, 'surveySend', `Survey to the requester at ${instantText(at)}`, [sent]);
}

function reminder(state: TicketState, survey: Survey, bound: number): Due | null {
  if (survey.reminded || survey.remindAt === null || survey.expiresAt === null) return null;
  if (survey.remindAt >= survey.expiresAt) return null;
  const at = Math.max(survey.remindAt, state.asOf);
  if (at > bound) return null;
  const reminded: NewEvent = { kind: 'surveyReminded', at, by: null, data: { no: survey.no } };
  return step(survey, at, 'surveyRemind', `Reminder of the survey if not answered by ${instantText(at)}`, [reminded]);
}

function expiry(state: TicketState, survey: Survey, bound: number): Due | null {
  if (survey.expiresAt === null) return null;
  const at = Math.max(survey.expiresAt, state.asOf);
  if (at > bound) return null;
  const expired: NewEvent = { kind: 'surveyExpired', at, by: null, data: { no: survey.no } };
  return step(survey, at, 'surveyExpire', `End of the survey if not answered by ${instantText(at)}`, [expired]);
}

/** An answer may be corrected until the survey ends; only then is a closed ticket over. */
function lastWord(state: TicketState, survey: Survey, bound: number): Due | null {
  if (state.status !== 'closed' || survey.expiresAt === null) return null;
  // It waits for its follow-up then, which comes by no timer.
  if (state.followUp?.key === null) return null;
  const at = Math.max(survey.expiresAt, state.asOf);
  return at <= bound ? step(survey, at, 'surveyExpire', `End of the answered survey at ${instantText(at)}`, []) : null;
}

function step(survey: Survey, at: number, what: NextStep['what'], label: string, events: readonly NewEvent[]): Due {
  const { no } = survey;
  return { at, soft: true, label, id: `${what}.${no}@${at}`, next: { at, what, params: { no } }, events };
}
