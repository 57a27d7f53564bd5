import { ERASED, erasePerson, finishErasure } from '../../prisma/erasure';
import { requireNoAdmin, type UserRow } from '../people';
import { Problem } from '../problem';
import { audit, type Transaction } from '../resource';
import type { Answer, Call } from '../route';

/**
 * Erases a requester: who she is at once, then what she wrote and sent. What happened to her tickets, and when, stays.
 * Repeating it finishes what was broken off.
 * @throws Problem 409 if she works here, or has tickets that are not resolved
 */
export async function eraseUser(call: Call<unknown, unknown, UserRow>): Promise<Answer> {
  const { deps, caller, target } = call;
  requireNoAdmin(call, target.role);
  await deps.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${target.id}::uuid FOR UPDATE`;
    const now = await tx.user.findUniqueOrThrow({ where: { id: target.id } });
    if (now.erasedAt !== null) return;
    await requireErasable(tx, now);
    await erasePerson(tx, target.id);
    const tickets = await tx.ticket.count({ where: { requesterId: target.id } });
    const after = { version: now.version + 1, document: { tickets } };
    await audit(tx, { actor: caller.id, action: 'erase', object: `user:${target.id}`, before: null, after });
  });
  await finishErasure(deps.prisma, target.id);
  const row = await deps.prisma.user.findUniqueOrThrow({ where: { id: target.id } });
  return {
    status: 200,
    body: {
      id: row.id,
      name: ERASED,
      erasedAt: row.erasedAt?.toISOString() ?? null,
      tickets: await deps.prisma.ticket.count({ where: { requesterId: target.id } }),
    },
  };
}

const NAMED = 10;

async function requireErasable(tx: Transaction, { id, role }: UserRow): Promise<void> {
  if (role !== 'requester')
    throw new Problem('in_use', `A person of role ${role} works here: make her a requester first, then erase her.`);
  const open = await tx.ticket.findMany({
    where: { requesterId: id, status: { in: ['new', 'open', 'pending'] } },
    select: { key: true },
    orderBy: { id: 'asc' },
    take: NAMED + 1,
  });
  if (open.length === 0) return;
  const keys = open.slice(0, NAMED).map(({ key }) => key);
  throw new Problem(
    'in_use',
    `Somebody is still at work for her: resolve ${keys.join(', ')}${open.length > NAMED ? ' and others' : ''} first, ` +
      'as `cancelled` if need be.',
  );
}
