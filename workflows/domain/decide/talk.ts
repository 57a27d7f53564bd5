import {
  eventOf,
  forbiddenBut,
  forbiddenMerged,
  NOT_CLOSED,
  refuseMember,
  take,
  type CommandNamed,
  type Decision,
} from './decision';
import type { EventData, NewEvent } from '../events';
import { priorityOf } from '../matrix';
import type { TicketState } from '../state';

/**
 * A comment; the requester's also ends a wait for the requester, and reopens what was resolved. What the requester of a
 * merged ticket writes is internal here unless she is this one's too: customers do not read one another.
 */
export function comment(state: TicketState, command: CommandNamed<'comment'>): Decision {
  const { from, visibility, via } = command.data;
  if (from === 'requester' && visibility === 'internal' && via === undefined) {
    return refuseMember('/visibility', 'A requester has no internal comments: make it public.');
  }
  const forbidden = forbiddenBut(state, command, NOT_CLOSED) ?? forbiddenMerged(state, command);
  if (forbidden) return forbidden;
  const { comment } = command.data;
  const commented = eventOf(command, 'commented', { comment, visibility, from, ...(via !== undefined && { via }) });
  const replies = from === 'requester' && visibility === 'public';
  return take(commented, ...(replies ? effectOfReply(state, command) : []));
}

function effectOfReply(state: TicketState, command: CommandNamed<'comment'>): readonly NewEvent[] {
  if (state.status === 'resolved') return [eventOf(command, 'reopened', { cause: 'comment', comment: null })];
  if (state.pending?.reason !== 'requester') return [];
  return [eventOf(command, 'resumed', { cause: 'comment', from: state.status })];
}

/** A file alone answers nobody: clocks and waits go on. */
export function attach(state: TicketState, command: CommandNamed<'attach'>): Decision {
  const { attachment, visibility } = command.data;
  const forbidden = forbiddenBut(state, command, NOT_CLOSED);
  return forbidden ?? take(eventOf(command, 'attached', { attachment, visibility }));
}

/** Another classification, another wording, or both. */
export function edit(state: TicketState, command: CommandNamed<'edit'>): Decision {
  const { revision, members = [], dueDate, policyStands } = command.data;
  const facts = policyStands ? { facts: { policyStands } } : {};
  const reclassified = reclassification(state, command.data);
  if (!reclassified && revision === undefined && dueDate === undefined) {
    const members = 'a type, an impact, an urgency, a priority, a due date or a revision';
    return refuseMember('', `Nothing to change: name ${members}.`);
  }
  if (typeof dueDate === 'number' && dueDate <= Math.max(command.at, state.asOf)) {
    return refuseMember('/dueDate', `A due date must be later than now; ${new Date(dueDate).toISOString()} is past.`);
  }
  const forbidden = forbiddenBut(state, command, NOT_CLOSED);
  if (forbidden) return forbidden;
  const events: NewEvent[] = [];
  if (reclassified) events.push(eventOf(command, 'reclassified', { ...reclassified, ...facts }));
  const from = state.dueDate?.at ?? null;
  if (dueDate !== undefined) events.push(eventOf(command, 'dueDateSet', { dueDate, from }));
  if (revision !== undefined) events.push(eventOf(command, 'edited', { revision, members, ...facts }));
  return take(...events);
}

/** Type, impact and urgency derive the priority anew, also one that somebody set before; naming it sets it. */
function reclassification(state: TicketState, named: CommandNamed<'edit'>['data']): EventData['reclassified'] | null {
  const given = (['type', 'impact', 'urgency', 'priority'] as const).filter((member) => named[member] !== undefined);
  if (given.length === 0) return null;
  const type = named.type ?? state.type;
  const impact = named.impact === undefined ? state.impact : named.impact;
  const urgency = named.urgency === undefined ? state.urgency : named.urgency;
  const to = named.priority ?? priorityOf({ type, impact, urgency, matrix: state.matrix });
  return { type, impact, urgency, from: state.priority, to, given };
}
