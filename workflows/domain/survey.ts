import { addOpenTime, CalendarNeverOpens, END_OF_TIME } from './calendar';
import { windowOf } from './clocks';
import type { Resolution } from './codes';
import { parseDuration } from './duration';
import type { DurationText } from './policy';
import type { EventData } from './events';
import type { FollowUp, Survey, TicketState } from './state';

/** Whoever got nothing done, or never answered, is not asked how it was. */
const NOT_ASKED: readonly Resolution[] = ['cleared', 'duplicate', 'cancelled', 'noAnswer'];

/**
 * The survey that follows from a resolution, or null if the policy has none or the requester is not to be asked.
 * @throws CalendarWindowExceeded if the calendar's window ends before the survey is to be sent
 */
export function scheduleSurvey(state: TicketState): Survey | null {
  const survey = state.policy?.survey;
  if (!survey || state.ownWork || state.resolvedAt === null || state.resolution === null) return null;
  if (NOT_ASKED.includes(state.resolution)) return null;
  const sendAt = after(state, state.resolvedAt, survey.delay);
  if (sendAt === null) return null;
  return {
    no: (state.survey?.no ?? 0) + 1,
    state: 'scheduled',
    sendAt,
    sentAt: null,
    remindAt: null,
    reminded: false,
    expiresAt: null,
    score: null,
    ...(survey.quietFor !== undefined && { unclaimed: true }),
  };
}

/**
 * The requester may be asked. That is a fact and no event: nobody needs to read of it. An answer that comes late moves
 * the sending to its own instant, so that the time to answer counts from when the survey really goes out.
 */
export function allowSurvey(state: TicketState, no: number, at: number): TicketState {
  const { survey } = state;
  if (survey?.no !== no || !survey.unclaimed) return state;
  const { unclaimed: _unclaimed, ...claimed } = survey;
  return { ...state, survey: { ...claimed, sendAt: Math.max(claimed.sendAt, at) } };
}

/** The survey once it is sent. @throws CalendarWindowExceeded as `scheduleSurvey` */
export function sendSurvey(state: TicketState, survey: Survey, at: number, expiresAt: number): Survey {
  const remindAfter = state.policy?.survey?.remindAfter;
  const remindAt = remindAfter === undefined ? null : after(state, at, remindAfter);
  return { ...survey, state: 'sent', sentAt: at, remindAt, expiresAt };
}

/** A survey that nobody has answered ends with the reopening: what it asks about is not over. */
export function cancelSurvey(survey: Survey | null): Survey | null {
  if (!survey || (survey.state !== 'scheduled' && survey.state !== 'sent')) return survey;
  const { unclaimed: _unclaimed, ...asked } = survey;
  return { ...asked, state: 'cancelled' };
}

/** From here down the lead looks into it. */
const BAD_SCORE = 2;

/** The first bad score of a survey wants a follow-up; correcting it neither opens another nor takes it back. */
export function rated(state: TicketState, { no, score, comment }: EventData['surveyRated']): TicketState {
  const survey = state.survey && { ...state.survey, state: 'answered' as const, score };
  if (score > BAD_SCORE || state.followUp?.no === no) return { ...state, survey };
  const followUp: FollowUp = { no, score, comment, key: null };
  return { ...state, survey, followUp };
}

/**
 * The instant a duration later, by the policy's calendar or by elapsed time, as its unit says; null if it never comes.
 * @throws CalendarWindowExceeded if the window ends before that
 */
export function after(state: TicketState, from: number, duration: DurationText): number | null {
  if (!state.policy) return null;
  const { unit, ms } = parseDuration(duration);
  if (unit === 'elapsed') return from + ms <= END_OF_TIME ? from + ms : null;
  try {
    return addOpenTime(windowOf(state.calendars, state.policy.calendar), from, ms);
  } catch (error) {
    if (error instanceof CalendarNeverOpens) return null;
    throw error;
  }
}
