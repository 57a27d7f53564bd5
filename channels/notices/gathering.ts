import type { PrismaClient } from '../../prisma/client';
import type { Waiting } from '../engine/types';
import { tellingsOf, type Telling } from './facts';
import { judge, type Before, type Hearer, type Notice, type Terms } from './plan';

/** One mail tells of so many at most; it shows far fewer, and counts the others. */
const MOST = 2_000;

/** A row as the plan sees it. Without facts its ticket has gone, or it never had one. */
export function asNotice(
  row: Pick<Waiting, 'kind' | 'ticketId' | 'createdAt'>,
  telling: Pick<Telling, 'ticket'> | undefined,
): Notice {
  return {
    // Of what is of no ticket there is nothing to say.
    kind: telling ? row.kind : `${row.kind} without a ticket`,
    ticketId: row.ticketId,
    createdAt: row.createdAt.getTime(),
    alert: telling?.ticket.source === 'alert',
  };
}

interface Judging {
  readonly recipient: Hearer;
  readonly before: Before;
  readonly terms: Terms;
}

/**
 * What waits for nothing but others of its burst: a mail that is sent now takes it along. Nobody else sends it meanwhile,
 * because all that waits for a person is in one hand at a time.
 */
export async function alsoGathering(
  prisma: PrismaClient,
  rows: readonly [Waiting, ...Waiting[]],
  { recipient, before, terms }: Judging,
): Promise<readonly { readonly row: Pick<Waiting, 'id' | 'ticketId'>; readonly telling: Telling }[]> {
  const waiting = await prisma.delivery.findMany({
    where: {
      channel: rows[0].channel,
      recipient: rows[0].recipient,
      state: 'waiting',
      attempts: 0,
      id: { notIn: rows.map(({ id }) => id) },
    },
    orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }],
    take: MOST,
  });
  const tellings = await tellingsOf(prisma, waiting);
  return waiting.flatMap((row) => {
    const telling = tellings.get(row.id);
    if (!telling || isPutOff(row, terms)) return [];
    const verdict = judge(asNotice(row, telling), recipient, before, terms);
    const gathers = verdict.kind === 'later' ? verdict.gathering : verdict.kind === 'send' && !verdict.digest;
    return gathers ? [{ row, telling }] : [];
  });
}

/** An escalation that came due in closed hours was given its hour when it was written. */
function isPutOff({ kind, notBefore }: { kind: string; notBefore: Date | null }, { now, gatherMs }: Terms): boolean {
  return kind === 'escalated' && notBefore !== null && notBefore.getTime() > now + 10 * gatherMs;
}
