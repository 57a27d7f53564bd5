import { Prisma, type PrismaClient } from '../prisma/client';
import { CLOCKS, PRIORITIES, type ClockName, type Priority } from '../workflows/domain/codes';
import type { Span } from './schemas/reports';

interface Spread {
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
}

/** What the desk was late for, and apart from it what its teams were late for. */
export async function reportLateness(prisma: PrismaClient, { from, to }: Span) {
  const range = { from: new Date(from), to: new Date(to) };
  const [desk, teams] = await Promise.all([readDesk(prisma, range), readTeams(prisma, range)]);
  const sum = (count: (row: DeskRow) => number) => desk.reduce((total, row) => total + count(row), 0);
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    desk: {
      alarms: sum(({ alarms }) => alarms),
      late: sum(({ late }) => late),
      byKind: desk.map(({ kind, alarms, late, ...lateBy }) => ({ kind, alarms, late, lateBy: spreadOf(lateBy) })),
    },
    teams: teams.map(({ teamId, teamName, priority, clock, breaches, running, madeUpLate, ...over }) => ({
      team: teamId === null ? null : { id: teamId, name: teamName ?? teamId },
      ...{ priority, clock, breaches, running, madeUpLate },
      over: spreadOf(over),
    })),
  };
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** The first event of whatever an alarm brought; just as the indexes of the report say it. */
const ALARM = Prisma.sql`e.identity LIKE 'alarm:%#0'`;
const LATE = Prisma.sql`e.data -> 'lateMs' IS NOT NULL`;

interface DeskRow extends Spread {
  readonly kind: string;
  readonly alarms: number;
  readonly late: number;
}

/** All are counted in one index, and the late ones, which are few, are read in another. */
function readDesk(prisma: PrismaClient, { from, to }: Range): Promise<DeskRow[]> {
  return prisma.$queryRaw<DeskRow[]>`
    WITH counted AS (
      SELECT e.kind, count(*)::int AS alarms FROM ticket_events e
       WHERE ${ALARM} AND e.at >= ${from} AND e.at < ${to} GROUP BY e.kind
    ), late AS (
      SELECT e.kind, count(*)::int AS late, ${spreadSql(Prisma.sql`(e.data ->> 'lateMs')::bigint`)}
        FROM ticket_events e
       WHERE ${ALARM} AND ${LATE} AND e.at >= ${from} AND e.at < ${to} GROUP BY e.kind
    )
    SELECT c.kind, c.alarms, coalesce(l.late, 0) AS late, l."medianMs", l."p95Ms", l."maxMs"
      FROM counted c LEFT JOIN late l USING (kind) ORDER BY c.kind`;
}

interface TeamRow extends Spread {
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly priority: Priority;
  readonly clock: ClockName;
  readonly breaches: number;
  readonly running: number;
  readonly madeUpLate: number;
}

/**
 * A clock that was breached twice in a cycle, because its target was changed meanwhile, counts once, with its first
 * breach. Team and priority are those of that instant: whoever got the ticket afterwards did not let it grow late. What
 * elapsed is the sum of the ledger, which is complete once the clock has stopped.
 */
function readTeams(prisma: PrismaClient, { from, to }: Range): Promise<TeamRow[]> {
  return prisma.$queryRaw<TeamRow[]>`
    WITH breached AS (
      SELECT DISTINCT ON (e.ticket_id, e.data ->> 'clock', e.data ->> 'cycle')
             e.ticket_id, e.seq, e.data ->> 'clock' AS clock, e.data ->> 'cycle' AS cycle, ${LATE} AS late
        FROM ticket_events e
       WHERE ${ALARM} AND e.kind = 'breached' AND e.at >= ${from} AND e.at < ${to}
       ORDER BY e.ticket_id, e.data ->> 'clock', e.data ->> 'cycle', e.seq
    ), told AS (
      SELECT b.clock, b.late, at.team, at.priority, c.stopped IS NULL AS running,
             CASE WHEN c.stopped IS NOT NULL AND c.elapsed > c.target THEN c.elapsed - c.target END AS over
        FROM breached b
        JOIN tickets t ON t.id = b.ticket_id
        CROSS JOIN LATERAL (
          SELECT (SELECT o.data ->> 'team' FROM ticket_events o
                   WHERE o.ticket_id = b.ticket_id AND o.seq < b.seq AND o.kind IN ('triaged', 'queued', 'assigned')
                   ORDER BY o.seq DESC LIMIT 1) AS team,
                 (SELECT coalesce(o.data ->> 'to', o.data ->> 'priority') FROM ticket_events o
                   WHERE o.ticket_id = b.ticket_id AND o.seq < b.seq AND o.kind IN ('triaged', 'reclassified')
                   ORDER BY o.seq DESC LIMIT 1) AS priority
        ) at
        CROSS JOIN LATERAL (
          SELECT one ->> 'stoppedAt' AS stopped, (one ->> 'targetMs')::bigint AS target,
                 (SELECT sum((line ->> 'countedMs')::bigint) FROM jsonb_array_elements(one -> 'ledger') line) AS elapsed
            FROM jsonb_array_elements(t.state -> 'clocks') one
           WHERE one ->> 'clock' = b.clock AND one ->> 'cycle' = b.cycle
        ) c
    )
    SELECT told.team AS "teamId", teams.name AS "teamName", told.priority, told.clock,
           count(*)::int AS breaches,
           count(*) FILTER (WHERE told.running)::int AS running,
           count(*) FILTER (WHERE told.late)::int AS "madeUpLate",
           ${spreadSql(Prisma.sql`told.over`)}
      FROM told LEFT JOIN teams ON teams.id = told.team
     GROUP BY told.team, teams.name, told.priority, told.clock
     ORDER BY told.team NULLS FIRST, array_position(${[...PRIORITIES]}::text[], told.priority),
              array_position(${[...CLOCKS]}::text[], told.clock)`;
}

/** Columns of a `Spread`; null over nothing, and as numbers that JavaScript reads. */
function spreadSql(ms: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`percentile_disc(0.5) WITHIN GROUP (ORDER BY ${ms})::float8 AS "medianMs",
    percentile_disc(0.95) WITHIN GROUP (ORDER BY ${ms})::float8 AS "p95Ms", max(${ms})::float8 AS "maxMs"`;
}

function spreadOf({ medianMs, p95Ms, maxMs }: Spread) {
  return medianMs === null || p95Ms === null || maxMs === null ? null : { medianMs, p95Ms, maxMs };
}
