import { Prisma, type PrismaClient } from '../prisma/client';
import type { OpenTicket } from './mendTicket';

const OPEN = Prisma.sql`
  SELECT t.id, t.key, t.version, t.type, t.priority, t.status, t.updated_at AS "updatedAt",
         t.state, f.constraint AS "refusedBy", u.active IS FALSE AS "assigneeGone"
    FROM tickets t
    LEFT JOIN save_failures f ON f.ticket_id = t.id
    LEFT JOIN users u ON u.id = t.assignee_id
   WHERE t.ended_at IS NULL`;

/** Tickets whose workflow has not completed, in order of their ids. */
export function readOpenTickets(
  prisma: PrismaClient,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<OpenTicket[]> {
  return prisma.$queryRaw<OpenTicket[]>`
    ${OPEN} AND (${after}::uuid IS NULL OR t.id > ${after}::uuid) ORDER BY t.id LIMIT ${limit}`;
}

export function countOpenTickets(prisma: PrismaClient): Promise<number> {
  return prisma.ticket.count({ where: { endedAt: null } });
}

export async function findOpenTicket(prisma: PrismaClient, key: string): Promise<OpenTicket | null> {
  const [ticket] = await prisma.$queryRaw<OpenTicket[]>`${OPEN} AND t.key = ${key}`;
  return ticket ?? null;
}
