import type { CalendarWindow } from './calendar';
import type {
  ClockName,
  Level,
  PendingReason,
  Priority,
  Resolution,
  Source,
  Status,
  SurveyState,
  TicketType,
} from './codes';
import type { PriorityMatrix } from './commands';
import type { HandOver } from './handOver';
import type { Lease } from './lease';
import type { PolicyInForce } from './policy';

export type SegmentState = 'running' | 'paused' | 'stopped';

/** Why a segment of the ledger is what it is: the ticket's status, with the reason while pending. */
export type SegmentWhy = 'open' | `pending:${PendingReason}` | 'resolved' | 'answered' | 'closed';

/** One line of a clock's ledger. Lines touch: each begins where the one before ended. */
export interface Segment {
  /** UTC epoch milliseconds. */
  readonly from: number;
  /** Null: goes on. */
  readonly to: number | null;
  readonly state: SegmentState;
  readonly why: SegmentWhy;
  /** Open time counted, in milliseconds; null while it goes on or while no policy is in force yet. */
  readonly countedMs: number | null;
  /** Version of the calendar by which it was counted. */
  readonly calendarVersion: number | null;
  /** Id of that calendar; absent: as it stands in the clock's terms. */
  readonly calendar?: string;
  /** Several old lines made into one: `state` and `why` no longer hold for all of it. */
  readonly folded?: true;
}

export interface Clock {
  readonly clock: ClockName;
  /** From 1; above 1 only for `nextReply`. */
  readonly cycle: number;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  /** The target it runs, or ran when it stopped, under; null: none for the priority. */
  readonly targetMs: number | null;
  /** Thresholds that have fired and are not re-armed: `w<percent>`, `b`, `e<percent>.<level>`. */
  readonly fired: readonly string[];
  readonly everBreached: boolean;
  readonly ledger: readonly Segment[];
  /** When elapsed time reached the target, kept when the lines that tell it are folded. */
  readonly crossed?: { readonly targetMs: number; readonly at: number };
}

export interface Pending {
  readonly reason: PendingReason;
  readonly since: number;
  readonly until: number | null;
  /** Whence nudges and the automatic resolution count. */
  readonly countsFrom: number;
  readonly nudges: number;
  /** The parent that has it wait, and may have it go on. */
  readonly parent?: string;
}

export interface Survey {
  /** From 1: a ticket resolved anew after a reopening has a new survey. */
  readonly no: number;
  readonly state: SurveyState;
  /** When it is to be sent. */
  readonly sendAt: number;
  readonly sentAt: number | null;
  readonly remindAt: number | null;
  readonly reminded: boolean;
  readonly expiresAt: number | null;
  readonly score: number | null;
  /** It is not known yet whether the requester may be asked, so soon after another survey: it waits. */
  readonly unclaimed?: true;
}

/** A bad score is looked into by the lead, in a ticket of its own. */
export interface FollowUp {
  /** Number of the survey. */
  readonly no: number;
  readonly score: number;
  /** Id of the text that came with the score. */
  readonly comment: string | null;
  /** Of the lead's ticket; null: still to be opened. */
  readonly key: string | null;
}

/** Why terms are looked up again: a calendar was edited, the ticket itself changed, or an operator asked for it. */
export type TermsCause = 'calendar' | 'ticket' | 'policy';

export interface StaleTerms {
  readonly cause: TermsCause;
  /** Number of the event that changed the ticket, or after which the request came. */
  readonly since: number;
}

/** What monitoring has said of a ticket; each only grows. */
export interface AlertCounts {
  /** Alerts that have come under the ticket. */
  readonly fired: number;
  /** Those that are over. */
  readonly ended: number;
  /** How often it has happened; a ticket that a person opened counts as once. */
  readonly occurrences: number;
}

export interface DueDate {
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** It has come, and the ticket was not resolved. */
  readonly passed: boolean;
}

/**
 * All that a ticket's process knows. JSON as it stands, 64 kB at most; it travels in continue-as-new, in `save`'s
 * payload and beside the row in PostgreSQL.
 */
export interface TicketState {
  /** Version of this format. */
  readonly v: 1;
  readonly ticketId: string;
  readonly key: string;
  /** Number of the last event. */
  readonly seq: number;
  /** Instant of the last event: nothing is dated before it. */
  readonly asOf: number;
  readonly receivedAt: number;
  readonly status: Status;
  /** False until triage has answered. */
  readonly triaged: boolean;
  readonly type: TicketType;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly priority: Priority;
  /** What a person has set; triage does not touch it. */
  readonly given: readonly ('type' | 'impact' | 'urgency' | 'priority' | 'team')[];
  readonly matrix: PriorityMatrix;
  readonly source: Source;
  readonly requester: string;
  readonly organisation: string | null;
  readonly team: string | null;
  readonly assignee: string | null;
  readonly acceptedAt: number | null;
  /** Number of the last assignment made or wished for. */
  readonly assignmentNo: number;
  /** An agent is being looked for in this team under this number. */
  readonly claim: { readonly team: string; readonly no: number } | null;
  readonly queuedAt: number | null;
  /** The assignee was chosen by her team's strategy, and has not taken the ticket up yet. */
  readonly lease?: Lease | null;
  readonly escalationLevel: number;
  readonly pending: Pending | null;
  readonly resolution: Resolution | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly reopenCount: number;
  readonly clocks: readonly Clock[];
  readonly survey: Survey | null;
  /** Of the last bad score. */
  readonly followUp?: FollowUp;
  /** The desk opened the ticket for itself: nobody is asked how it was. */
  readonly ownWork?: true;
  readonly policy: PolicyInForce | null;
  readonly calendars: readonly CalendarWindow[];
  /** Calendars by which earlier lines were counted before an edit or another policy; each until its end. */
  readonly superseded?: readonly CalendarWindow[];
  /** Policy and calendars are to be looked up again: something that they are chosen by has changed. */
  readonly staleTerms?: StaleTerms | null;
  /** A deadline that somebody set by hand. It is no clock: nothing pauses or moves it. */
  readonly dueDate?: DueDate | null;
  /** Absent: no alert has come under it. */
  readonly alerts?: AlertCounts;
  /** The ticket that this one is merged into. */
  readonly mergedInto?: string | null;
  /** What other tickets still have to hear of, in order. */
  readonly handOvers?: readonly HandOver[];
  /** Since when the ticket has been waiting for whom or what it waits for now. */
  readonly waitingSince: number;
}
