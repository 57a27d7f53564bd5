/** Tickets that open by a schedule. */
export const RECURRING_WORKFLOW = 'recurring';

/** Of Temporal's schedule, and of what it starts: `recurring:backup-test`, followed there by the instant. */
export function recurringScheduleId(schedule: string): string {
  return `recurring:${schedule}`;
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
