import { forbidden, invalid } from '../problem';
import { requireTicket } from '../require';
import type { Answer, Call } from '../route';
import { UUID_FORM } from '../schemas/common';
import type { TicketRow } from '../ticketView';
import { whoMay } from './mayHear';

type WatcherCall = Call<unknown, unknown, TicketRow>;

/** Watchers of one ticket. */
const MAX_WATCHERS = 100;

/** Oneself, whoever may read the ticket; others, whoever works on it. @throws Problem 403 */
export function requireWatching(call: Omit<WatcherCall, 'query'>): void {
  if (!isOneself(call)) return requireTicket('work')(call);
  requireTicket('read')(call);
}

function isOneself({ caller, params }: Pick<WatcherCall, 'caller' | 'params'>): boolean {
  if (params.user !== caller.id) return false;
  if (caller.role === 'service') throw forbidden('Service accounts hear of nothing: name a person.');
  return true;
}

/** To a requester only whether she herself watches: who at the desk does is the desk's. */
export async function listWatchers({ deps, caller, permissions, target }: WatcherCall): Promise<Answer> {
  const all = permissions.mayTicket('readInternal', target);
  const rows = await deps.prisma.watcher.findMany({
    where: { ticketId: target.id, ...(!all && { userId: caller.id }) },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    include: { user: { select: { id: true, name: true } } },
  });
  const data = rows.map(({ user, addedBy, createdAt }) => ({ user, addedBy, createdAt: createdAt.toISOString() }));
  return { status: 200, body: { data } };
}

/** Repeating it changes nothing. @throws Problem 422 if there is no such person who may read the ticket */
export async function addWatcher({ deps, caller, params, target }: WatcherCall): Promise<Answer> {
  const { prisma } = deps;
  const userId = (params.user ?? '').toLowerCase();
  const known = UUID_FORM.test(userId) && (await whoMay(prisma, [userId], 'read', target)).has(userId);
  if (!known) throw refused('unknown', 'There is nobody of this id who may read the ticket.');
  if ((await prisma.watcher.count({ where: { ticketId: target.id } })) >= MAX_WATCHERS)
    throw refused('too_many', `${MAX_WATCHERS} people watch this ticket: take somebody off first.`);
  await prisma.watcher.createMany({
    data: [{ ticketId: target.id, userId, addedBy: caller.id }],
    skipDuplicates: true,
  });
  return { status: 204 };
}

export async function removeWatcher({ deps, params, target }: WatcherCall): Promise<Answer> {
  const userId = params.user ?? '';
  if (UUID_FORM.test(userId)) await deps.prisma.watcher.deleteMany({ where: { ticketId: target.id, userId } });
  return { status: 204 };
}

function refused(code: string, message: string) {
  return invalid([{ parameter: 'user', code, message }]);
}
