import { UNRESOLVED } from '../codes';
import {
  eventOf,
  forbiddenBut,
  forbiddenMerged,
  refuse,
  refuseMember,
  remark,
  take,
  type CommandNamed,
  type Decision,
} from './decision';
import type { TicketState } from '../state';

/** Waits for somebody or something; pending already, it waits anew. */
export function pend(state: TicketState, command: CommandNamed<'pend'>): Decision {
  const { reason, until = null } = command.data;
  if (until !== null && until <= Math.max(command.at, state.asOf)) {
    return refuseMember('/until', `The wait must end later than now; ${new Date(until).toISOString()} is past.`);
  }
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  return forbidden ?? take(eventOf(command, 'pended', { reason, until, from: state.status }));
}

/** Goes on before the wait ends by itself. */
export function resume(state: TicketState, command: CommandNamed<'resume'>): Decision {
  const forbidden = forbiddenBut(state, command, ['pending']);
  return forbidden ?? take(eventOf(command, 'resumed', { cause: 'resume', from: state.status }));
}

/** Done, or not to be done: a requester can only withdraw. */
export function resolve(state: TicketState, command: CommandNamed<'resolve'>): Decision {
  const { comment } = command.data;
  const withdrawn = command.by?.role === 'requester';
  const resolution = command.data.resolution ?? (withdrawn ? 'cancelled' : 'done');
  if (withdrawn && resolution !== 'cancelled') {
    return refuseMember('/resolution', `A requester can resolve a ticket as "cancelled" only, not as "${resolution}".`);
  }
  if (state.status === 'resolved') return refuse('already_done', `The ticket is resolved as "${state.resolution}".`);
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  const resolved = eventOf(command, 'resolved', {
    resolution,
    cause: 'resolve',
    from: state.status,
    comment: comment ?? null,
  });
  return take(...remark(command, comment, 'public'), resolved);
}

/** Not done after all. */
export function reopen(state: TicketState, command: CommandNamed<'reopen'>): Decision {
  const forbidden = forbiddenBut(state, command, ['resolved']) ?? forbiddenMerged(state, command);
  if (forbidden) return forbidden;
  const { comment } = command.data;
  const reopened = eventOf(command, 'reopened', { cause: 'reopen', comment: comment ?? null });
  return take(...remark(command, comment, 'public'), reopened);
}

/** For good. */
export function close(state: TicketState, command: CommandNamed<'close'>): Decision {
  if (state.status === 'closed') return refuse('already_done', 'The ticket is closed.');
  const forbidden = forbiddenBut(state, command, ['resolved']);
  return forbidden ?? take(eventOf(command, 'closed', { cause: 'close' }));
}
