import type { ClockName, PendingReason, Priority } from './codes';

/**
 * ISO 8601 duration of the two forms that a policy may use: `P<n>D` is elapsed time of 24 hours a day, `PT…H…M…S` is
 * open time of a calendar. Parsed by `parseDuration`.
 */
export type DurationText = string;

export interface ClockPolicy {
  /** A priority without a target has a clock that keeps its account and fires nothing. */
  readonly targets: Readonly<Partial<Record<Priority, DurationText>>>;
  readonly pausedWhile?: readonly PendingReason[];
  /** Calendar id; the policy's own unless said. */
  readonly calendar?: string;
}

export interface Escalation {
  readonly clock: ClockName;
  /** Percent of the target, 1–1000. */
  readonly at: number;
  /** From 1. */
  readonly level: number;
  /** `assignee`, `lead`, `team`, `user:<id>`, `mailto:<address>`. */
  readonly notify?: readonly string[];
  /** Id of the team that takes the ticket over. */
  readonly reassign?: string;
  /** Notify at once even in closed hours. */
  readonly always?: boolean;
}

export interface PendingPolicy {
  readonly nudgeAfter?: readonly DurationText[];
  /** For `requester` only. */
  readonly resolveAfter?: DurationText;
}

export interface SurveyPolicy {
  readonly delay: DurationText;
  readonly remindAfter?: DurationText;
  readonly expireAfter: DurationText;
  readonly quietFor?: DurationText;
}

/** The part of a stored policy that a ticket lives by; the ticket names the version that it runs under. */
export interface Policy {
  readonly calendar: string;
  readonly clocks: Readonly<Partial<Record<ClockName, ClockPolicy>>>;
  /** Percents, 1–99; they apply to every clock. */
  readonly warnings?: readonly number[];
  readonly escalations?: readonly Escalation[];
  readonly pending?: Readonly<Partial<Record<PendingReason, PendingPolicy>>>;
  readonly closeAfter?: DurationText;
  readonly survey?: SurveyPolicy;
}

export interface PolicyInForce extends Policy {
  readonly id: string;
  readonly version: number;
}
