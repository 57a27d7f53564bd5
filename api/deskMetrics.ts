import type { Registry } from 'prom-client';
import type { PrismaClient } from '../prisma/client';
import { readReconcileReport, type StoredReport } from '../prisma/reconcileReport';
import { measureTogether } from './measured';
import type { Deps } from './settings';

/** More are not counted: to an alert it is all the same, and a scrape must not grow with the desk. */
const COUNTED = 10_000;

/**
 * How the whole desk is, asked of the database whenever somebody looks: every API process tells the same. Labels are
 * teams and codes, never tickets or people.
 */
export function measureDesk(deps: Pick<Deps, 'prisma' | 'logger' | 'readiness'>, registry: Registry): void {
  const { prisma } = deps;
  measureTogether(deps, registry, 'What the desk lives on', PARTS, async () => {
    const { parts } = await deps.readiness();
    return Object.entries(parts).map(([part, state]) => {
      return { gauge: 'guichet_part_up', labels: { part }, value: state === 'ok' ? 1 : 0 } as const;
    });
  });
  measureTogether(deps, registry, 'How long queues are', QUEUES, async () =>
    (await readQueues(prisma)).flatMap(({ team, waiting, oldest }) => [
      { gauge: 'guichet_queue_waiting', labels: { team }, value: waiting } as const,
      { gauge: 'guichet_queue_oldest_seconds', labels: { team }, value: oldest } as const,
    ]),
  );
  measureTogether(deps, registry, 'What nothing moves on', STUCK, async () => {
    const [report, { unstarted, refused }] = await Promise.all([readReconcileReport(prisma), readStuck(prisma)]);
    return [
      { gauge: 'guichet_tickets_unstarted', value: unstarted } as const,
      { gauge: 'guichet_saves_refused', value: refused } as const,
      ...(report ? figuresOf(report) : []),
    ];
  });
}

const PARTS = {
  guichet_part_up: { help: '1: what this process lives on answers; 0: it does not', labels: ['part'] },
} as const;

const QUEUES = {
  guichet_queue_waiting: { help: 'Tickets that nobody of the team has, up to 10,000', labels: ['team'] },
  guichet_queue_oldest_seconds: { help: 'Age of the oldest of them; 0: none', labels: ['team'] },
} as const;

const STUCK = {
  guichet_tickets_unstarted: { help: 'Tickets older than a minute that no workflow has saved, up to 10,000' },
  guichet_saves_refused: { help: 'Tickets whose last save the database refuses, up to 10,000' },
  guichet_orphans: { help: 'Open tickets that nothing will move on: see GET /reports/orphans' },
  guichet_orphans_by_cause: { help: 'The first 200 of them by what is wrong', labels: ['why'] },
  guichet_reconcile_age_seconds: { help: 'Since tickets were last compared with their workflows' },
} as const;

function figuresOf({ at, orphans, problems }: StoredReport) {
  const causes = new Map<string, number>();
  for (const { why } of problems) causes.set(why, (causes.get(why) ?? 0) + 1);
  return [
    { gauge: 'guichet_orphans', value: orphans } as const,
    { gauge: 'guichet_reconcile_age_seconds', value: Math.max(0, (Date.now() - at.getTime()) / 1_000) } as const,
    ...[...causes].map(([why, value]) => ({ gauge: 'guichet_orphans_by_cause', labels: { why }, value }) as const),
  ];
}

interface Queue {
  readonly team: string;
  readonly waiting: number;
  /** Seconds. */
  readonly oldest: number;
}

/** In the index that queues are handed out by. */
function readQueues(prisma: PrismaClient): Promise<Queue[]> {
  return prisma.$queryRaw<Queue[]>`
    SELECT t.id AS team, q.waiting,
           COALESCE(GREATEST(extract(epoch FROM now() - q.oldest), 0), 0)::float8 AS oldest
      FROM teams t
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS waiting, min(w.created_at) AS oldest
          FROM (SELECT created_at FROM tickets
                 WHERE team_id = t.id AND assignee_id IS NULL AND status IN ('new', 'open')
                 LIMIT ${COUNTED}) w
      ) q`;
}

async function readStuck(prisma: PrismaClient): Promise<{ readonly unstarted: number; readonly refused: number }> {
  const [row] = await prisma.$queryRaw<[{ unstarted: number; refused: number }]>`
    SELECT (SELECT count(*) FROM (SELECT FROM tickets WHERE version = 1 AND ended_at IS NULL
              AND created_at < now() - interval '1 minute' LIMIT ${COUNTED}) u)::int AS unstarted,
           (SELECT count(*) FROM (SELECT FROM save_failures LIMIT ${COUNTED}) f)::int AS refused`;
  return row;
}
