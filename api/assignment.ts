import type { PrismaClient } from '../prisma/client';
import { invalid, type InputError } from './problem';

/** @throws Problem 422 unless the agent is an active person who works on tickets, and the team exists */
export async function checkAssignment(
  prisma: PrismaClient,
  { agent, team }: { readonly agent?: string | undefined; readonly team?: string | undefined },
): Promise<void> {
  const errors: InputError[] = [];
  if (agent !== undefined) {
    const user = await prisma.user.findUnique({ where: { id: agent }, select: { role: true, active: true } });
    if (!user?.active || user.role === 'requester')
      errors.push({ pointer: '/agent', code: 'unknown', message: 'No active agent has this id.' });
  }
  if (team !== undefined && (await prisma.team.count({ where: { id: team } })) === 0)
    errors.push({ pointer: '/team', code: 'unknown', message: `There is no team ${team}.` });
  if (errors.length > 0) throw invalid(errors);
}
