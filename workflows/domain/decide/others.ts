/** Commands that concern other tickets too: the ticket takes its own part, and has the others told. */
import { UNRESOLVED } from '../codes';
import type { NewEvent } from '../events';
import type { TicketState } from '../state';
import {
  eventOf,
  forbiddenBut,
  forbiddenMerged,
  NOT_CLOSED,
  refuse,
  refuseMember,
  remark,
  take,
  type CommandNamed,
  type Decision,
} from './decision';

/** That the other ticket exists, and that no circle closes, was checked by whoever asks. */
export function link(state: TicketState, command: CommandNamed<'link'>): Decision {
  const { kind, key } = command.data;
  return key === state.key ? refuseSelf('/key', key) : take(eventOf(command, 'linked', { kind, key }));
}

export function unlink(_state: TicketState, command: CommandNamed<'unlink'>): Decision {
  const { kind, key } = command.data;
  return take(eventOf(command, 'unlinked', { kind, key }));
}

/** It is the same matter as another ticket, which goes on for both. */
export function merge(state: TicketState, command: CommandNamed<'merge'>): Decision {
  const { into, comment } = command.data;
  if (into === state.key) return refuseSelf('/into', into);
  const { mergedInto = null } = state;
  if (mergedInto !== null) return refuse('already_done', `The ticket is merged into ${mergedInto}.`);
  const forbidden = forbiddenBut(state, command, UNRESOLVED);
  if (forbidden) return forbidden;
  return take(
    ...remark(command, comment, 'public'),
    eventOf(command, 'merged', { into }),
    eventOf(command, 'resolved', {
      resolution: 'duplicate',
      cause: 'merge',
      from: state.status,
      comment: comment ?? null,
    }),
  );
}

/** It was another matter after all. */
export function unmerge(state: TicketState, command: CommandNamed<'unmerge'>): Decision {
  const { mergedInto = null } = state;
  if (mergedInto === null) return refuse('already_done', 'The ticket is not merged into another.');
  if (state.status !== 'resolved') {
    const detail = `A ticket that is ${state.status} stays merged: go on in ${mergedInto}, or open another ticket.`;
    return refuse('not_allowed_in_status', detail);
  }
  const { comment } = command.data;
  return take(
    eventOf(command, 'unmerged', { from: mergedInto }),
    eventOf(command, 'reopened', { cause: 'unmerge', comment: comment ?? null }),
    ...remark(command, comment, 'public'),
  );
}

/** Which children there are is known when they are told. */
export function cascade(state: TicketState, command: CommandNamed<'cascade'>): Decision {
  const { action, comment, reason, resolution } = command.data;
  if (action === 'inform' && comment === undefined) {
    return refuseMember('/comment', 'Nothing to inform of: name the comment.');
  }
  const forbidden = forbiddenBut(state, command, NOT_CLOSED);
  if (forbidden) return forbidden;
  const cascaded = eventOf(command, 'cascaded', {
    action,
    comment: comment ?? null,
    reason: action === 'pause' ? (reason ?? 'vendor') : null,
    resolution: action === 'resolve' ? (resolution ?? 'done') : null,
  });
  return take(...remarkOfDesk(command, comment), cascaded);
}

/** What another ticket has done: a link is taken note of; a parent's deed is done as far as the status lets it. */
export function heed(state: TicketState, command: CommandNamed<'heed'>): Decision {
  const { from, word } = command.data;
  if (word.do !== 'act') {
    const link = { kind: word.kind, key: from, told: true } as const;
    return take(eventOf(command, word.do === 'link' ? 'linked' : 'unlinked', link));
  }
  const forbidden = forbiddenBut(state, command, NOT_CLOSED) ?? forbiddenMerged(state, command);
  if (forbidden) return forbidden;
  const effect = effectOf(state, command);
  const { action } = word;
  // What is resolved already needs no second explanation.
  const { comment } = command.data;
  const told = action === 'resolve' && effect === null ? undefined : comment;
  const parentActed = eventOf(command, 'parentActed', { parent: from, action, effect: effect ? 'taken' : 'none' });
  return take(parentActed, ...remarkOfDesk(command, told), ...(effect ? [effect] : []));
}

function effectOf(state: TicketState, command: CommandNamed<'heed'>): NewEvent | null {
  const { from, word, comment = null } = command.data;
  if (word.do !== 'act') return null;
  const { status } = state;
  if (word.action === 'pause' && (status === 'new' || status === 'open')) {
    return eventOf(command, 'pended', { reason: word.reason ?? 'vendor', until: null, from: status, parent: from });
  }
  // Whoever waits for something of its own goes on waiting for that.
  if (word.action === 'resume' && state.pending?.parent === from) {
    return eventOf(command, 'resumed', { cause: 'parent', from: status });
  }
  if (word.action === 'resolve' && UNRESOLVED.includes(status)) {
    const resolution = word.resolution ?? 'done';
    return eventOf(command, 'resolved', { resolution, cause: 'parent', from: status, comment });
  }
  return null;
}

/** Whoever has a parent act speaks for the desk, whatever else she is: it is no reply that somebody owes an answer to. */
function remarkOfDesk(command: CommandNamed<'cascade' | 'heed'>, comment: string | undefined): readonly NewEvent[] {
  return comment === undefined ? [] : [eventOf(command, 'commented', { comment, visibility: 'public', from: 'agent' })];
}

/** Told, so that it need not be told again. */
export function handedOver(state: TicketState, command: CommandNamed<'handedOver'>): Decision {
  const { id, told, skipped } = command.data;
  if (!state.handOvers?.some((one) => one.id === id)) return refuse('already_done', `"${id}" was told before.`);
  return take(eventOf(command, 'handedOver', { of: id, told, skipped }));
}

function refuseSelf(pointer: string, key: string): Decision {
  return refuseMember(pointer, `${key} is this very ticket: name another.`);
}
