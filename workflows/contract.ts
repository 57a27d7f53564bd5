/**
 * What the parts of the desk say to each other through Temporal: names, ids and payloads. Clients (API, CLI, an
 * operator in the Temporal UI), the workflow and its activities agree here and nowhere else.
 */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor, Priority, TicketType } from './domain/codes';
import type { DeskCommands, PersonCommandName, PersonCommands } from './domain/commands';
import type { TicketEvent } from './domain/events';
import type { HandOver, Word } from './domain/handOver';
import type { LeaseTerms } from './domain/lease';
import type { DurationText } from './domain/policy';
import type { ProcessView } from './domain/process';
import type { TermsCause, TicketState } from './domain/state';

export const TASK_QUEUE = 'tickets';
export const TICKET_WORKFLOW = 'ticket';
export const TEAM_WORKFLOW = 'team';
export const RECONCILE_WORKFLOW = 'reconcile';
export const RECURRING_WORKFLOW = 'recurring';
export const CHANNEL_WORKFLOW = 'channel';
/** Of its own: a channel's activity holds its place for hours, which those of tickets must not wait for. */
export const CHANNEL_TASK_QUEUE = 'channels';

/** A ticket's workflow id is its key, `SD-42`. */
export function ticketWorkflowId(key: string): string {
  return key;
}

/** Of Temporal's schedule, and of what it starts: `recurring:backup-test`, followed there by the instant. */
export function recurringScheduleId(schedule: string): string {
  return `recurring:${schedule}`;
}

/** A team's workflow hands out its queue: `team:network`. */
export function teamWorkflowId(team: string): string {
  return `team:${team}`;
}

/** A channel's workflow holds the lease on sending: `channel:email`, `channel:webhook:crm`. */
export function channelWorkflowId(channel: string): string {
  return `channel:${channel}`;
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
/** To a team: somebody has room or wants work, or a ticket has come into the queue. */
export const wakeSignal = defineSignal('wake');

/** To a channel. Updates, because whoever sends them waits until it is so. */
export const pauseUpdate = defineUpdate<void>('pause');
export const resumeUpdate = defineUpdate<void>('resume');
export const replayUpdate = defineUpdate<ReplayAnswer, [ReplayWanted?]>('replay');
/** To a channel: it was changed or taken away. */
export const lookSignal = defineSignal('look');

export const stateQuery = defineQuery<TicketState>('state');
export const clocksQuery = defineQuery<TicketState['clocks']>('clocks');
export const processQuery = defineQuery<ProcessView>('process');

/** Types of `ApplicationFailure` by which a refused command is told from a fault. */
export const REFUSED = 'Refused';

// --- activities -------------------------------------------------------------------------------------------------

export interface SaveInput {
  /** As of the last of `events`. */
  readonly state: TicketState;
  /** In order of `seq`; may be empty (the row is written anew). */
  readonly events: readonly TicketEvent[];
  readonly runId: string;
}

export type SaveAnswer =
  | { readonly outcome: 'saved'; readonly version: number }
  /** The database has other events under these numbers, or fewer: `version` is the row's. Nothing was written. */
  | { readonly outcome: 'diverged'; readonly version: number };

export interface ClaimInput {
  readonly ticketId: string;
  readonly team: string;
  /** Number of the assignment that the claim is for. */
  readonly no: number;
  /** Wanted beside those that the ticket's stored tags ask for. */
  readonly skills?: readonly string[];
}

export interface Claimed {
  readonly agent: string | null;
  readonly lease?: LeaseTerms;
}

/** What a round through a team's queue came to. */
export interface QueueRound {
  /** Tickets that an agent was offered to. */
  readonly offered: number;
  /** The round was cut short: there may be more to hand out at once. */
  readonly more: boolean;
  /** When somebody's shift begins for whom a ticket may wait, UTC epoch milliseconds; null: nobody's. */
  readonly wakeAt: number | null;
}

/** Terms that a running ticket is to have looked up again. */
export interface RefreshInput {
  readonly ticketId: string;
  readonly cause: TermsCause;
  readonly classification: {
    readonly type: string;
    readonly impact: string;
    readonly urgency: string;
    readonly priority: string;
    readonly team: string | null;
  };
  /** What it runs under. */
  readonly policy: { readonly id: string; readonly version: number; readonly calendar: string };
  readonly calendars: readonly { readonly id: string; readonly version: number }[];
  /** Windows are to know from here on, UTC epoch milliseconds. */
  readonly from: number;
}

export type NewTerms = Omit<DeskCommands['terms'], 'cause'>;

export interface SurveyClaim {
  readonly ticketId: string;
  /** Number of the survey. */
  readonly no: number;
  /** User id. */
  readonly requester: string;
  /** UTC epoch milliseconds. */
  readonly sendAt: number;
  /** By elapsed time or, if it is open time, by the calendar. */
  readonly quietFor: DurationText;
  readonly calendar: { readonly id: string; readonly version: number };
}

export interface BadScore {
  readonly ticketId: string;
  /** Number of the survey. */
  readonly no: number;
  readonly score: number;
  /** Id of the text that came with it. */
  readonly comment: string | null;
}

export interface HandOverInput {
  readonly ticketId: string;
  readonly key: string;
  readonly handOver: HandOver;
}

export interface TicketActivities {
  /** Tells another ticket, or every child. Repeated, it goes on where it was. */
  handOver(input: HandOverInput): Promise<{ readonly told: number; readonly skipped: number }>;
  /** Triage: rules, policy, calendar facts and, where the team assigns by itself, a claimed agent. */
  admit(input: { readonly ticketId: string }): Promise<DeskCommands['triage']>;
  /** Policy and calendars as they are now; null if the ticket has these. */
  refreshTerms(input: RefreshInput): Promise<NewTerms | null>;
  save(input: SaveInput): Promise<SaveAnswer>;
  /** @returns the agent's id, or null if the team assigns by hand or nobody is free */
  claimAgent(input: ClaimInput): Promise<Claimed>;
  /** Whether somebody can go on with a ticket of this team now: is active, online, within her shift, and of the team. */
  isPresent(input: { readonly agent: string; readonly team: string }): Promise<boolean>;
  /** Gives back a claim that the ticket did not take. */
  giveBack(input: { readonly ticketId: string; readonly no: number }): Promise<void>;
  /** @returns the ticket because of whose survey this one is not to be sent; null: the requester is this one's now */
  claimSurvey(claim: SurveyClaim): Promise<{ readonly other: string | null }>;
  /** Opens the lead's ticket, once for a survey. @returns its key */
  openFollowUp(badScore: BadScore): Promise<{ readonly key: string }>;
  /** Longer calendar windows: each from its `from` to at least `until`. */
  extendCalendars(input: {
    readonly windows: readonly { readonly id: string; readonly version: number; readonly from: number }[];
    readonly until: number;
  }): Promise<TicketState['calendars']>;
}

export interface DeskActivities {
  /** Claims agents for the tickets of a team's queue, in their order, and offers them, until nobody fits any more. */
  handOutQueue(input: { readonly team: string }): Promise<QueueRound>;
  /** Compares open rows with running workflows, a page at a time, and repairs. */
  reconcile(): Promise<ReconcileReport>;
}

export interface RecurringInput {
  /** Id of the schedule. */
  readonly schedule: string;
  /** UTC epoch milliseconds; absent: when Temporal's schedule says. */
  readonly dueAt?: number;
}

/** What came of one time that a schedule was due; `gone`: it was deleted. */
export interface RecurringRun {
  readonly outcome: 'opened' | 'stillOpen' | 'noRequester' | 'gone';
  /** Of the ticket. */
  readonly key: string | null;
}

export interface RecurringActivities {
  /** Opens the ticket, once for a schedule and an instant. */
  openRecurring(input: Required<RecurringInput>): Promise<RecurringRun>;
}

export interface ChannelInput {
  /** `email`, `imap`, `webhook:<id>` */
  readonly channel: string;
  readonly paused?: boolean;
}

export interface ReplayWanted {
  /** These deliveries, whatever became of them; absent: all that were given up. */
  readonly ids?: readonly string[];
  /** Only those written since this instant, ISO 8601. */
  readonly since?: string;
}

export interface ReplayAnswer {
  /** Deliveries that wait again. */
  readonly replayed: number;
}

export interface ChannelActivities {
  /** Runs the channel for as long as it may. @returns why it stopped */
  runChannel(input: { readonly channel: string }): Promise<'rested' | 'paused' | 'gone'>;
  pauseChannel(input: { readonly channel: string }): Promise<void>;
  resumeChannel(input: { readonly channel: string }): Promise<void>;
  replayDeliveries(input: { readonly channel: string } & ReplayWanted): Promise<ReplayAnswer>;
}

export interface ReconcileReport {
  readonly at: string;
  readonly checked: number;
  readonly started: readonly string[];
  readonly reprojected: readonly string[];
  readonly ended: readonly string[];
  readonly claimsFreed: number;
  readonly textsSwept: number;
  /** Open tickets that nothing will move on, for all that was tried; the first 200. */
  readonly problems: readonly Orphan[];
  /** How many there are in all. */
  readonly orphans: number;
}

/**
 * Why an open ticket is an orphan. It has no workflow that runs (`noFirstEvent`, `completed`), one that gets nowhere
 * (`refusedSave`, `paused`, `taskFails`, `activityFails`, `overdue`), or waits for nobody who can be named (`noTeam`, `assigneeGone`).
 * `unexamined`: looking at it failed.
 */
export const ORPHAN_CAUSES = [
  'noFirstEvent',
  'completed',
  'refusedSave',
  'paused',
  'taskFails',
  'activityFails',
  'overdue',
  'noTeam',
  'assigneeGone',
  'unexamined',
] as const;
export type OrphanCause = (typeof ORPHAN_CAUSES)[number];

export interface Orphan {
  readonly key: string;
  readonly why: OrphanCause;
  /** The same in English, for the log and the doctor. */
  readonly problem: string;
  /** What a sentence about it names: a constraint, a step and its instant, an agent. */
  readonly facts?: Readonly<Record<string, string | number>>;
}
