import type { RetryPlan } from './types';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** Half a minute, then twice as long each time up to an hour, for a day. */
export const RETRY_A_DAY: RetryPlan = { firstMs: 30 * SECOND, longestMs: HOUR, giveUpAfterMs: 24 * HOUR };

/**
 * Milliseconds until the next attempt, spread by half to each side so that what failed together does not come back
 * together.
 * @param attempts made until now, 1 or more
 * @param chance from 0 to 1
 */
export function waitAfter(plan: RetryPlan, attempts: number, chance: number): number {
  const doubled = plan.firstMs * 2 ** Math.min(attempts - 1, 30);
  return Math.round(Math.min(doubled, plan.longestMs) * (0.5 + chance));
}

/** How long a channel through which nothing gets rests before it is tried again: from a second to a minute. */
export const PROBE: RetryPlan = { firstMs: SECOND, longestMs: 60 * SECOND, giveUpAfterMs: Number.POSITIVE_INFINITY };
