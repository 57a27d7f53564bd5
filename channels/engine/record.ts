import type { Prisma, PrismaClient } from '../../prisma/client';
import { waitAfter } from './backoff';
import type { Outcome, RetryPlan, Waiting } from './types';

/** An error is for a line of a log. */
const LONGEST_ERROR = 500;

/** What a row that failed has to expect. */
export type Verdict = { readonly kind: 'again'; readonly at: Date } | { readonly kind: 'givenUp' };

/**
 * @param plan how long to try
 * @param probeMs the whole channel rests so long: no row need wait longer than that
 */
export function judge(
  row: Waiting,
  outcome: Extract<Outcome, { kind: 'failed' }>,
  plan: RetryPlan,
  facts: { readonly now: number; readonly chance: number; readonly probeMs: number | null },
): Verdict {
  const since = row.firstTriedAt?.getTime() ?? facts.now;
  if (outcome.final || facts.now - since >= plan.giveUpAfterMs) return { kind: 'givenUp' };
  const wait = waitAfter(plan, row.attempts + 1, facts.chance);
  return { kind: 'again', at: new Date(facts.now + (outcome.down ? Math.min(wait, facts.probeMs ?? wait) : wait)) };
}

/**
 * Writes what became of a row. Repeating it changes nothing: only what waits still is touched, so a late answer never
 * undoes what another worker has recorded.
 */
export async function record(prisma: PrismaClient, row: Waiting, outcome: Outcome, verdict?: Verdict): Promise<void> {
  const now = new Date();
  const tried = { attempts: { increment: 1 }, firstTriedAt: row.firstTriedAt ?? now };
  switch (outcome.kind) {
    case 'sent': {
      const sent = { ...tried, state: 'sent', sentAt: now, messageId: outcome.messageId ?? null, lastError: null };
      const others = outcome.gathered ?? [];
      const writes = [update(prisma, [row.id], sent)];
      if (others.length > 0)
        writes.push(update(prisma, others, { state: 'gathered', gatheredInto: row.id, lastError: null }));
      await (writes.length === 1 ? writes[0] : prisma.$transaction(writes));
      return;
    }
    case 'skipped':
      await update(prisma, [row.id], { state: 'skipped', lastError: outcome.why.slice(0, LONGEST_ERROR) });
      return;
    case 'later':
      await update(prisma, [row.id], { notBefore: outcome.at });
      return;
    case 'failed': {
      const lastError = outcome.error.slice(0, LONGEST_ERROR);
      const next = verdict?.kind === 'again' ? { notBefore: verdict.at } : { state: 'failed' };
      await update(prisma, [row.id], { ...tried, ...next, lastError });
    }
  }
}

function update(prisma: PrismaClient, ids: readonly string[], data: Prisma.DeliveryUpdateManyMutationInput) {
  return prisma.delivery.updateMany({
    where: { id: { in: [...ids] }, state: 'waiting' },
    data: { ...data, claimedUntil: null },
  });
}
