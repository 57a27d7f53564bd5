import { alertsOf } from '../alerts';
import { UNRESOLVED } from '../codes';
import type { NewEvent } from '../events';
import type { TicketState } from '../state';
import {
  eventOf,
  forbiddenBut,
  NOT_CLOSED,
  refuse,
  refuseMember,
  take,
  type CommandNamed,
  type Decision,
} from './decision';

/**
 * What monitoring says now. More alerts are counted while somebody still has to work on the ticket: what is resolved is
 * left alone, and its sender opens another. When the last alert is over and nobody has accepted the ticket, it is
 * resolved; else that is noted.
 */
export function countAlerts(state: TicketState, command: CommandNamed<'countAlerts'>): Decision {
  const { fired, ended } = command.data;
  if (fired < 0 || ended < 0 || ended > fired) {
    return refuseMember('/ended', `Of ${fired} alerts ${ended} cannot be over: count from 0 to the number that fired.`);
  }
  const known = alertsOf(state);
  const more = Math.max(0, fired - known.fired);
  const over = Math.max(0, ended - known.ended);
  if (more === 0 && over === 0) {
    return refuse('already_done', `The ticket knows of ${known.fired} alerts, ${known.ended} of them over.`);
  }
  const forbidden = forbiddenBut(state, command, more > 0 ? UNRESOLVED : NOT_CLOSED);
  if (forbidden) return forbidden;
  const events: NewEvent[] = [];
  if (more > 0) events.push(eventOf(command, 'occurred', { count: more, occurrences: known.occurrences + more }));
  if (over === 0) return take(...events);
  const firing = known.fired + more - known.ended - over;
  events.push(eventOf(command, 'alertEnded', { count: over, firing }));
  const clears = firing <= 0 && state.acceptedAt === null && UNRESOLVED.includes(state.status);
  const resolved = { resolution: 'cleared', cause: 'cleared', from: state.status, comment: null } as const;
  if (clears) events.push(eventOf(command, 'resolved', resolved));
  return take(...events);
}
