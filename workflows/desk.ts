import { proxyActivities } from '@temporalio/workflow';
import type { DeskActivities, ReconcileReport } from './contract';

const { reconcile: compare } = proxyActivities<DeskActivities>({
  startToCloseTimeout: '6h',
  heartbeatTimeout: '30s',
  retry: { maximumAttempts: 2 },
});

/** Run by a schedule: compares open rows with running workflows and mends what differs. The result is its report. */
export async function reconcile(): Promise<ReconcileReport> {
  return compare();
}
