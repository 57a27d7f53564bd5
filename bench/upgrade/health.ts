import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { bundleTicketWorkflows } from '../../activities/workflowBundle';
import { fetchRuns, replay, type RecordedRun } from '../../test/support/replay';
import { rollSignal } from '../../workflows/contract';
import type { FaultRig } from '../stack/rig';
import { together } from '../stack/together';

const { EVENT_TYPE_WORKFLOW_TASK_FAILED } = temporal.api.enums.v1.EventType;
const { TimeoutType } = temporal.api.enums.v1;
const RUNNING = 'ExecutionStatus = "Running"';

export interface Health {
  readonly runs: number;
  /** Workflows whose task fails now, or whose activity fails over and over: one line each. */
  readonly failing: readonly string[];
  /** Tasks that failed at any time, one line each: a worker may have died at one, nothing else may have happened. */
  readonly failed: readonly string[];
  /** Tasks that a worker took too long for, or took with it, by what timed out. */
  readonly timedOut: Readonly<Record<string, number>>;
  /** Histories that today's code does not replay, one line each. */
  readonly unreplayable: readonly string[];
}

/** All workflows of the namespace, of tickets and others, sleeping ones included. */
export async function examine(rig: FaultRig): Promise<Health> {
  return rig.withTemporal(async (client) => {
    const runs = await fetchRuns(client);
    return {
      runs: runs.length,
      failing: await findFailing(client),
      failed: runs.flatMap(failedTasks),
      timedOut: countTimeouts(runs),
      unreplayable: await replay(runs, await bundleTicketWorkflows()),
    };
  });
}

/** Of runs that are under way. */
export async function findFailing(client: Client): Promise<string[]> {
  const lines: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query: RUNNING })) {
    const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
    const { pendingWorkflowTask: task, pendingActivities: activities } = raw;
    if ((task?.attempt ?? 1) > 1) lines.push(`${workflowId}: its task is tried for the ${task?.attempt ?? 0}th time`);
    for (const { activityType, attempt, lastFailure } of activities ?? [])
      if (lastFailure && (attempt ?? 1) > 2)
        lines.push(`${workflowId}: ${activityType?.name ?? 'an activity'} fails: ${lastFailure.message ?? ''}`);
  }
  return lines;
}

function countTimeouts(runs: readonly RecordedRun[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { workflowTaskTimedOutEventAttributes: timedOut } of runs.flatMap(({ history }) => history.events ?? [])) {
    if (!timedOut) continue;
    const type = TimeoutType[timedOut.timeoutType ?? 0]?.replace('TIMEOUT_TYPE_', '') ?? 'unknown';
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function failedTasks({ workflowId, history }: RecordedRun): string[] {
  return (history.events ?? [])
    .filter(({ eventType }) => eventType === EVENT_TYPE_WORKFLOW_TASK_FAILED)
    .map(
      ({ workflowTaskFailedEventAttributes: failed }) =>
        `${workflowId}: ${failed?.failure?.message ?? String(failed?.cause)}`,
    );
}

/**
 * Sends every sleeping ticket to the newest code, as an operator does after an upgrade.
 * @param worker what the identities of tasks of the new workers begin with
 * @returns how many were told, and which have not begun anew on the new worker in a minute
 */
export async function rollAll(
  rig: FaultRig,
  worker: string,
): Promise<{ readonly told: number; readonly stayed: string[] }> {
  return rig.withTemporal(async (client) => {
    const before = new Map<string, string>();
    for await (const { workflowId, runId } of client.workflow.list({ query: `WorkflowType = "ticket" AND ${RUNNING}` }))
      before.set(workflowId, runId);
    for (const key of before.keys())
      // One that has ended meanwhile needs no new code.
      await client.workflow
        .getHandle(key)
        .signal(rollSignal)
        .catch(() => before.delete(key));
    let stayed: string[] = [...before.keys()];
    const look = async () => {
      const there = await together(
        stayed.map(async (key) => ((await hasRolled(client, key, before.get(key) ?? '', worker)) ? [] : [key])),
      );
      stayed = there.flat();
      return stayed.length === 0;
    };
    await rig.eventually('all tickets to run on the new code', look).catch(() => undefined);
    return { told: before.size, stayed };
  });
}

/** Into another run, whose first decision the new worker made. */
async function hasRolled(client: Client, key: string, runId: string, worker: string): Promise<boolean> {
  const handle = client.workflow.getHandle(key);
  const { runId: now, status } = await handle.describe();
  if (status.name === 'COMPLETED') return true;
  if (now === runId) return false;
  const { events } = await client.workflow.getHandle(key, now).fetchHistory();
  const first = events?.find((event) => event.workflowTaskCompletedEventAttributes);
  return first?.workflowTaskCompletedEventAttributes?.identity?.startsWith(worker) ?? false;
}
