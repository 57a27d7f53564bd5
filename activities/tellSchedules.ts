import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Prisma } from '../prisma/client';
import { currentDocument, type ScheduleDocument } from '../prisma/documents';
import { RECURRING_WORKFLOW, recurringScheduleId, TASK_QUEUE } from '../workflows/contract';
import { parseDuration } from '../workflows/domain/duration';
import type { ActivityDeps } from './deps';

/** A ticket that is late by more is not opened any more, unless the schedule says otherwise. */
const CATCH_UP = 'PT1H';

/**
 * Tells Temporal of schedules that were written, changed or deleted since it was told last. The document alone says what
 * is wanted; whatever dies in between, the next sweep goes on.
 */
export async function tellSchedules(deps: ActivityDeps): Promise<void> {
  const rows = await deps.prisma.$queryRaw<{ id: string }[]>`
    SELECT coalesce(d.id, r.id) AS id
      FROM (SELECT id, version FROM documents WHERE kind = 'schedule' AND current) d
      FULL JOIN recurring_schedules r ON r.id = d.id
     WHERE r.told_version IS DISTINCT FROM d.version OR d.id IS NULL
     LIMIT 100`;
  for (const { id } of rows) await deps.prisma.$transaction((tx) => tellOne(deps, tx, id), { timeout: 20_000 });
}

/** Two workers that tell of different versions at once would leave either: one waits, and then reads what holds. */
async function tellOne({ client, logger }: ActivityDeps, tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`recurring:${id}`}, 0))`;
  const stored = await currentDocument(tx, 'schedule', id);
  const schedule = client.schedule;
  if (!stored) {
    await schedule
      .getHandle(recurringScheduleId(id))
      .delete()
      .catch((error: unknown) => {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      });
    await tx.recurringSchedule.deleteMany({ where: { id } });
    return;
  }
  const options = optionsOf(id, stored.document);
  try {
    await schedule.create({ ...options, scheduleId: recurringScheduleId(id) });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await schedule.getHandle(recurringScheduleId(id)).update(() => options);
  }
  const told = { toldVersion: stored.version };
  await tx.recurringSchedule.upsert({ where: { id }, create: { id, ...told }, update: told });
  logger.info({ schedule: id, version: stored.version }, 'Temporal was told of a schedule');
}

function optionsOf(id: string, { cron, timeZone, catchUp = CATCH_UP, paused = false }: ScheduleDocument) {
  return {
    spec: { cronExpressions: [...cron], timezone: timeZone },
    // Each run opens a ticket of its own: those that were missed and come at once do not wait for one another.
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: parseDuration(catchUp).ms },
    state: { paused },
    action: {
      type: 'startWorkflow' as const,
      workflowType: RECURRING_WORKFLOW,
      workflowId: recurringScheduleId(id),
      taskQueue: TASK_QUEUE,
      args: [{ schedule: id }],
    },
  };
}
