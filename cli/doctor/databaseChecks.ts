import { z } from 'zod';
import { openDatabase, type PrismaClient } from '../../prisma/client';
import { readMigrationState } from '../../prisma/migrate';
import { signingSecret } from '../../prisma/setup';
import { checkPostgres, describeAddress } from '../postgresCheck';
import { fine, nameSome, wrong, type Check, type Finding } from './report';

/** Seconds that a ticket may be without a workflow, and minutes that the desk may be without its own check. */
const START_WITHIN_S = 60;
const RECONCILED_WITHIN_MIN = 15;

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
  const before = new Date(Date.now() - START_WITHIN_S * 1_000);
  const rows = await prisma.ticket.findMany({
    where: { version: 1, endedAt: null, createdAt: { lt: before } },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  if (rows.length === 0) return fine('none');
  const keys = nameSome(rows.map(({ key }) => key));
  return wrong(`${keys}: no worker has begun them for over ${START_WITHIN_S} s; check workers and schedules below`);
}

const Report = z.object({
  at: z.coerce.date(),
  checked: z.number(),
  problems: z.array(z.object({ key: z.string(), problem: z.string() })),
});

async function checkReconciliation(prisma: PrismaClient): Promise<Finding> {
  const row = await prisma.setting.findUnique({ where: { name: 'reconcile' } });
  if (!row) return fine('has not run yet');
  const { at, checked, problems } = Report.parse(row.value);
  const minutes = Math.floor((Date.now() - at.getTime()) / 60_000);
  if (minutes > RECONCILED_WITHIN_MIN) {
    return wrong(`ran last ${minutes} minutes ago: check that a worker runs and the schedule is not paused`);
  }
  const [first] = problems;
  if (!first) return fine(`${checked} open tickets agreed with Temporal at ${at.toISOString()}`);
  return wrong(`${nameSome(problems.map(({ key }) => key))} could not be mended; ${first.key}: ${first.problem}`);
}

async function checkDeliveries(prisma: PrismaClient): Promise<Finding> {
  const groups = await prisma.delivery.groupBy({ by: ['state'], _count: true });
  const count = (state: string) => groups.find((group) => group.state === state)?._count ?? 0;
  if (count('failed') > 0) return wrong(`${count('failed')} could not be sent, ${count('waiting')} wait`);
  return fine(`${count('waiting')} wait, ${count('sent')} sent`);
}
