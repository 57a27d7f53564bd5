import { temporal } from '@temporalio/proto';
import { TASK_QUEUE } from '../../workflows/contract';
import type { TemporalTarget } from '../settings';
import { openTemporalClient, requireNamespace, type TemporalClient } from '../temporalClient';
import { readRetention, requireSearchAttributes, RETENTION_SECONDS, SCHEDULES } from '../temporalSetup';
import { fine, wrong, type Check, type Finding } from './report';

const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = temporal.api.enums.v1.TaskQueueType;
const { WORKER_VERSIONING_MODE_VERSIONED } = temporal.api.enums.v1.WorkerVersioningMode;
const DAY = 86_400;
/** Milliseconds: a poll takes up to a minute, and a poller is forgotten after five. */
const POLLED_WITHIN = 90_000;

export function temporalServerCheck(target: TemporalTarget): Check {
  return {
    subject: 'Temporal',
    look: () =>
      withClient(target, async (temporalClient) => {
        await requireNamespace(temporalClient);
        return fine(`namespace "${target.namespace}" at ${target.connection.address}`);
      }),
  };
}

/** What the namespace holds for the desk; needs the namespace. */
export function namespaceChecks(target: TemporalTarget): readonly Check[] {
  const checks: readonly (readonly [string, (temporalClient: TemporalClient) => Promise<Finding>])[] = [
    ['retention', checkRetention],
    ['search attributes', checkSearchAttributes],
    ['schedules', checkSchedules],
    ['workers', checkWorkers],
  ];
  return checks.map(([subject, look]) => ({ subject, look: () => withClient(target, look) }));
}

async function withClient<T>(target: TemporalTarget, use: (client: TemporalClient) => Promise<T>): Promise<T> {
  const temporalClient = await openTemporalClient(target);
  try {
    return await use(temporalClient);
  } finally {
    await temporalClient.close();
  }
}

async function checkRetention(temporalClient: TemporalClient): Promise<Finding> {
  const seconds = (await readRetention(temporalClient)) ?? 0;
  const kept = `ended tickets stay in the Temporal UI for ${Math.floor(seconds / DAY)} days`;
  if (seconds >= RETENTION_SECONDS) return fine(kept);
  return wrong(`${kept}, not ${RETENTION_SECONDS / DAY}: run guichet migrate, or set it with the server's own tools`);
}

async function checkSearchAttributes(temporalClient: TemporalClient): Promise<Finding> {
  await requireSearchAttributes(temporalClient);
  return fine('registered with the right types');
}

async function checkSchedules({ client }: TemporalClient): Promise<Finding> {
  const paused: string[] = [];
  for (const { id } of SCHEDULES) {
    try {
      if ((await client.schedule.getHandle(id).describe()).state.paused) paused.push(id);
    } catch {
      return wrong(`${id} is missing: run guichet migrate`);
    }
  }
  if (paused.length > 0)
    return wrong(`${paused.join(', ')} paused: temporal schedule toggle --unpause --schedule-id …`);
  return fine(SCHEDULES.map(({ id, everySeconds }) => `${id} every ${everySeconds} s`).join(', '));
}

async function checkWorkers({ client }: TemporalClient): Promise<Finding> {
  const missing: string[] = [];
  const workers = new Set<string>();
  let current: string | undefined;
  let currentIsThere = true;
  for (const [kind, taskQueueType] of [
    ['workflows', TASK_QUEUE_TYPE_WORKFLOW],
    ['activities', TASK_QUEUE_TYPE_ACTIVITY],
  ] as const) {
    const { pollers, versioningInfo } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: TASK_QUEUE },
      taskQueueType,
    });
    const recent = (pollers ?? []).filter(
      ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < POLLED_WITHIN,
    );
    if (recent.length === 0) missing.push(kind);
    for (const { identity } of recent) workers.add(identity ?? '');
    current = versioningInfo?.currentDeploymentVersion?.buildId ?? undefined;
    const builds = recent.map(({ deploymentOptions }) => buildOf(deploymentOptions));
    currentIsThere &&= recent.length === 0 || builds.includes(current);
  }
  if (missing.length > 0) return wrong(`nobody serves ${missing.join(' and ')}: start guichet worker`);
  const build = current === undefined ? 'workers without GUICHET_BUILD_ID' : `the build ${current}`;
  if (!currentIsThere)
    return wrong(`tickets wait for ${build}, and there are none: start them, or run guichet promote`);
  return fine(`${workers.size} serve the task queue "${TASK_QUEUE}"; tickets go to ${build}`);
}

/** Workers that tell a build and do not ask to be kept apart by it serve like those without. */
function buildOf(options: temporal.api.deployment.v1.IWorkerDeploymentOptions | null | undefined): string | undefined {
  const versioned = options?.workerVersioningMode === WORKER_VERSIONING_MODE_VERSIONED;
  return versioned ? (options.buildId ?? undefined) : undefined;
}
