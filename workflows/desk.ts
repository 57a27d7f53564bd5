import { proxyActivities } from '@temporalio/workflow';
import type { DeskActivities, ReconcileReport } from './contract';

const { startMissing: sweep } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '30s',
  retry: { maximumAttempts: 1 },
});
const { reconcile: compare } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { maximumAttempts: 2 },
});

/** Run by a schedule every few seconds: tickets that were kept while Temporal was away get their workflow. */
export async function startMissing(): Promise<{ readonly started: number }> {
  return sweep();
}

/** Run by a schedule: compares open rows with running workflows and mends what differs. The result is its report. */
export async function reconcile(): Promise<ReconcileReport> {
  return compare();
}
