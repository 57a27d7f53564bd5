/** Links between tickets: asked for here, where circles are seen; made by the ticket's own event. */
import type { LinkKind } from '../workflows/domain/codes';
import { reverseOf } from '../workflows/domain/handOver';
import type { Prisma, PrismaClient } from './client';

export interface Claim {
  readonly from: string;
  readonly kind: LinkKind;
  readonly to: string;
}

export type Claimed =
  | { readonly kind: 'claimed' }
  /** The link is there already. */
  | { readonly kind: 'known' }
  /** The link would close a circle. */
  | { readonly kind: 'circle' }
  /** A ticket has one parent, and is merged into one other: it has this one. */
  | { readonly kind: 'taken'; readonly key: string };

/** A ticket has one of each; and no ticket comes back to itself along them. */
const ONE_WAY: readonly LinkKind[] = ['childOf', 'mergedInto'];

/**
 * Reserves a link until its event makes it, or `dropClaim` gives it up. Those who ask at once queue up, so that two
 * halves of a circle are not both let through. Repeating it changes nothing.
 */
export async function claimLink(prisma: PrismaClient, claim: Claim): Promise<Claimed> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('ticket links', 0))`;
    const { from, kind, to } = claim;
    const there = await tx.ticketLink.findFirst({ where: { fromId: from, kind, toId: to, pendingSince: null } });
    if (there) return { kind: 'known' };
    // Of a pair such as parent and child the lower end counts: it is what has one of the other.
    const up = ONE_WAY.includes(kind) ? claim : { from: to, kind: reverseOf(kind), to: from };
    if (ONE_WAY.includes(up.kind)) {
      const [other] = await tx.ticketLink.findMany({
        where: { fromId: up.from, kind: up.kind, toId: { not: up.to } },
        select: { to: { select: { key: true } } },
        take: 1,
      });
      if (other) return { kind: 'taken', key: other.to.key };
      if (await leadsTo(tx, up)) return { kind: 'circle' };
    }
    await tx.$executeRaw`
      INSERT INTO ticket_links (from_id, kind, to_id, pending_since)
      VALUES (${from}::uuid, ${kind}, ${to}::uuid, now()), (${to}::uuid, ${reverseOf(kind)}, ${from}::uuid, now())
      ON CONFLICT (from_id, kind, to_id) DO UPDATE SET pending_since = now()`;
    return { kind: 'claimed' };
  });
}

/** Does one get from the upper end to the lower along links of this kind, also those that are only asked for? */
async function leadsTo(tx: Prisma.TransactionClient, { from, kind, to }: Claim): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE above AS (
      SELECT ${to}::uuid AS id
      UNION SELECT l.to_id FROM above a JOIN ticket_links l ON l.from_id = a.id AND l.kind = ${kind}
    )
    SELECT 1 FROM above WHERE id = ${from}::uuid`;
  return rows.length > 0;
}

/** Gives up a link that was asked for and refused. */
export async function dropClaim(prisma: PrismaClient, { from, kind, to }: Claim): Promise<void> {
  await prisma.ticketLink.deleteMany({
    where: {
      pendingSince: { not: null },
      OR: [
        { fromId: from, kind, toId: to },
        { fromId: to, kind: reverseOf(kind), toId: from },
      ],
    },
  });
}

export interface MergeEnd {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly requesterId: string;
}

/**
 * The ticket that goes on for a merged one, over as many mergers as there were: where replies to it belong.
 * @returns null if it is not merged
 */
export async function endOfMerge(prisma: PrismaClient, ticketId: string): Promise<MergeEnd | null> {
  const [end] = await prisma.$queryRaw<MergeEnd[]>`
    WITH RECURSIVE ahead AS (
      SELECT l.to_id AS id, 1 AS step FROM ticket_links l
       WHERE l.from_id = ${ticketId}::uuid AND l.kind = 'mergedInto' AND l.pending_since IS NULL
      UNION ALL
      SELECT l.to_id, a.step + 1 FROM ahead a JOIN ticket_links l ON l.from_id = a.id
       WHERE l.kind = 'mergedInto' AND l.pending_since IS NULL AND a.step < 100
    )
    SELECT t.id::text AS id, t.key, t.status, t.requester_id::text AS "requesterId"
      FROM ahead a JOIN tickets t ON t.id = a.id ORDER BY a.step DESC LIMIT 1`;
  return end ?? null;
}

/**
 * How a comment written to a merged ticket is shown in the one that goes on for it. Customers do not read one another:
 * what a requester writes is public there only if it is her ticket too.
 */
export function visibilityThere(
  { requesterId }: Pick<MergeEnd, 'requesterId'>,
  comment: {
    readonly from: 'agent' | 'requester';
    readonly author: string;
    readonly visibility: 'public' | 'internal';
  },
): 'public' | 'internal' {
  if (comment.from === 'agent' || comment.author === requesterId) return comment.visibility;
  return 'internal';
}
