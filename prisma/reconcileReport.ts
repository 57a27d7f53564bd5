import { z } from 'zod';
import type { PrismaClient } from './client';

/** Where the last report of `reconcile` is kept. */
export const RECONCILE_SETTING = 'reconcile';

/** Minutes after which the desk's own check is overdue: a round takes a minute, and on a large desk up to twenty. */
const RECONCILED_WITHIN_MIN = 30;
/** Seconds after which a ticket should have a workflow, at the latest. */
const STARTED_WITHIN_S = 60;
const NAMED = 200;

const Report = z.object({
  at: z.coerce.date(),
  checked: z.int(),
  started: z.array(z.string()),
  reprojected: z.array(z.string()),
  ended: z.array(z.string()),
  claimsFreed: z.int(),
  textsSwept: z.int(),
  problems: z.array(
    z.object({
      key: z.string(),
      // A report that an older release has written does not say.
      why: z.string().default('unexamined'),
      problem: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  ),
  orphans: z.int().optional(),
});

export type StoredReport = Omit<z.infer<typeof Report>, 'orphans'> & {
  /** Open tickets that nothing will move on; `problems` names the first of them. */
  readonly orphans: number;
  /** Nobody has looked for so long that there may be more. */
  readonly stale: boolean;
};

/** What the desk's own check found when it last looked; null before the first time. */
export async function readReconcileReport(prisma: PrismaClient): Promise<StoredReport | null> {
  const row = await prisma.setting.findUnique({ where: { name: RECONCILE_SETTING } });
  if (!row) return null;
  const report = Report.parse(row.value);
  const stale = Date.now() - report.at.getTime() > RECONCILED_WITHIN_MIN * 60_000;
  return { ...report, orphans: report.orphans ?? report.problems.length, stale };
}

export interface Unstarted {
  readonly key: string;
  readonly createdAt: Date;
}

/** Tickets that no workflow has saved although they have been here for a minute: oldest first, 200 at most. */
export function findUnstarted(prisma: PrismaClient): Promise<Unstarted[]> {
  const before = new Date(Date.now() - STARTED_WITHIN_S * 1_000);
  return prisma.ticket.findMany({
    where: { version: 1, endedAt: null, createdAt: { lt: before } },
    select: { key: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
    take: NAMED,
  });
}
