import { findUnstarted, readReconcileReport, type StoredReport } from '../prisma/reconcileReport';
import { ORPHAN_CAUSES, type OrphanCause } from '../workflows/contract';
import { speaker, type Locale } from './i18n';
import type { Deps } from './settings';

/** Open tickets that nothing will move on, as the desk's own check left them. */
export async function listOrphans({ prisma }: Deps, locale: Locale) {
  const [report, unstarted] = await Promise.all([readReconcileReport(prisma), findUnstarted(prisma)]);
  return {
    asOf: report?.at.toISOString() ?? null,
    stale: report?.stale ?? false,
    checked: report?.checked ?? 0,
    total: report?.orphans ?? 0,
    data: (report?.problems ?? []).map((orphan) => viewOrphan(orphan, locale)),
    mended: {
      started: report?.started ?? [],
      reprojected: report?.reprojected ?? [],
      ended: report?.ended ?? [],
      claimsFreed: report?.claimsFreed ?? 0,
      textsSwept: report?.textsSwept ?? 0,
    },
    unstarted: unstarted.map(({ key, createdAt }) => ({ key, createdAt: createdAt.toISOString() })),
  };
}

function viewOrphan({ key, why, facts, problem }: StoredReport['problems'][number], locale: Locale) {
  const cause = causeOf(why);
  return { key, why: cause, sentence: speaker(locale)(`orphan.${cause}`, { ...facts, problem }) };
}

/** A newer release may have written the report, with causes that this one does not know. */
function causeOf(why: string): OrphanCause {
  return ORPHAN_CAUSES.find((cause) => cause === why) ?? 'unexamined';
}
