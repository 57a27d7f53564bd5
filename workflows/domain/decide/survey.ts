import { eventOf, refuse, refuseMember, take, type CommandNamed, type Decision } from './decision';
import type { TicketState } from '../state';

/** The survey's answer; answering again before it expires corrects. */
export function rate(state: TicketState, command: CommandNamed<'rate'>): Decision {
  const { no, score, comment } = command.data;
  if (!Number.isInteger(score) || score < 1 || score > 5) {
    return refuseMember('/score', `A score is a whole number from 1 to 5, not ${score}.`);
  }
  const { survey } = state;
  const asked = survey?.no === no && (survey.state === 'sent' || survey.state === 'answered');
  const inTime = Math.max(command.at, state.asOf) <= (survey?.expiresAt ?? 0);
  if (!asked || !inTime) return refuse('gone', 'This survey is over, or was never sent.');
  return take(eventOf(command, 'surveyRated', { no, score, comment: comment ?? null }));
}

/** The requester is not asked; unless it has turned out meanwhile that she is not to be asked at all. */
export function skipSurvey(state: TicketState, command: CommandNamed<'skipSurvey'>): Decision {
  const { no, other } = command.data;
  const waits = state.survey?.no === no && state.survey.unclaimed;
  if (!waits) return refuse('already_done', `Survey ${no} does not wait to be sent any more.`);
  return take(eventOf(command, 'surveySkipped', { no, cause: 'quietFor', other }));
}

/** The lead has a ticket because of a bad score. */
export function noteFollowUp(state: TicketState, command: CommandNamed<'noteFollowUp'>): Decision {
  const { no, key } = command.data;
  const known = state.followUp?.no === no ? state.followUp.key : null;
  if (known !== null) return refuse('already_done', `${known} follows survey ${no} already.`);
  return take(eventOf(command, 'followUpOpened', { key, survey: no }));
}

/** Another ticket goes on where this one ended. */
export function followUp(_state: TicketState, command: CommandNamed<'followUp'>): Decision {
  return take(eventOf(command, 'followUpOpened', { key: command.data.key }));
}
