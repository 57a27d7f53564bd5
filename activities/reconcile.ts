/**
 * The desk's own check: what PostgreSQL holds as going on against what Temporal runs. It pages through open tickets in
 * order of their ids and is slow on purpose; what it finds wrong it mends, and tells in its report.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Prisma } from '../prisma/client';
import { RECONCILE_SETTING } from '../prisma/reconcileReport';
import type { Orphan, ReconcileReport } from '../workflows/contract';
import type { ActivityDeps } from './deps';
import { keepRetention } from './retention';
import {
  freeLostClaims,
  sweepAlerts,
  sweepFiles,
  sweepIdentity,
  sweepKeys,
  sweepLinks,
  sweepTexts,
} from './housekeeping';
import { mendTicket, type Mended, type OpenTicket, type Remedy } from './mendTicket';
import { countOpenTickets, readOpenTickets } from './openTickets';
import { findRowless } from './rowless';

export const PAGE = 50;
/** Workflows asked for at once. */
const AT_ONCE = 5;
/** Tickets compared in a minute while all is well. */
const CALM_A_MINUTE = 1_000;
/** That a whole round may take, beside what it takes to mend. */
const ROUND_MINUTES = 20;
/** Names in a report at most: after an outage there can be thousands. */
const NAMED = 200;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export async function reconcile(deps: ActivityDeps): Promise<ReconcileReport> {
  const { prisma, settings } = deps;
  const found: Record<Remedy, string[]> = { started: [], reprojected: [], ended: [] };
  const problems: Orphan[] = settings.sharesNamespace ? [] : await findRowless(deps);
  let checked = 0;
  const pageMs = settings.reconcilePageMs ?? calmPageMs(await countOpenTickets(prisma));
  for await (const page of openTickets(deps)) {
    const begun = Date.now();
    const mendedBefore = countMended(found);
    for (let at = 0; at < page.length; at += AT_ONCE) {
      await Promise.all(
        page.slice(at, at + AT_ONCE).map(async (ticket) => {
          const { remedy, problem } = await mendTicket(deps, ticket).catch(unexamined);
          if (remedy) found[remedy].push(ticket.key);
          if (problem) problems.push({ key: ticket.key, ...problem });
        }),
      );
      heartbeat(checked + at);
    }
    checked += page.length;
    // Where something is to be mended more is likely to be, as after an outage: then nobody waits.
    const calm = page.length === PAGE && countMended(found) === mendedBefore;
    if (calm) await pause(Math.max(0, begun + pageMs - Date.now()));
  }
  const report: Writable<ReconcileReport> = {
    at: new Date().toISOString(),
    checked,
    started: found.started.slice(0, NAMED),
    reprojected: found.reprojected.slice(0, NAMED),
    ended: found.ended.slice(0, NAMED),
    claimsFreed: await freeLostClaims(prisma, settings.claimLifeMs),
    textsSwept: await sweepTexts(prisma),
    problems: problems.slice(0, NAMED),
    orphans: problems.length,
  };
  await sweepKeys(prisma);
  await sweepAlerts(prisma);
  await sweepLinks(prisma);
  await sweepIdentity(prisma);
  await keepRetention(deps);
  await sweepFiles(deps);
  const value = report as unknown as Prisma.InputJsonValue;
  await prisma.setting.upsert({
    where: { name: RECONCILE_SETTING },
    create: { name: RECONCILE_SETTING, value },
    update: { value },
  });
  deps.logger.info({ ...report, problems: problems.length }, 'Reconciled tickets with their workflows');
  return report;
}

/**
 * How long a page takes at least, in milliseconds, so that what the sweep costs in a minute does not grow with the number
 * of open tickets; of very many, so that it comes round in time.
 */
export function calmPageMs(open: number): number {
  return (60_000 * PAGE) / Math.max(CALM_A_MINUTE, open / ROUND_MINUTES);
}

function countMended(found: Record<Remedy, readonly string[]>): number {
  return Object.values(found).reduce((sum, keys) => sum + keys.length, 0);
}

function unexamined(error: unknown): Mended {
  const problem = error instanceof Error ? error.message : String(error);
  return { remedy: null, problem: { why: 'unexamined', problem } };
}

async function* openTickets({ prisma }: ActivityDeps): AsyncGenerator<OpenTicket[]> {
  let after: string | null = null;
  for (;;) {
    const page: OpenTicket[] = await readOpenTickets(prisma, { after, limit: PAGE });
    if (page.length === 0) return;
    yield page;
    if (page.length < PAGE) return;
    after = page[page.length - 1]?.id ?? null;
  }
}

/** Tells Temporal that the sweep is alive; outside of an activity, as in tests, there is nobody to tell. */
function heartbeat(checked: number): void {
  try {
    Context.current().heartbeat(checked);
  } catch {
    return;
  }
}
