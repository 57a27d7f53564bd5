import { temporal } from '@temporalio/proto';
import type { Registry } from 'prom-client';
import { CHANNEL_TASK_QUEUE, TASK_QUEUE } from '../workflows/contract';
import { measureTogether } from './measured';
import type { Deps } from './settings';

const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = temporal.api.enums.v1.TaskQueueType;
const TASKS = [
  { queue: TASK_QUEUE, kind: 'workflow', taskQueueType: TASK_QUEUE_TYPE_WORKFLOW },
  { queue: TASK_QUEUE, kind: 'activity', taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
  { queue: CHANNEL_TASK_QUEUE, kind: 'activity', taskQueueType: TASK_QUEUE_TYPE_ACTIVITY },
] as const;

const labels = ['queue', 'kind'];
const GAUGES = {
  guichet_task_backlog: { help: 'Tasks that wait for a worker, as Temporal estimates', labels },
  guichet_task_backlog_age_seconds: { help: 'Age of the oldest task that waits for a worker', labels },
  guichet_task_pollers: { help: 'Workers that asked for tasks in the last minutes', labels },
} as const;

/** What waits in Temporal for a worker. A server that keeps no such statistics tells pollers only. */
export function measureBacklogs(deps: Pick<Deps, 'client' | 'logger'>, registry: Registry): void {
  measureTogether(deps, registry, "What waits in Temporal's task queues", GAUGES, async () =>
    (await Promise.all(TASKS.map((one) => readBacklog(deps, one)))).flat(),
  );
}

async function readBacklog({ client }: Pick<Deps, 'client'>, { queue, kind, taskQueueType }: (typeof TASKS)[number]) {
  const { pollers, stats } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: queue },
    taskQueueType,
    reportStats: true,
  });
  const of = { queue, kind };
  const asked = { gauge: 'guichet_task_pollers', labels: of, value: pollers.length } as const;
  if (!stats) return [asked];
  const count = Number(stats.approximateBacklogCount ?? 0);
  const age = Number(stats.approximateBacklogAge?.seconds ?? 0) + (stats.approximateBacklogAge?.nanos ?? 0) / 1e9;
  return [
    asked,
    { gauge: 'guichet_task_backlog', labels: of, value: count },
    { gauge: 'guichet_task_backlog_age_seconds', labels: of, value: age },
  ] as const;
}
