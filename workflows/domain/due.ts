import type { NewEvent } from './events';
import type { NextStep } from './process';

/** Something that comes by itself at an instant. */
export interface Due {
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** May ring some seconds late without harm, so that a thousand tickets do not wake at once. */
  readonly soft: boolean;
  /** What a process owner reads on the timer in the Temporal UI. */
  readonly label: string;
  /** Names this occurrence among all of the ticket's: a re-armed threshold that fires again has another instant. */
  readonly id: string;
  readonly next: NextStep;
  /** None: the instant only ends a wait. */
  readonly events: readonly NewEvent[];
}

/**
 * Looks for one thing that may come, no further than `bound`.
 * @throws CalendarWindowExceeded, CalendarNeverOpens as `findOpenTime`
 */
export type DueSearch = (bound: number) => Due | null;

/** An instant as it stands in labels: minutes, and seconds where there are any. */
export function instantText(at: number): string {
  if (Math.abs(at) > 8.64e15) return 'the end of time';
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return `${date} ${time.slice(0, at % 60_000 === 0 ? 5 : 8)}Z`;
}
