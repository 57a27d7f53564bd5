import type { PrismaClient } from '../prisma/client';

/** From these a priority is derived where none is named. */
const DERIVING = ['type', 'impact', 'urgency'];

/**
 * Whether the policy that a ticket was given stands after an edit, because no policy's condition names what is edited. A
 * member that is only a word in a text of a condition counts as named: the policy is then chosen anew for nothing.
 */
export async function policyStands(prisma: PrismaClient, edited: readonly string[]): Promise<boolean> {
  const members = edited.some((member) => DERIVING.includes(member)) ? [...edited, 'priority'] : edited;
  const asked = `\\m(${members.join('|')})\\M`;
  const [row] = await prisma.$queryRaw<{ stands: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT FROM documents WHERE kind = 'policy' AND current AND document->>'when' ~ ${asked}) AS stands`;
  return row?.stands ?? false;
}
