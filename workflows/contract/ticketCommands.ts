/** What a ticket is told: commands of people and of the desk, as Updates and Signals. */
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../domain/codes';
import type { DeskCommands, PersonCommandName, PersonCommands } from '../domain/commands';
import type { Word } from '../domain/handOver';
import type { TermsCause } from '../domain/state';

/**
 * Payload of an Update or Signal: the command's members beside its id and its author. Without `id` one is made; without
 * `by` it is an operator's. Instants may be ISO 8601 texts.
 */
export type CommandPayload<K extends PersonCommandName = PersonCommandName> = PersonCommands[K] & {
  readonly id?: string;
  readonly by?: Actor | null;
  /** The version that the sender has seen: refused with `version_mismatch` if the ticket has gone on since. */
  readonly ifVersion?: number;
};

export interface CommandAnswer {
  /** The ticket's version that shows the command's effect; it is projected when the Update answers. */
  readonly version: number;
}

export const COMMAND_NAMES = [
  'accept',
  'assign',
  'release',
  'comment',
  'attach',
  'noteFailedDelivery',
  'edit',
  'pend',
  'resume',
  'resolve',
  'reopen',
  'close',
  'escalate',
  'rate',
  'followUp',
  'link',
  'unlink',
  'merge',
  'unmerge',
  'cascade',
  'countAlerts',
] as const satisfies readonly PersonCommandName[];

/** A person's command is an Update, because whoever sends it waits for the outcome. */
export function commandUpdate(name: PersonCommandName) {
  return defineUpdate<CommandAnswer, [CommandPayload]>(name);
}

/** The same as a Signal, for those who need no answer; a refusal shows as the event `refused`. */
export function commandSignal(name: PersonCommandName) {
  return defineSignal<[CommandPayload]>(name);
}

/** Continue as new now, so that a new release reaches a sleeping ticket. */
export const rollSignal = defineSignal('roll');
/** Look up policy and calendars again; with `{"cause": "policy"}` the newest version of the policy too. */
export const refreshSignal = defineSignal<[{ readonly cause?: TermsCause }?]>('refresh');
/** Save the whole row again: the projection lags, or a save was given up. */
export const reprojectSignal = defineSignal('reproject');

/** To a ticket: its turn in the queue has come, and this agent is claimed for it. Refused, the claim is given back. */
export const offerSignal = defineSignal<[DeskCommands['offer']]>('offer');
/** What another ticket tells this one. */
export interface Told {
  /** The command's id: told again under the same, it has one effect. */
  readonly id: string;
  readonly by: Actor | null;
  /** Key of the ticket that tells. */
  readonly from: string;
  readonly word: Word;
  /** Of a text that was stored for this ticket. */
  readonly comment?: string;
}

/** From another ticket. It outlasts whoever sends it; one that the status forbids is passed over. */
export const heedSignal = defineSignal<[Told]>('heed');
/** A command, or what another ticket tells, that a run was ended before it had saved. */
export interface Unheard {
  readonly name: PersonCommandName | 'heed';
  /** Has the id under which it came, or one made of where it stands in the history. */
  readonly payload: unknown;
}

/** To a ticket that is started again: what its last run had taken and could not save. */
export const hearAgainSignal = defineSignal<[readonly Unheard[]]>('hearAgain');
