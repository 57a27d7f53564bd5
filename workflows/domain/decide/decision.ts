import { UNRESOLVED, type Status } from '../codes';
import type { Command } from '../commands';
import type { EventData, EventKind, NewEvent } from '../events';
import type { Failure, FailureCode } from '../failure';
import type { TicketState } from '../state';

export type Decision =
  { readonly ok: true; readonly events: readonly NewEvent[] } | { readonly ok: false; readonly failure: Failure };

export type CommandNamed<K extends Command['name']> = Extract<Command, { name: K }>;

/** The command is taken. */
export function take(...events: readonly NewEvent[]): Decision {
  return { ok: true, events };
}

/** The command is refused. */
export function refuse(code: FailureCode, detail: string): Decision {
  return { ok: false, failure: { code, detail } };
}

/** The command cannot be meant so. @param pointer the faulty member */
export function refuseMember(pointer: string, detail: string): Decision {
  return { ok: false, failure: { code: 'invalid', detail, pointer } };
}

/** The event of a command: of its author, at its instant. */
export function eventOf<K extends EventKind>(command: Command, kind: K, data: EventData[K]): NewEvent {
  // The union of all kinds is one member for each kind, which is what this object is.
  return { kind, at: command.at, by: command.by, data } as NewEvent;
}

/** Why the ticket's status forbids the command; null if it allows it. */
export function forbiddenBut(state: TicketState, command: Command, allowed: readonly Status[]): Decision | null {
  if (allowed.includes(state.status)) return null;
  return refuse(
    'not_allowed_in_status',
    `A ticket that is ${state.status} cannot take "${command.name}": it must be ${inWords(allowed)}.`,
  );
}

/** Why a ticket that is merged does not take the command; null if it is not merged. */
export function forbiddenMerged(state: TicketState, command: Command): Decision | null {
  const { mergedInto = null } = state;
  if (mergedInto === null) return null;
  return refuse(
    'not_allowed_in_status',
    `The ticket is merged into ${mergedInto} and does not take "${command.name}": ask ${mergedInto}, or unmerge first.`,
  );
}

export const NOT_CLOSED: readonly Status[] = [...UNRESOLVED, 'resolved'];

/**
 * A text that came with another command is a comment like any other, and stands before what it explains.
 * @returns no event if there was no text
 */
export function remark(
  command: Command,
  comment: string | undefined,
  visibility: 'public' | 'internal',
): readonly NewEvent[] {
  if (comment === undefined) return [];
  const from = command.by?.role === 'requester' ? 'requester' : 'agent';
  return [eventOf(command, 'commented', { comment, visibility, from })];
}

function inWords(statuses: readonly Status[]): string {
  const last = statuses.at(-1) ?? 'another';
  const first = statuses.slice(0, -1).join(', ');
  return first === '' ? last : `${first} or ${last}`;
}
