/** A ticket's workflow: what it is known by, born with and asked for. */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery } from '@temporalio/workflow';
import type { Priority, TicketType } from '../domain/codes';
import type { TicketEvent } from '../domain/events';
import type { ProcessView } from '../domain/process';
import type { TicketState } from '../domain/state';

/** Of all workflows, and of all activities but those of channels. */
export const TASK_QUEUE = 'tickets';
export const TICKET_WORKFLOW = 'ticket';

/** A ticket's workflow id is its key, `SD-42`. */
export function ticketWorkflowId(key: string): string {
  return key;
}

/** Codes only: what operators filter by in the Temporal UI. `Stage` is the status, `DueAt` the next deadline. */
export const searchAttributes = {
  type: defineSearchAttributeKey('TicketType', 'KEYWORD'),
  priority: defineSearchAttributeKey('Priority', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  team: defineSearchAttributeKey('Team', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
} as const;

/** Of the workflow in Temporal's queues: lower is served first. */
export const PRIORITY_KEYS: Readonly<Record<Priority, number>> = { critical: 1, high: 2, medium: 3, low: 4 };

/** Settings that a run is born with; they change with the next continue-as-new at the latest. */
export interface RunSettings {
  /** Milliseconds over which warnings, nudges, surveys and automatic closing are spread. */
  readonly alarmSpreadMs: number;
  /** Continue as new at this many history events; absent: when the server suggests it. */
  readonly rollAtEvents?: number;
  /**
   * Opening and alarms are projected within the workflow task that decides on them. Only the API says so, which is brought
   * to a new release after all workers: one of an older release would not know what to do.
   */
  readonly atOnce?: true;
}

/** Ids of commands already answered, oldest first, with the version that each was answered with. */
export type AnsweredCommands = readonly (readonly [id: string, version: number])[];

export type TicketInput =
  | { readonly received: TicketEvent & { readonly kind: 'received' }; readonly settings: RunSettings }
  | { readonly state: TicketState; readonly answered: AnsweredCommands; readonly settings: RunSettings };

/** The workflow's result: its life in one line. */
export interface TicketSummary {
  readonly key: string;
  readonly type: TicketType;
  readonly priority: Priority;
  readonly resolution: string | null;
  readonly events: number;
  readonly reopenCount: number;
  readonly breached: readonly string[];
  readonly score: number | null;
}

export const stateQuery = defineQuery<TicketState>('state');
export const clocksQuery = defineQuery<TicketState['clocks']>('clocks');
export const processQuery = defineQuery<ProcessView>('process');

/** Types of `ApplicationFailure` by which a refused command is told from a fault. */
export const REFUSED = 'Refused';
