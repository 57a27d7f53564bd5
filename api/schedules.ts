import { ScheduleNotFoundError } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import { currentDocument } from '../prisma/documents';
import {
  RECURRING_WORKFLOW,
  recurringScheduleId,
  TASK_QUEUE,
  type RecurringInput,
  type RecurringRun,
} from '../workflows/contract';
import { pageOf, readCursor, writeCursor } from './cursor';
import { operationOf } from './idempotency';
import { notFound, unavailable } from './problem';
import type { Answer, Call } from './route';

type ScheduleCall<Q = unknown> = Pick<Call<unknown, Q>, 'deps' | 'caller' | 'params' | 'req'>;

const PATIENCE_MS = 5_000;

/** @throws Problem 404 */
export async function findSchedule({ deps, params }: Pick<Call, 'deps' | 'params'>): Promise<string> {
  const id = params.id ?? '';
  if (!(await currentDocument(deps.prisma, 'schedule', id))) throw notFound('schedule of this id');
  return id;
}

/**
 * Opens the ticket of a schedule now, beside its rhythm. The run's id follows from the request's, so that a repeat finds
 * the same run.
 */
export async function runNow(call: ScheduleCall, schedule: string): Promise<Answer> {
  const { deps } = call;
  const input: RecurringInput = { schedule, dueAt: Date.now() };
  const handle = await deps.client.workflow.start(RECURRING_WORKFLOW, {
    workflowId: `${recurringScheduleId(schedule)}:${operationOf(call).id}`,
    taskQueue: TASK_QUEUE,
    args: [input],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => {
    timer = setTimeout(done, PATIENCE_MS, null);
  });
  const result = handle.result() as Promise<RecurringRun & { readonly dueAt: number }>;
  result.catch(() => undefined);
  const run = await Promise.race([result, late]).finally(() => clearTimeout(timer));
  if (!run) throw unavailable('The ticket is not open yet, and will be. See GET /schedules/{id}/runs.', 5);
  return {
    status: 201,
    body: { dueAt: new Date(run.dueAt).toISOString(), outcome: run.outcome, ticket: run.key },
    ...(run.key !== null && { headers: { Location: `/api/v1/tickets/${run.key}` } }),
  };
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a schedule has opened, the latest first, and when it is due next. */
export async function listRuns(call: ScheduleCall, schedule: string, { limit, cursor }: PageQuery): Promise<Answer> {
  const { deps, caller } = call;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `schedule runs ${schedule}` };
  const after = readCursor(scope, cursor);
  const rows = await deps.prisma.recurringRun.findMany({
    where: { scheduleId: schedule, ...(after && { dueAt: { lt: new Date(after[1]) } }) },
    select: { dueAt: true, outcome: true, ticket: { select: { key: true } } },
    orderBy: { dueAt: 'desc' },
    take: limit + 1,
  });
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.dueAt.toISOString()]));
  const runs = data.map(({ dueAt, outcome, ticket }) => ({
    ...{ dueAt: dueAt.toISOString(), outcome },
    ticket: ticket?.key ?? null,
  }));
  return { status: 200, body: { next: await nextInstants(deps, schedule), data: runs, page } };
}

/** As Temporal reckons them; a paused schedule has none. */
async function nextInstants({ client, logger }: Call['deps'], schedule: string): Promise<string[] | null> {
  try {
    const { info, state } = await client.schedule.getHandle(recurringScheduleId(schedule)).describe();
    return state.paused ? [] : info.nextActionTimes.map((at) => at.toISOString());
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError))
      logger.warn({ err: error, schedule }, 'a schedule cannot be described');
    return null;
  }
}
