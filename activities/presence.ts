import type { PrismaClient } from '../prisma/client';
import { isUuid } from './json';
import { openCalendars } from './shifts';

/**
 * Whether somebody can go on with a ticket of a team now: she is active, online, within her shift, and of the team.
 * Who is of no team at all, as an administrator who took a ticket by hand, need not be of this one.
 */
export async function isPresent(
  prisma: PrismaClient,
  { agent, team }: { readonly agent: string; readonly team: string },
): Promise<boolean> {
  // Whom an operator named by Signal need not exist.
  if (!isUuid(agent)) return false;
  const user = await prisma.user.findUnique({
    where: { id: agent },
    select: { active: true, agent: { select: { presence: true, calendar: true } }, memberships: true },
  });
  if (!user?.active) return false;
  const teams = user.memberships.map(({ teamId }) => teamId);
  if (teams.length > 0 && !teams.includes(team)) return false;
  // Nobody has said when she works.
  if (!user.agent) return true;
  const { presence, calendar } = user.agent;
  if (presence !== 'online') return false;
  return calendar === null || (await openCalendars(prisma, [{ calendar }], Date.now())).has(calendar);
}
