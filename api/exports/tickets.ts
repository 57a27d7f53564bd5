import { Prisma } from '../../prisma/client';
import { searchWords } from '../../prisma/search';
import { LISTED, readTickets, selectTickets } from '../readTicket';
import type { Call } from '../route';
import type { TicketFilter } from '../schemas/lists';
import { searchConditions } from '../search';
import { filterConditions } from '../ticketFilter';
import { viewTicket } from '../ticketView';
import { pagesOf } from './pages';

/** Some hundred kilobytes as a rule, with the states of the workflows; 30 MB at the worst. */
const PAGE = 100;

/** What the filters ask of the tickets that may be exported. @throws Problem 422 */
export async function exportConditions(call: Pick<Call, 'deps' | 'caller' | 'permissions'>, filter: TicketFilter) {
  const words = searchWords(filter.q ?? '').map((word) => [word] as const);
  return [
    call.permissions.ticketsWhere('export'),
    ...(await filterConditions(call, filter)),
    ...(await searchConditions(call.deps.prisma, words, call.permissions)),
  ];
}

/** All tickets that the conditions let through, as the lists show them, oldest first. */
export async function* exportTickets(
  { deps, caller }: Pick<Call, 'deps' | 'caller'>,
  conditions: readonly Prisma.Sql[],
) {
  const read = (last: string) => {
    const where = Prisma.join([...conditions, Prisma.sql`t.id > ${last}::uuid`], ' AND ');
    const rows = Prisma.sql`(SELECT t.* FROM tickets t WHERE ${where} ORDER BY t.id LIMIT ${PAGE}) t`;
    return readTickets(deps.prisma, Prisma.sql`${selectTickets(rows, LISTED)} ORDER BY t.id`);
  };
  for await (const page of pagesOf(read)) {
    const viewing = { viewer: caller, now: Date.now(), settings: deps.settings };
    yield page.map((row) => viewTicket(row, viewing));
  }
}
