/** What a ticket's workflow has done for it. */
import type { DeskCommands } from '../domain/commands';
import type { TicketEvent } from '../domain/events';
import type { HandOver } from '../domain/handOver';
import type { LeaseTerms } from '../domain/lease';
import type { DurationText } from '../domain/policy';
import type { TermsCause, TicketState } from '../domain/state';

export interface SaveInput {
  /** As of the last of `events`. */
  readonly state: TicketState;
  /** In order of `seq`; may be empty (the row is written anew). */
  readonly events: readonly TicketEvent[];
  readonly runId: string;
}

/** Many tickets are due in the same second: what this one's deadline at `dueAt` sets off is to wait for those before it. */
export interface Queueing {
  /** UTC epoch milliseconds. */
  readonly dueAt: number;
  readonly waitMs: number;
}

export type SaveAnswer =
  | { readonly outcome: 'saved'; readonly version: number; readonly queueing?: Queueing }
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
  /**
   * As `admit`, within the ticket's first workflow task. That task may have been begun before, by a worker that ended: what
   * it brought to PostgreSQL then is `projected`, and holds.
   */
  admitAtOnce(input: {
    readonly ticketId: string;
  }): Promise<{ readonly found: DeskCommands['triage'] } | { readonly projected: readonly TicketEvent[] }>;
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
