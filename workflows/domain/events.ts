import type {
  Actor,
  CascadeAction,
  ClockName,
  Level,
  LinkKind,
  PendingReason,
  Priority,
  Resolution,
  Source,
  Status,
  TicketType,
  Visibility,
} from './codes';
import type { CalendarWindow } from './calendar';
import type { PriorityMatrix } from './commands';
import type { LeaseTerms } from './lease';
import type { PolicyInForce } from './policy';
import type { TermsCause } from './state';

/** What the requester, or whoever opened the ticket, said of its classification; absent: left to triage. */
export interface Classification {
  readonly type?: TicketType;
  readonly impact?: Level;
  readonly urgency?: Level;
}

export interface DocumentVersion {
  readonly id: string;
  readonly version: number;
}

/** Facts that triage fetched; part of the event so that `evolve` needs nothing else, hidden from the REST timeline. */
export interface TriageFacts {
  readonly policy: PolicyInForce | null;
  readonly calendars: readonly CalendarWindow[];
  /** Impact × urgency → priority, as stored when the ticket was triaged. */
  readonly matrix?: PriorityMatrix;
}

/** To whom a ticket goes that the desk opened for itself. */
export interface DeskAssignment {
  readonly team: string | null;
  /** Null: whoever the team finds. */
  readonly agent: string | null;
}

/** A link to the ticket `key`. */
export interface Link {
  readonly kind: LinkKind;
  readonly key: string;
}

/**
 * What may happen to a ticket, in the past tense, with its data. Ids and codes only, never words of people. The data
 * is stored as it is in `ticket_events.data`; adding a member is compatible, renaming one is not.
 */
export interface EventData {
  received: {
    readonly ticketId: string;
    readonly key: string;
    readonly source: Source;
    readonly requester: string;
    readonly organisation: string | null;
    readonly given: Classification;
    /** The priority that holds until triage. */
    readonly priority: Priority;
    /** The desk opened it for itself: whose it is. Nobody is asked how it was. */
    readonly assign?: DeskAssignment;
    /** With which other tickets it was opened; they hear of it from its workflow. */
    readonly links?: readonly Link[];
    /** Alerts opened it: how many. */
    readonly alerts?: number;
  };
  triaged: {
    readonly type: TicketType;
    readonly impact: Level | null;
    readonly urgency: Level | null;
    readonly priority: Priority;
    readonly team: string | null;
    readonly tags: readonly string[];
    /** Id of the triage rule that matched. */
    readonly rule: string | null;
    /** Triage did not answer in time; the ticket opened with defaults. */
    readonly failed?: true;
    readonly facts: TriageFacts;
  };
  queued: { readonly team: string | null; readonly cause: 'triage' | 'assign' | 'escalation' | 'noOneFree' };
  assigned: {
    readonly agent: string;
    readonly team: string | null;
    readonly no: number;
    readonly cause: 'strategy' | 'assign';
    /** Until when the team's strategy expects her to accept; absent: for ever. */
    readonly facts?: { readonly lease: LeaseTerms };
  };
  accepted: { readonly agent: string; readonly no: number };
  released: {
    readonly agent: string;
    readonly comment: string | null;
    /**
     * Nobody released it: it was not accepted in time, or by the end of the agent's shift, or was reopened while the
     * agent was not there.
     */
    readonly cause?: 'notAccepted' | 'shiftEnd' | 'absent';
  };
  commented: {
    readonly comment: string;
    readonly visibility: Visibility;
    readonly from: 'agent' | 'requester';
    /** Written to this ticket, which is merged into the one that has it. */
    readonly via?: string;
  };
  pended: {
    readonly reason: PendingReason;
    readonly until: number | null;
    readonly from: Status;
    /** The parent that has it wait. */
    readonly parent?: string;
  };
  resumed: { readonly cause: 'resume' | 'comment' | 'wake' | 'parent'; readonly from: Status };
  reclassified: {
    readonly type: TicketType;
    readonly impact: Level | null;
    readonly urgency: Level | null;
    readonly from: Priority;
    readonly to: Priority;
    /** What was named, hence is no longer triage's to fill in. */
    readonly given: readonly ('type' | 'impact' | 'urgency' | 'priority')[];
    /** No policy asks for what has changed: absent, it is chosen anew. */
    readonly facts?: { readonly policyStands: true };
  };
  /** Another policy, another version of a calendar, or both: the ledgers show from when. */
  termsChanged: {
    readonly cause: TermsCause;
    readonly policy: DocumentVersion;
    readonly from: DocumentVersion;
    readonly calendars: readonly DocumentVersion[];
    readonly facts: { readonly policy: PolicyInForce; readonly calendars: readonly CalendarWindow[] };
  };
  /** A deadline set by hand; null: taken away. */
  dueDateSet: { readonly dueDate: number | null; readonly from: number | null };
  dueDatePassed: { readonly dueDate: number };
  /** A message was given up: the delivery's id, the event that it told of, and by which channel. */
  deliveryFailed: { readonly delivery: string; readonly kind: string; readonly channel: string };
  attached: { readonly attachment: string; readonly visibility: Visibility };
  edited: {
    readonly revision: string;
    readonly members: readonly string[];
    /** As of `reclassified`. */
    readonly facts?: { readonly policyStands: true };
  };
  warned: { readonly clock: ClockName; readonly cycle: number; readonly percent: number };
  breached: { readonly clock: ClockName; readonly cycle: number; readonly percent: number };
  escalated: {
    /** Null when a person escalated. */
    readonly clock: ClockName | null;
    readonly cycle: number | null;
    readonly percent: number | null;
    readonly level: number;
    readonly notify: readonly string[];
    readonly reassign: string | null;
    readonly comment: string | null;
  };
  nudged: { readonly number: number; readonly whom: 'requester' | 'assignee' };
  resolved: {
    readonly resolution: Resolution;
    /** `cleared`: the last of its alerts is over, and nobody had accepted it. */
    readonly cause: 'resolve' | 'noAnswer' | 'cleared' | 'merge' | 'parent';
    readonly from: Status;
    readonly comment: string | null;
  };
  reopened: { readonly cause: 'reopen' | 'comment' | 'unmerge'; readonly comment: string | null };
  closed: { readonly cause: 'close' | 'closeAfter' };
  surveySent: { readonly no: number; readonly expiresAt: number };
  surveyReminded: { readonly no: number };
  surveyRated: { readonly no: number; readonly score: number; readonly comment: string | null };
  surveyExpired: { readonly no: number };
  /** It is not sent: `other` is the key of the ticket whose survey the requester gets, or got a short while ago. */
  surveySkipped: { readonly no: number; readonly cause: 'quietFor'; readonly other: string };
  followUpOpened: {
    readonly key: string;
    /** Number of the survey whose bad score it follows; absent: the requester wrote after the end. */
    readonly survey?: number;
  };
  /** `told`: the other ticket made the link, or undid it, and told this one. */
  linked: Link & { readonly told?: true };
  unlinked: Link & { readonly told?: true };
  merged: { readonly into: string };
  unmerged: { readonly from: string };
  /** All children are told to do so; `handedOver` says when they are. */
  cascaded: {
    readonly action: CascadeAction;
    readonly comment: string | null;
    readonly reason: PendingReason | null;
    readonly resolution: Resolution | null;
  };
  /** The ticket's parent did something with all of its children; `none`: this one's status left nothing to do. */
  parentActed: { readonly parent: string; readonly action: CascadeAction; readonly effect: 'taken' | 'none' };
  /** So many tickets were told of the event `of`; `skipped` are over. */
  handedOver: { readonly of: string; readonly told: number; readonly skipped: number };
  /** The same again: `count` alerts more; `occurrences` with them. */
  occurred: { readonly count: number; readonly occurrences: number };
  /** `count` of its alerts are over; `firing` go on. */
  alertEnded: { readonly count: number; readonly firing: number };
  /** A command by Signal that the ticket did not allow, or could not read. */
  refused: { readonly command: string; readonly code: string };
  /** The projection was held up, by how many milliseconds. */
  saveDelayed: { readonly ms: number };
  /** The database had other events under these numbers: `version` is what it had. */
  diverged: { readonly version: number };
}

export type EventKind = keyof EventData;

/** What `decide` answers: not numbered yet. */
export type NewEvent = {
  [K in EventKind]: {
    readonly kind: K;
    /** UTC epoch milliseconds; of an alarm, the instant at which it was due. */
    readonly at: number;
    readonly by: Actor | null;
    readonly data: EventData[K];
  };
}[EventKind];

/** An event as it is applied, projected and stored. */
export type TicketEvent = NewEvent & {
  /** From 1, without gaps. */
  readonly seq: number;
  /**
   * Identity of the event whatever its number: `<command id or alarm label>#<ordinal in that decision>`. `save`
   * compares it to tell a repeated attempt from a forked history.
   */
  readonly identity: string;
  /** What comes by itself can be made up late: by how many milliseconds, if the desk was away at its instant. */
  readonly data: { readonly lateMs?: number };
};
