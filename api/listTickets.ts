import type { Prisma } from '../prisma/client';
import { searchWords } from '../prisma/search';
import { pageOf, readCursor, writeCursor, type Position } from './cursor';
import { hashJson } from './ids';
import { invalid } from './problem';
import type { Call } from './route';
import { ID_FORM, UUID_FORM } from './schemas/common';
import type { ListQuery, Sort } from './schemas/tickets';
import { TICKET_INCLUDE, viewTicket, type TicketRow } from './ticketView';

type ListCall = Call<unknown, ListQuery>;
type Where = Prisma.TicketWhereInput;

/** A page of the tickets that the caller may see: filters, one sort, keyset pages. */
export async function listTickets(call: ListCall) {
  const { deps, caller, query, permissions } = call;
  const { limit, cursor, ...filters } = query;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `tickets ${hashJson(filters)}` };
  const sort = readSort(query.sort);
  const after = readCursor(scope, cursor);
  const rows = await deps.prisma.ticket.findMany({
    where: { AND: [permissions.tickets('read'), ...conditions(call), ...(after ? [beyond(sort, after)] : [])] },
    orderBy: orderOf(sort),
    take: limit + 1,
    include: TICKET_INCLUDE,
  });
  const viewing = { viewer: caller.id, now: Date.now(), settings: deps.settings };
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [valueOf(sort, last), last.id]));
  return { data: data.map((row) => viewTicket(row, viewing)), page };
}

function conditions({ query, caller }: ListCall): Where[] {
  const where: Where[] = [];
  if (query.status) where.push({ status: { in: query.status } });
  if (query.type) where.push({ type: { in: query.type } });
  if (query.priority) where.push({ priority: { in: query.priority } });
  if (query.team !== undefined) where.push({ teamId: { in: listOf('team', query.team, ID_FORM) } });
  if (query.assignee !== undefined) where.push(assigneeIs(query.assignee, caller.id));
  if (query.requester !== undefined) where.push(requesterIs(query.requester, caller.id));
  if (query.breached !== undefined) where.push({ breached: query.breached === 'true' });
  if (query.dueBefore !== undefined) where.push({ nextDueAt: { lt: new Date(query.dueBefore) } });
  for (const word of searchWords(query.q ?? '')) where.push({ searchText: { contains: likeLiteral(word) } });
  return where;
}

/** Prisma passes `contains` on to LIKE, with its wildcards. */
function likeLiteral(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function listOf(parameter: string, value: string, form: RegExp): string[] {
  const items = value.split(',');
  if (items.every((item) => form.test(item))) return items;
  throw invalid([{ parameter, code: 'invalid', message: 'Must be one id, or several separated by commas.' }]);
}

const PERSON = /^(me|none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

function assigneeIs(value: string, me: string): Where {
  const items = listOf('assignee', value, PERSON);
  const ids = items.filter((item) => item !== 'none').map((item) => (item === 'me' ? me : item));
  const assigned: Where = { assigneeId: { in: ids.filter((id) => UUID_FORM.test(id)) } };
  return items.includes('none') ? { OR: [{ assigneeId: null }, assigned] } : assigned;
}

function requesterIs(value: string, me: string): Where {
  const items = listOf('requester', value, /^(me|[0-9a-f-]{36}|[^@\s]+@[^@\s]+)$/i).map((item) =>
    item === 'me' ? me : item,
  );
  const emails = items.filter((item) => item.includes('@'));
  return {
    OR: [
      { requesterId: { in: items.filter((item) => UUID_FORM.test(item)) } },
      ...emails.map((email): Where => ({ requester: { email: { equals: likeLiteral(email), mode: 'insensitive' } } })),
    ],
  };
}

interface Order {
  readonly by: Sort;
  readonly descending: boolean;
}

function readSort(text: string): Order {
  const descending = text.startsWith('-');
  return { by: (descending ? text.slice(1) : text) as Sort, descending };
}

function orderOf({ by, descending }: Order): Prisma.TicketOrderByWithRelationInput[] {
  const direction = descending ? 'desc' : 'asc';
  const ties = { id: direction } as const;
  switch (by) {
    case 'priority':
      return [{ priorityRank: direction }, ties];
    case 'nextDueAt':
      return [{ nextDueAt: { sort: direction, nulls: 'last' } }, ties];
    default:
      return [{ [by]: direction }, ties];
  }
}

function valueOf({ by }: Order, row: TicketRow): Position[0] {
  if (by === 'priority') return row.priorityRank;
  return row[by]?.toISOString() ?? null;
}

/** What comes after a position; no due instant comes last in both directions. */
function beyond({ by, descending }: Order, [value, id]: Position): Where {
  const than = descending ? 'lt' : 'gt';
  const ties = { id: { [than]: String(id) } };
  if (by === 'priority')
    return { OR: [{ priorityRank: { [than]: Number(value) } }, { priorityRank: Number(value), ...ties }] };
  if (value === null) return { [by]: null, ...ties };
  const at = new Date(String(value));
  const further: Where[] = [{ [by]: { [than]: at } }, { [by]: at, ...ties }];
  return { OR: by === 'nextDueAt' ? [...further, { nextDueAt: null }] : further };
}
