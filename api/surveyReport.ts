import { Prisma, type PrismaClient } from '../prisma/client';
import type { SurveyReportQuery } from './schemas/reports';

interface Row {
  /** The row over all groups. */
  readonly all: boolean;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly period: Date | null;
  readonly sent: number;
  readonly answered: number;
  readonly average: number | null;
  /** How often each score was given, from 1. */
  readonly scores: readonly number[];
  readonly open: number;
  readonly done: number;
}

/**
 * What requesters thought, by team or by period. A survey counts where its ticket is now, and in the period in which it
 * was sent; one that a reopening cancelled could not be answered, and counts nowhere.
 * @param teams whose tickets count; null: all
 */
export async function reportSurveys(
  prisma: PrismaClient,
  { from, to, team, by }: SurveyReportQuery,
  teams: readonly string[] | null,
) {
  const rows = await prisma.$queryRaw<Row[]>`
    WITH surveyed AS (
      SELECT s.score, f.status AS "followUp",
             ${by === 'team' ? Prisma.sql`t.team_id` : Prisma.sql`NULL::text`} AS team,
             ${by === 'team' ? Prisma.sql`NULL::timestamptz` : Prisma.sql`date_trunc(${by}, s.sent_at, 'UTC')`} AS period
        FROM surveys s
        JOIN tickets t ON t.id = s.ticket_id
        LEFT JOIN tickets f ON f.id = s.follow_up_id
       WHERE s.sent_at >= ${new Date(from)} AND s.sent_at < ${new Date(to)} AND s.state <> 'cancelled'
         AND (${team ?? null}::text IS NULL OR t.team_id = ${team ?? null})
         AND (${teams}::text[] IS NULL OR t.team_id = ANY(${teams}::text[]))
    )
    SELECT grouping(s.team) = 1 AS all, s.team AS "teamId", min(m.name) AS "teamName", s.period,
           count(*)::int AS sent, count(s.score)::int AS answered, round(avg(s.score), 2)::float8 AS average,
           ARRAY[${Prisma.join([1, 2, 3, 4, 5].map((score) => Prisma.sql`count(*) FILTER (WHERE s.score = ${score})::int`))}]
             AS scores,
           count(*) FILTER (WHERE s."followUp" NOT IN ('resolved', 'closed'))::int AS open,
           count(*) FILTER (WHERE s."followUp" IN ('resolved', 'closed'))::int AS done
      FROM surveyed s LEFT JOIN teams m ON m.id = s.team
     GROUP BY GROUPING SETS ((s.team, s.period), ())
     ORDER BY s.period, min(m.name), s.team`;
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    by,
    total: figuresOf(rows.find(({ all }) => all)),
    data: rows.filter(({ all }) => !all).map((row) => ({ ...groupOf(row), ...figuresOf(row) })),
  };
}

function groupOf({ teamId, teamName, period }: Row) {
  if (period) return { period: period.toISOString() };
  return { team: teamId === null ? null : { id: teamId, name: teamName ?? teamId } };
}

function figuresOf(row: Row | undefined) {
  const { sent = 0, answered = 0, average = null, scores = [], open = 0, done = 0 } = row ?? {};
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = scores;
  return {
    sent,
    answered,
    rate: sent === 0 ? null : Math.round((answered / sent) * 10_000) / 10_000,
    average,
    scores: { 1: one, 2: two, 3: three, 4: four, 5: five },
    followUps: { open, done },
  };
}
