import { readBacklogs, type Backlog } from '../../channels/engine/waiting';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { readMigrationState } from '../../prisma/migrate';
import { findUnstarted, readReconcileReport } from '../../prisma/reconcileReport';
import { failingConditions } from '../../prisma/ruleFailures';
import { signingSecret } from '../../prisma/setup';
import { checkPostgres, describeAddress } from '../postgresCheck';
import { fine, nameSome, wrong, type Check, type Finding } from './report';

export function serverCheck(url: string): Check {
  return {
    subject: 'PostgreSQL',
    look: async () => fine(`version ${await checkPostgres(url)} at ${describeAddress(url)}`),
  };
}

export function migrationCheck(url: string): Check {
  return {
    subject: 'migrations',
    look: async () => {
      const { applied, missing } = await readMigrationState(url);
      if (missing.length > 0) return wrong(`${nameSome(missing)} not applied: run guichet migrate`);
      return fine(`all ${applied.length} applied`);
    },
  };
}

/** What the database tells of the desk's work; needs its tables. */
export function contentChecks(url: string): readonly Check[] {
  const checks: readonly (readonly [string, (prisma: PrismaClient) => Promise<Finding>])[] = [
    ['set-up', checkSetUp],
    ['projections', checkSaveFailures],
    ['tickets without a workflow', checkUnstarted],
    ['reconciliation', checkReconciliation],
    ['outgoing messages', checkDeliveries],
    ['rules and policies', checkConditions],
  ];
  return checks.map(([subject, look]) => ({ subject, look: () => withPrisma(url, look) }));
}

async function withPrisma<T>(url: string, use: (prisma: PrismaClient) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 1 });
  try {
    return await use(database.prisma);
  } finally {
    await database.close();
  }
}

async function checkSetUp(prisma: PrismaClient): Promise<Finding> {
  await signingSecret(prisma);
  const keys = await prisma.apiKey.count({ where: { revokedAt: null, user: { role: 'admin', active: true } } });
  if (keys > 0) return fine(`done; ${keys === 1 ? 'one key' : `${keys} keys`} of an administrator`);
  return wrong('no administrator has a key: set GUICHET_ADMIN_KEY and run guichet migrate');
}

async function checkSaveFailures(prisma: PrismaClient): Promise<Finding> {
  const failures = await prisma.saveFailure.findMany({ include: { ticket: true }, orderBy: { at: 'desc' }, take: 100 });
  if (failures.length === 0) return fine('none refused by the database');
  const keys = nameSome(failures.map(({ ticket }) => ticket.key));
  const reasons = [...new Set(failures.map(({ constraint }) => constraint))].join(', ');
  return wrong(`the database refuses what ${keys} say (${reasons}): mend the rows that stand against it`);
}

async function checkUnstarted(prisma: PrismaClient): Promise<Finding> {
  const rows = await findUnstarted(prisma);
  if (rows.length === 0) return fine('none');
  const keys = nameSome(rows.map(({ key }) => key));
  return wrong(`${keys}: no worker has begun them for over a minute; check workers and schedules below`);
}

async function checkReconciliation(prisma: PrismaClient): Promise<Finding> {
  const report = await readReconcileReport(prisma);
  if (!report) return fine('has not run yet');
  const { at, checked, problems, orphans, stale } = report;
  if (stale) return wrong(`ran last at ${at.toISOString()}: check that a worker runs and the schedule is not paused`);
  const [first] = problems;
  if (!first) return fine(`none of ${checked} open tickets was an orphan at ${at.toISOString()}`);
  const count = orphans === 1 ? 'one orphan' : `${orphans} orphans`;
  const keys = nameSome(problems.map(({ key }) => key));
  return wrong(`${count} among ${checked} open tickets: ${keys}; ${first.key}: ${first.problem}`);
}

/** A warning: the desk runs, but not as whoever wrote the rule thinks. */
async function checkConditions(prisma: PrismaClient): Promise<Finding> {
  const failing = (await failingConditions(prisma)).filter(({ current }) => current);
  const [first] = failing;
  if (!first) return fine('none has failed on a ticket');
  const names = nameSome(failing.map(({ kind, id }) => `${kind} ${id}`));
  const last = `${first.id} ${first.count} times, last on ${first.lastTicket ?? 'a ticket that is gone'}: ${first.message}`;
  return fine(
    `warning: skipped on tickets that they cannot be evaluated for: ${names} (${last}); see GET /reports/rules`,
  );
}

async function checkDeliveries(prisma: PrismaClient): Promise<Finding> {
  const channels = await readBacklogs(prisma);
  const ills = channels.flatMap(illsOf);
  const [first] = ills;
  if (first !== undefined)
    return wrong(ills.length > 1 ? `${first}; and ${ills.length - 1} more: GET /channels` : first);
  const waiting = channels.map(({ channel, waiting: count }) => `${count} wait for ${channel}`);
  return fine(waiting.join(', '));
}

/** Milliseconds after which what should be gone is late. */
const LATE = 10 * 60_000;

/** What is wrong with a channel, and what to do. */
function illsOf({ channel, pausedAt, pausedBecause, oldestDueAt, failed, lastError }: Backlog): readonly string[] {
  const why = lastError === null ? '' : ` (${lastError})`;
  const resume = `POST /channels/${channel}/resume`;
  if (pausedBecause === 'dead')
    return [
      `${channel} is paused since ${pausedAt?.toISOString()}: nothing got through${why}; mend it, then ${resume}`,
    ];
  if (oldestDueAt && Date.now() - oldestDueAt.getTime() > LATE)
    return [
      pausedAt
        ? `${channel} is paused, and a message waits since ${oldestDueAt.toISOString()}: ${resume}`
        : `${channel}: a message waits since ${oldestDueAt.toISOString()}${why}; check that a worker runs, and its server`,
    ];
  if (failed > 0)
    return [`${channel}: ${failed} could not be sent${why}; see GET /channels/${channel}/deliveries?state=failed`];
  return [];
}
