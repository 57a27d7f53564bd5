/** The workflows beside those of tickets: of teams, which hand out queues, and the one that repairs. */
import { defineSignal } from '@temporalio/workflow';

export const TEAM_WORKFLOW = 'team';
export const RECONCILE_WORKFLOW = 'reconcile';

/** A team's workflow hands out its queue: `team:network`. */
export function teamWorkflowId(team: string): string {
  return `team:${team}`;
}

/** To a team: somebody has room or wants work, or a ticket has come into the queue. */
export const wakeSignal = defineSignal('wake');

/** What a round through a team's queue came to. */
export interface QueueRound {
  /** Tickets that an agent was offered to. */
  readonly offered: number;
  /** The round was cut short: there may be more to hand out at once. */
  readonly more: boolean;
  /** When somebody's shift begins for whom a ticket may wait, UTC epoch milliseconds; null: nobody's. */
  readonly wakeAt: number | null;
}

export interface DeskActivities {
  /** Claims agents for the tickets of a team's queue, in their order, and offers them, until nobody fits any more. */
  handOutQueue(input: { readonly team: string }): Promise<QueueRound>;
  /** Compares open rows with running workflows, a page at a time, and repairs. */
  reconcile(): Promise<ReconcileReport>;
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
 * Why an open ticket is an orphan. It has no workflow that runs (`noFirstEvent`, `completed`) or nothing but a workflow
 * (`noRow`), one that gets nowhere (`refusedSave`, `paused`, `taskFails`, `activityFails`, `overdue`), or waits for nobody who
 * can be named (`noTeam`, `assigneeGone`).
 * `unexamined`: looking at it failed.
 */
export const ORPHAN_CAUSES = [
  'noFirstEvent',
  'noRow',
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
