import { ONLY } from '../prisma/defaults';
import { currentDocument } from '../prisma/documents';
import type { PrismaClient } from '../prisma/client';
import { failingConditions } from '../prisma/ruleFailures';

const DAY_MS = 86_400_000;

interface Matches {
  readonly rule: string | null;
  readonly matched: number;
  readonly last: Date;
}

/** What the triage rules have done lately, and which conditions fail. */
export async function reportRules(prisma: PrismaClient, days: number) {
  const since = new Date(Date.now() - days * DAY_MS);
  const [stored, matches, failing] = await Promise.all([
    currentDocument(prisma, 'triageRules', ONLY),
    prisma.$queryRaw<Matches[]>`
      SELECT data->>'rule' AS rule, count(*)::int AS matched, max(at) AS last
        FROM ticket_events WHERE kind = 'triaged' AND at >= ${since} GROUP BY 1`,
    failingConditions(prisma),
  ]);
  const of = new Map(matches.map((each) => [each.rule, each]));
  const failed = new Map(
    failing.filter(({ kind, current }) => kind === 'rule' && current).map(({ id, count }) => [id, count]),
  );
  return {
    version: stored?.version ?? null,
    since: since.toISOString(),
    rules: (stored?.document.rules ?? []).map(({ id }) => ({
      id,
      matched: of.get(id)?.matched ?? 0,
      lastMatchedAt: of.get(id)?.last.toISOString() ?? null,
      failed: failed.get(id) ?? 0,
    })),
    unmatched: of.get(null)?.matched ?? 0,
    failing: failing.map(({ firstAt, lastAt, ...each }) => ({
      ...each,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    })),
  };
}
