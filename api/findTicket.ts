import { notFound } from './problem';
import type { Call } from './route';
import { readTicketByKey } from './readTicket';
import type { TicketRow } from './ticketView';

const KEY = /^SD-[1-9]\d{0,17}$/;

/**
 * The ticket of the path, if the caller may know of it.
 * @throws Problem 404, whether it is absent or not hers to see
 */
export async function findTicket({
  deps,
  params,
  permissions,
}: Pick<Call, 'deps' | 'params' | 'permissions'>): Promise<TicketRow> {
  const key = params.key ?? '';
  const row = KEY.test(key) ? await readTicketByKey(deps.prisma, key) : null;
  if (!row || !permissions.mayTicket('see', row)) throw notFound('ticket of this key');
  return row;
}
