/** Makes a Temporal namespace ready for the desk: retention, search attributes, schedules. Repeating changes nothing. */
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { RECONCILE_WORKFLOW, searchAttributes, TASK_QUEUE } from '../workflows/contract';
import { describeError, OperatorError } from './operatorError';
import { isNotFound, type TemporalClient } from './temporalClient';

const IndexedValueType = temporal.api.enums.v1.IndexedValueType;
type IndexedValueType = temporal.api.enums.v1.IndexedValueType;

const DAY = 86_400;
/** Seconds that finished workflows stay to be read: links to the Temporal UI live that long. */
export const RETENTION_SECONDS = 90 * DAY;
/** Milliseconds until every service of Temporal knows of a new namespace or search attribute. */
const TAKES_EFFECT = 1_500;

/** What the desk needs; the SDK's type names are those of the enumeration with a prefix. */
export const WANTED_ATTRIBUTES: ReadonlyMap<string, IndexedValueType> = new Map(
  Object.values(searchAttributes).map(({ name, type }) => [name, IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]]),
);

export interface ScheduleWanted {
  readonly id: string;
  readonly workflowType: string;
  readonly everySeconds: number;
  /** Seconds after which a run that hangs is given up, so that the next can start. */
  readonly runSeconds: number;
}

export const SCHEDULES: readonly ScheduleWanted[] = [
  { id: 'reconcile', workflowType: RECONCILE_WORKFLOW, everySeconds: 60, runSeconds: 6 * 3_600 },
];

/** @throws OperatorError on a search attribute of another type, and where the server does not let us set things up */
export async function setUpTemporal(temporalClient: TemporalClient): Promise<void> {
  const changed = [await ensureNamespace(temporalClient), await ensureSearchAttributes(temporalClient)];
  if (changed.includes(true)) await new Promise((resolve) => setTimeout(resolve, TAKES_EFFECT));
  for (const schedule of SCHEDULES) await onceKnown(() => ensureSchedule(temporalClient.client, schedule));
}

/** @returns seconds that the namespace keeps finished workflows; null if there is no such namespace */
export async function readRetention({ client, connection }: TemporalClient): Promise<number | null> {
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace: client.options.namespace });
    return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** A longer retention is somebody's wish and stays. */
async function ensureNamespace(temporalClient: TemporalClient): Promise<boolean> {
  const { client, connection } = temporalClient;
  const namespace = client.options.namespace;
  const retention = msToTs(RETENTION_SECONDS * 1_000);
  const present = await readRetention(temporalClient);
  if (present !== null && present >= RETENTION_SECONDS) return false;
  try {
    if (present === null) {
      await connection.workflowService.registerNamespace({
        namespace,
        description: 'Guichet: every ticket is a workflow',
        workflowExecutionRetentionPeriod: retention,
      });
    } else {
      await connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: retention },
      });
    }
    return true;
  } catch (error) {
    // Managed Temporal keeps namespaces to itself; a shorter retention only shortens the life of links.
    if (present !== null) return false;
    throw new OperatorError(
      `Temporal has no namespace "${namespace}" and did not let one be made (${describeError(error)}): ` +
        'make it with the tools of that server, with a retention of 90 days.',
    );
  }
}

/** Temporal's services learn of a new namespace one after another; until then they say that there is none. */
async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isNotFound(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

export interface AttributeComparison {
  readonly missing: readonly string[];
  /** One sentence each. */
  readonly mismatched: readonly string[];
}

export async function compareSearchAttributes({ client, connection }: TemporalClient): Promise<AttributeComparison> {
  const { customAttributes, systemAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: client.options.namespace,
  });
  const there = { ...systemAttributes, ...customAttributes };
  const missing: string[] = [];
  const mismatched: string[] = [];
  for (const [name, wanted] of WANTED_ATTRIBUTES) {
    const found = there[name];
    if (found === undefined) missing.push(name);
    else if (found !== wanted) {
      mismatched.push(`the search attribute ${name} is ${describeType(found)} and must be ${describeType(wanted)}`);
    }
  }
  return { missing, mismatched };
}

/** The server answers OK to registering another type, and tickets would then hang: so types are compared first. */
async function ensureSearchAttributes(temporalClient: TemporalClient): Promise<boolean> {
  const { client, connection } = temporalClient;
  const namespace = client.options.namespace;
  const { missing, mismatched } = await onceKnown(() => compareSearchAttributes(temporalClient));
  if (mismatched.length > 0) throw mismatchError(namespace, mismatched);
  if (missing.length === 0) return false;
  try {
    const added = Object.fromEntries([...WANTED_ATTRIBUTES].filter(([name]) => missing.includes(name)));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: added });
  } catch (error) {
    const wanted = missing.map((name) => `${name} (${describeType(WANTED_ATTRIBUTES.get(name))})`).join(', ');
    throw new OperatorError(
      `Temporal did not let search attributes be registered in the namespace "${namespace}" (${describeError(error)}): ` +
        `register ${wanted} with the tools of that server.`,
    );
  }
  const deadline = Date.now() + 30_000;
  while ((await compareSearchAttributes(temporalClient)).missing.length > 0) {
    if (Date.now() > deadline) throw new OperatorError('Temporal registered search attributes that do not appear.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

/** @throws OperatorError if tickets could not name their attributes: each would hang at its first task */
export async function requireSearchAttributes(temporalClient: TemporalClient): Promise<void> {
  const { missing, mismatched } = await compareSearchAttributes(temporalClient);
  const namespace = temporalClient.client.options.namespace;
  if (mismatched.length > 0) throw mismatchError(namespace, mismatched);
  if (missing.length === 0) return;
  throw new OperatorError(
    `The Temporal namespace "${namespace}" lacks the search attributes ${missing.join(', ')}: run guichet migrate.`,
  );
}

function mismatchError(namespace: string, mismatched: readonly string[]): OperatorError {
  return new OperatorError(
    `In the Temporal namespace "${namespace}" ${mismatched.join(', ')}: ` +
      'remove or rename it there, or set TEMPORAL_NAMESPACE to a namespace of the desk’s own.',
  );
}

function describeType(type: IndexedValueType | undefined): string {
  return (IndexedValueType[type ?? 0] ?? 'unknown').replace('INDEXED_VALUE_TYPE_', '').toLowerCase();
}

/** Whether somebody paused it is theirs to say, and stays. */
async function ensureSchedule(client: Client, wanted: ScheduleWanted): Promise<void> {
  const options = scheduleOptions(wanted);
  try {
    await client.schedule.create({ ...options, scheduleId: wanted.id });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(wanted.id).update(({ state }) => ({ ...options, state }));
  }
}

function scheduleOptions({ id, workflowType, everySeconds, runSeconds }: ScheduleWanted) {
  return {
    spec: { intervals: [{ every: `${everySeconds}s` }] },
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      // What was missed while Temporal was away is one run's work, not many.
      catchupWindow: '10s',
    },
    action: {
      type: 'startWorkflow',
      workflowType,
      workflowId: id,
      taskQueue: TASK_QUEUE,
      args: [],
      workflowExecutionTimeout: `${runSeconds}s`,
    },
  } as const satisfies Omit<ScheduleOptions, 'scheduleId'>;
}
