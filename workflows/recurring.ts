import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RecurringActivities, RecurringInput, RecurringRun } from './contract';

const { openRecurring } = proxyActivities<RecurringActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** When Temporal's schedule was to start this run, however late it did. */
const DUE_AT = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/** One time that a schedule is due: it opens its ticket. The result tells which. */
export async function recurring({
  schedule,
  dueAt,
}: RecurringInput): Promise<RecurringRun & { readonly dueAt: number }> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const due = dueAt ?? (typedSearchAttributes.get(DUE_AT) ?? startTime).getTime();
  const summary = `Open the ticket of ${schedule}`;
  const run = await openRecurring.executeWithOptions({ summary }, [{ schedule, dueAt: due }]);
  return { ...run, dueAt: due };
}
