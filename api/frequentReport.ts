import { Prisma, type PrismaClient } from '../prisma/client';
import { wordsOf } from '../prisma/problems/incidents';
import { groupSubjects } from '../workflows/domain/subjects';
import type { Call } from './route';
import type { FrequentQuery } from './schemas/reports';

interface Group {
  /** What the tickets have in common; null: they have no team. */
  readonly name: string | null;
  readonly tickets: number;
  readonly before: number;
  readonly requesters: number;
  readonly resolved: number;
  readonly medianMs: number | null;
  readonly totalMs: number | null;
  /** Ids, the newest first. */
  readonly examples: readonly string[];
}

interface Period {
  readonly before: Date;
  readonly from: Date;
  readonly to: Date;
  /** Whose tickets count; null: all. */
  readonly teams: readonly string[] | null;
}

/** From which likeness subjects are the same, as proposals of problems take them unless told otherwise. */
const LIKENESS = 0.5;
/** Different subjects that are compared: those that came most often, then the newest. */
const MOST_SUBJECTS = 5_000;

/** The incidents and alerts that came in most often, against a period as long before. */
export async function reportFrequent(call: Call<unknown, FrequentQuery>) {
  const { deps, caller, query } = call;
  const { from, to, by, team } = query;
  const mine = caller.restricted ? [...caller.teams] : null;
  const wanted = team === undefined ? mine : [team].filter((id) => mine?.includes(id) ?? true);
  const period = { before: new Date(2 * from - to), from: new Date(from), to: new Date(to), teams: wanted };
  const [total, groups] = await Promise.all([totalOf(deps.prisma, period), groupsOf(deps.prisma, query, period)]);
  const examples = await readExamples(call, groups);
  const teams = by === 'team' ? await teamsOf(deps.prisma, groups) : new Map<string, string>();
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    by,
    total,
    data: groups.map((group) => ({
      ...named(by, group.name, teams),
      tickets: group.tickets,
      share: rounded(total.tickets === 0 ? 0 : group.tickets / total.tickets),
      before: group.before,
      change: group.before === 0 ? null : rounded((group.tickets - group.before) / group.before),
      requesters: group.requesters,
      resolved: group.resolved,
      toResolve:
        group.medianMs === null || group.totalMs === null
          ? null
          : { medianMs: Math.round(group.medianMs), totalMs: Math.round(group.totalMs) },
      examples: group.examples.flatMap((id) => examples.get(id) ?? []),
    })),
  };
}

function named(by: FrequentQuery['by'], name: string | null, teams: ReadonlyMap<string, string>) {
  if (by === 'team') return { team: name === null ? null : { id: name, name: teams.get(name) ?? name } };
  return { [by === 'field' ? 'value' : by]: name ?? '' };
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

async function groupsOf(prisma: PrismaClient, query: FrequentQuery, period: Period): Promise<Group[]> {
  const { by, field = '', limit } = query;
  switch (by) {
    case 'tag':
      return readGroups(prisma, period, Prisma.sql`CROSS JOIN LATERAL (SELECT DISTINCT unnest(t.tags)) g(name)`, limit);
    case 'team':
      return readGroups(prisma, period, Prisma.sql`CROSS JOIN LATERAL (SELECT t.team_id) g(name)`, limit);
    case 'fingerprint':
      return readGroups(prisma, period, present(Prisma.sql`t.fingerprint`), limit);
    case 'field':
      return readGroups(prisma, period, present(Prisma.sql`nullif(t.fields ->> ${field}, '')`), limit);
    case 'subject': {
      const [subjects, leaders] = await alike(prisma, period, limit);
      const group = Prisma.sql`JOIN unnest(${subjects}::text[], ${leaders}::text[]) g(subject, name) ON g.subject = t.subject`;
      return readGroups(prisma, period, group, limit);
    }
  }
}

function present(value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`JOIN LATERAL (SELECT ${value}) g(name) ON g.name IS NOT NULL`;
}

/** Which tickets count. What was merged counts in the other; a problem that was opened of others is none of them. */
function counted({ before, to, teams }: Period): Prisma.Sql {
  return Prisma.sql`t.created_at >= ${before} AND t.created_at < ${to} AND t.type IN ('incident', 'alert')
    AND coalesce(t.resolution, '') NOT IN ('duplicate', 'cancelled')
    AND (${teams}::text[] IS NULL OR t.team_id = ANY(${teams}::text[]))
    AND NOT EXISTS (SELECT FROM problem_proposals p WHERE p.parent_id = t.id)`;
}

/** @param group joins a row `g(name)` for each group that a ticket `t` is in */
function readGroups(prisma: PrismaClient, period: Period, group: Prisma.Sql, limit: number): Promise<Group[]> {
  return prisma.$queryRaw<Group[]>`
    WITH counted AS (
      SELECT g.name, t.id, t.number, t.requester_id, t.created_at >= ${period.from} AS now,
             extract(epoch FROM t.resolved_at - t.created_at) * 1000 AS took
        FROM tickets t ${group} WHERE ${counted(period)}
    ), grouped AS (
      SELECT name, count(*) FILTER (WHERE now)::int AS tickets, count(*) FILTER (WHERE NOT now)::int AS before,
             count(DISTINCT requester_id) FILTER (WHERE now)::int AS requesters,
             count(took) FILTER (WHERE now)::int AS resolved,
             (percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE now))::float8 AS "medianMs",
             (sum(took) FILTER (WHERE now))::float8 AS "totalMs"
        FROM counted GROUP BY name
    )
    SELECT o.*, ARRAY(SELECT c.id::text FROM counted c WHERE c.now AND c.name IS NOT DISTINCT FROM o.name
                       ORDER BY c.number DESC LIMIT 3) AS examples
      FROM (SELECT * FROM grouped WHERE tickets > 0 ORDER BY tickets DESC, name LIMIT ${limit}) o
     ORDER BY tickets DESC, name`;
}

/**
 * The subjects that belong to the largest groups of those that are alike.
 * @returns subjects, and beside each the most frequent one of its group
 */
async function alike(prisma: PrismaClient, period: Period, limit: number): Promise<readonly [string[], string[]]> {
  const rows = await prisma.$queryRaw<{ subject: string; tickets: number }[]>`
    SELECT t.subject, count(*) FILTER (WHERE t.created_at >= ${period.from})::int AS tickets
      FROM tickets t WHERE ${counted(period)}
     GROUP BY t.subject ORDER BY count(*) DESC, max(t.created_at) DESC, t.subject LIMIT ${MOST_SUBJECTS}`;
  const subjects = rows.map(({ subject }) => ({ id: subject, words: wordsOf(subject) }));
  const leaderOf = groupSubjects(subjects, LIKENESS);
  const sums = new Map<string, number>();
  for (const { subject, tickets } of rows) {
    const leader = leaderOf.get(subject);
    if (leader !== undefined) sums.set(leader, (sums.get(leader) ?? 0) + tickets);
  }
  const largest = new Set(
    [...sums]
      .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([leader]) => leader),
  );
  const members = [...leaderOf].filter(([, leader]) => largest.has(leader));
  return [members.map(([subject]) => subject), members.map(([, leader]) => leader)];
}

async function totalOf(prisma: PrismaClient, period: Period) {
  const [row] = await prisma.$queryRaw<{ tickets: number; before: number; requesters: number }[]>`
    SELECT count(*) FILTER (WHERE now)::int AS tickets, count(*) FILTER (WHERE NOT now)::int AS before,
           count(DISTINCT requester_id) FILTER (WHERE now)::int AS requesters
      FROM (SELECT t.requester_id, t.created_at >= ${period.from} AS now FROM tickets t WHERE ${counted(period)}) c`;
  return row ?? { tickets: 0, before: 0, requesters: 0 };
}

async function readExamples({ deps, permissions }: Pick<Call, 'deps' | 'permissions'>, groups: readonly Group[]) {
  const ids = groups.flatMap(({ examples }) => examples);
  const rows = await deps.prisma.$queryRaw<{ id: string; key: string; subject: string }[]>`
    SELECT t.id::text, t.key, t.subject FROM tickets t
     WHERE t.id = ANY(${ids}::uuid[]) AND ${permissions.ticketsWhere('see')}`;
  return new Map(rows.map(({ id, ...ticket }) => [id, ticket]));
}

async function teamsOf(prisma: PrismaClient, groups: readonly Group[]): Promise<ReadonlyMap<string, string>> {
  const ids = groups.flatMap(({ name }) => name ?? []);
  const rows = await prisma.team.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
