import type {
  Actor,
  CascadeAction,
  Level,
  PendingReason,
  Priority,
  Resolution,
  SettableLinkKind,
  TicketType,
  Visibility,
} from './codes';
import type { TriageFacts } from './events';
import type { CalendarWindow } from './calendar';
import type { Word } from './handOver';
import type { LeaseTerms } from './lease';
import type { PolicyInForce } from './policy';
import type { TermsCause } from './state';

/**
 * What people may ask of a ticket. The names are those of the Updates and Signals and of the REST calls. Texts are
 * stored first and named by id (`comment`, `revision`): no words of people enter Temporal.
 */
export interface PersonCommands {
  accept: Record<never, never>;
  assign: { readonly agent?: string; readonly team?: string };
  release: { readonly comment?: string };
  comment: {
    readonly comment: string;
    readonly visibility: Visibility;
    readonly from: 'agent' | 'requester';
    /** Key of the ticket that it was written to, which is merged into this one. */
    readonly via?: string;
  };
  /** A stored file becomes visible. */
  attach: { readonly attachment: string; readonly visibility: Visibility };
  edit: {
    readonly revision?: string;
    /** Which texts the revision holds: subject, fields, tags. */
    readonly members?: readonly string[];
    readonly type?: TicketType;
    readonly impact?: Level | null;
    readonly urgency?: Level | null;
    readonly priority?: Priority;
    /** UTC epoch milliseconds; null: none any more. */
    readonly dueDate?: number | null;
    /** No policy's condition asks for what is edited, says who can know: it need not be chosen anew. */
    readonly policyStands?: boolean;
  };
  pend: { readonly reason: PendingReason; /** UTC epoch milliseconds */ readonly until?: number };
  resume: Record<never, never>;
  resolve: { readonly resolution?: Resolution; readonly comment?: string };
  reopen: { readonly comment?: string };
  close: Record<never, never>;
  escalate: { readonly comment?: string };
  /** The desk could not send a message about the ticket. */
  noteFailedDelivery: {
    readonly delivery: string;
    /** Of the event told */ readonly kind: string;
    readonly channel: string;
  };
  rate: { readonly no: number; readonly score: number; readonly comment?: string };
  followUp: { readonly key: string };
  link: { readonly kind: SettableLinkKind; readonly key: string };
  unlink: { readonly kind: SettableLinkKind; readonly key: string };
  merge: { readonly into: string; readonly comment?: string };
  unmerge: { readonly comment?: string };
  /** To all children of the ticket. */
  cascade: {
    readonly action: CascadeAction;
    readonly comment?: string;
    /** Of `pause`; `vendor` unless said. */
    readonly reason?: PendingReason;
    /** Of `resolve`; `done` unless said. */
    readonly resolution?: Resolution;
  };
  /**
   * How many alerts have come under the ticket and how many of them are over, all told: whoever says it twice, or late,
   * says nothing new.
   */
  countAlerts: { readonly fired: number; readonly ended: number };
}

/** Commands that the desk gives itself: answers of activities. They pass `decide` like anyone's. */
export interface DeskCommands {
  triage: {
    /** What the rules and defaults say; the ticket takes what nobody has set meanwhile. */
    readonly type?: TicketType;
    readonly impact?: Level;
    readonly urgency?: Level;
    readonly team: string | null;
    readonly tags: readonly string[];
    readonly rule: string | null;
    readonly failed?: true;
    readonly facts: TriageFacts;
    readonly claim: { readonly agent: string; readonly no: number; readonly lease?: LeaseTerms } | null;
    /** Impact × urgency → priority, as stored. */
    readonly matrix: PriorityMatrix;
  };
  /** An agent was claimed for this ticket: because it looks for one, or because its turn has come in the queue. */
  offer: {
    readonly no: number;
    readonly team: string;
    /** Null: none was free. */
    readonly agent: string | null;
    readonly lease?: LeaseTerms;
  };
  /** The ticket was reopened, and who has it is not there. */
  absent: { readonly agent: string; readonly no: number };
  /** Policy and calendars as they are now. */
  terms: {
    readonly cause: TermsCause;
    readonly policy: PolicyInForce;
    /** Windows that know from the ticket's last change on. */
    readonly calendars: readonly CalendarWindow[];
  };
  /** The requester gets, or got a short while ago, the survey of the ticket `other`. */
  skipSurvey: { readonly no: number; readonly other: string };
  /** Another ticket has done something that concerns this one. */
  heed: { readonly from: string; readonly word: Word; /** Stored for this ticket. */ readonly comment?: string };
  /** What the ticket had to tell others is told. */
  handedOver: { readonly id: string; readonly told: number; readonly skipped: number };
  /** The ticket `key` was opened for the lead because of the score of survey `no`. */
  noteFollowUp: { readonly no: number; readonly key: string };
}

export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

type CommandOf<T> = {
  [K in keyof T]: {
    readonly name: K;
    /** Hash of actor, method, path and Idempotency-Key, or a random id: the Update's id. */
    readonly id: string;
    readonly by: Actor | null;
    /** UTC epoch milliseconds. */
    readonly at: number;
    readonly data: T[K];
  };
}[keyof T];

export type PersonCommand = CommandOf<PersonCommands>;
export type DeskCommand = CommandOf<DeskCommands>;
export type Command = PersonCommand | DeskCommand;
export type PersonCommandName = keyof PersonCommands;
