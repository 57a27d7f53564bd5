import { UNRESOLVED } from '../codes';
import {
  eventOf,
  forbiddenBut,
  refuse,
  refuseMember,
  remark,
  take,
  type CommandNamed,
  type Decision,
} from './decision';
import type { TicketState } from '../state';

/** The sender takes the ticket, also one that was offered to another and not accepted. */
export function accept(state: TicketState, command: CommandNamed<'accept'>): Decision {
  const { by } = command;
  if (!by || by.role === 'operator' || by.role === 'service') {
    return refuseMember('/by', 'Only a person can accept a ticket: say whose user id accepts it.');
  }
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  if (state.acceptedAt !== null) return refuse('already_done', `${state.assignee} has accepted the ticket.`);
  const no = state.assignee === by.id ? state.assignmentNo : state.assignmentNo + 1;
  return take(eventOf(command, 'accepted', { agent: by.id, no }));
}

/** To an agent, or to a team, whose strategy then finds someone. */
export function assign(state: TicketState, command: CommandNamed<'assign'>): Decision {
  const { agent, team } = command.data;
  if (agent === undefined && team === undefined) {
    return refuseMember('', 'Nobody to assign the ticket to: name an agent, a team, or both.');
  }
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  if (agent === undefined) return take(eventOf(command, 'queued', { team: team ?? null, cause: 'assign' }));
  const no = state.assignmentNo + 1;
  return take(eventOf(command, 'assigned', { agent, team: team ?? state.team, no, cause: 'assign' }));
}

/** Back to the queue of its team. */
export function release(state: TicketState, command: CommandNamed<'release'>): Decision {
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  if (state.assignee === null) return refuse('already_done', 'Nobody is assigned to the ticket.');
  const { comment } = command.data;
  const released = eventOf(command, 'released', { agent: state.assignee, comment: comment ?? null });
  return take(...remark(command, comment, 'internal'), released);
}

/** One level up, by a person and not by a clock. */
export function escalate(state: TicketState, command: CommandNamed<'escalate'>): Decision {
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  const { comment } = command.data;
  const escalated = eventOf(command, 'escalated', {
    clock: null,
    cycle: null,
    percent: null,
    level: state.escalationLevel + 1,
    notify: ['lead'],
    reassign: null,
    comment: comment ?? null,
  });
  return take(...remark(command, comment, 'internal'), escalated);
}
