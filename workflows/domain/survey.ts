import { addOpenTime, CalendarNeverOpens, END_OF_TIME } from './calendar';
import { windowOf } from './clocks';
import type { Resolution } from './codes';
import { parseDuration } from './duration';
import type { DurationText } from './policy';
import type { Survey, TicketState } from './state';

/** Whoever got nothing done, or never answered, is not asked how it was. */
const NOT_ASKED: readonly Resolution[] = ['cleared', 'duplicate', 'cancelled', 'noAnswer'];

/**
 * The survey that follows from a resolution, or null if the policy has none or the requester is not to be asked.
 * @throws CalendarWindowExceeded if the calendar's window ends before the survey is to be sent
 */
export function scheduleSurvey(state: TicketState): Survey | null {
  const survey = state.policy?.survey;
  if (!survey || state.resolvedAt === null || state.resolution === null) return null;
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
  };
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
  return { ...survey, state: 'cancelled' };
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
