import { proxyActivities } from '@temporalio/workflow';
import type { DeskActivities, ReconcileReport } from './contract';

const { watchForMissing } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '90s',
  // A worker that is killed while it watches is replaced within this time.
  heartbeatTimeout: '15s',
  retry: { maximumAttempts: 3 },
});
const { reconcile: compare } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { maximumAttempts: 2 },
});

/** Run by a schedule every minute, for a minute: tickets that were kept while Temporal was away get their workflow. */
export async function startMissing(): Promise<{ readonly started: number }> {
  return watchForMissing();
}

/** Run by a schedule: compares open rows with running workflows and mends what differs. The result is its report. */
export async function reconcile(): Promise<ReconcileReport> {
  return compare();
}
