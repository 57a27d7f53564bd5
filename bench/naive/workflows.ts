import { condition, defineUpdate, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { createNaiveActivities } from './activities';

const { write } = proxyActivities<ReturnType<typeof createNaiveActivities>>({ startToCloseTimeout: '10s' });

export const writeUpdate = defineUpdate<void, [string]>('write');

/** What everything here is measured against: started, one regular activity, completed. */
export async function naive(id: string): Promise<void> {
  await write(id);
}

/** A workflow whose Update answers when one regular activity has run. */
export async function naiveUpdatable(): Promise<void> {
  setHandler(writeUpdate, (id) => write(id));
  await condition(() => false);
}

/**
 * What a deadline is measured against: a timer, and then one regular activity.
 * @param until UTC epoch milliseconds
 */
export async function naiveTimer(id: string, until: number): Promise<void> {
  await sleep(Math.max(1, until - Date.now()));
  await write(id);
}
