import { Prisma } from '../prisma/client';
import { searchWords, ticketNumber } from '../prisma/search';
import { pageOf, readCursor, writeCursor } from './cursor';
import { hashJson } from './ids';
import { readTickets, selectTickets, type Wanted } from './readTicket';
import type { Call } from './route';
import { DEFAULT_SORT, type ListQuery, type Member } from './schemas/lists';
import { respell, searchConditions, type Spellings } from './search';
import { readableTickets } from './ticketFilter';
import { beyond, orderBy, placeOf, readSort, withoutValue, type Order, type Place } from './ticketSort';
import { viewTicket } from './ticketView';
import { namedView } from './views';

type ListCall = Call<unknown, ListQuery>;

/**
 * A page of the tickets that the caller may see: filters, a view, words, one sort, keyset pages. A ticket whose key `q`
 * names comes first. Words that nothing holds are looked for again as their likely spellings.
 */
export async function listTickets(call: ListCall) {
  const { deps, caller, permissions, query } = call;
  const { limit, cursor, fields, ...asked } = query;
  const view = query.view === undefined ? null : await namedView(call, query.view);
  const list = `tickets ${hashJson({ ...asked, view: view && [view.id, view.version] })}`;
  const scope = { secret: deps.settings.secret, caller: caller.id, list };
  const sort = readSort(query.sort ?? view?.sort ?? DEFAULT_SORT);
  const words = searchWords(query.q ?? '');
  const start = readStart(readCursor(scope, cursor), query);

  const { q: _q, ...filter } = query;
  const within = await readableTickets(call, filter);
  if (view) within.push(...(await readableTickets(call, view.filter)));
  const reading = { deps, sort, wanted: wantedFor(fields) };
  const number = ticketNumber(query.q ?? '');
  const rest = number === null ? within : [...within, Prisma.sql`t.number <> ${number}`];
  const jumped =
    number === null || cursor !== undefined
      ? []
      : await readRows(reading, [...within, Prisma.sql`t.number = ${number}`], null, 1);
  const matching = async (spelled: readonly Spellings[]) => {
    const where = [...rest, ...(await searchConditions(deps.prisma, spelled, permissions))];
    return readRows(reading, where, start.place, limit + 1 - jumped.length);
  };

  let { spelled } = start;
  let rows = [...jumped, ...(await matching(spelled))];
  if (rows.length === 0 && cursor === undefined) {
    const respelled = await respell(deps.prisma, words, permissions);
    if (respelled) {
      spelled = respelled;
      rows = await matching(respelled);
    }
  }

  const { data, page } = pageOf(rows, limit, (last) => {
    const { value, id } = last === jumped[0] ? BEGINNING : placeOf(sort, last);
    return writeCursor(scope, [value, id, ...(wasRespelled(spelled) ? spelled.map((each) => each.join(' ')) : [])]);
  });
  const viewing = { viewer: caller, now: Date.now(), settings: deps.settings };
  return {
    data: data.map((row) => pick(viewTicket(row, viewing), fields)),
    page: { ...page, ...tellSpellings(spelled) },
  };
}

/** After the ticket that was jumped to, the list begins. */
const BEGINNING: Place = { value: null, id: '' };

interface Start {
  readonly place: Place | null;
  readonly spelled: readonly Spellings[];
}

/** Later pages look for what the first one did, whatever has been written meanwhile. */
function readStart(position: ReturnType<typeof readCursor>, query: ListQuery): Start {
  if (!position) return { place: null, spelled: asWritten(query.q) };
  const [value, id, ...spelled] = position;
  const place = id === BEGINNING.id ? null : { value, id: String(id) };
  return { place, spelled: spelled.length > 0 ? spelled.map(toSpellings) : asWritten(query.q) };
}

function asWritten(q: string | undefined): Spellings[] {
  return searchWords(q ?? '').map((word) => [word]);
}

function toSpellings(text: string): Spellings {
  const [word = '', ...others] = text.split(' ');
  return [word, ...others];
}

function wasRespelled(spelled: readonly Spellings[]): boolean {
  return spelled.some(({ length }) => length > 1);
}

function tellSpellings(spelled: readonly Spellings[]) {
  if (!wasRespelled(spelled)) return {};
  return { respelled: spelled.flatMap(([word, ...as]) => (as.length > 0 ? [{ word, as }] : [])) };
}

interface Reading {
  readonly deps: Call['deps'];
  readonly sort: Order;
  readonly wanted: Wanted;
}

async function readRows(reading: Reading, where: readonly Prisma.Sql[], after: Place | null, count: number) {
  const { deps, sort, wanted } = reading;
  const read = (conditions: readonly Prisma.Sql[], limit: number) =>
    readTickets(deps.prisma, pageSql({ sort, wanted, conditions, limit }));
  const rows = await read(after ? [...where, beyond(sort, after)] : where, count);
  const more = withoutValue(sort, after);
  if (!more || rows.length >= count) return rows;
  return [...rows, ...(await read([...where, more], count - rows.length))];
}

interface PageRequest {
  readonly sort: Order;
  readonly wanted: Wanted;
  readonly conditions: readonly Prisma.Sql[];
  readonly limit: number;
}

/** The page is cut before names and links are looked up, and so they are for its rows only. */
export function pageSql({ sort, wanted, conditions, limit }: PageRequest): Prisma.Sql {
  const order = orderBy(sort);
  const rows = Prisma.sql`(
    SELECT t.* FROM tickets t WHERE ${Prisma.join([...conditions], ' AND ')} ORDER BY ${order} LIMIT ${limit}) t`;
  return Prisma.sql`${selectTickets(rows, wanted)} ORDER BY ${order}`;
}

function wantedFor(fields: readonly Member[] | undefined): Wanted {
  const wants = (...members: Member[]) => !fields || members.some((member) => fields.includes(member));
  return {
    description: wants('description'),
    state: wants('clocks', 'dueDate', 'nextDueAt', 'survey') ? 'brief' : 'none',
    links: wants('links'),
  };
}

function pick<T extends object>(ticket: T, fields: readonly Member[] | undefined): Partial<T> {
  if (!fields) return ticket;
  return Object.fromEntries(
    Object.entries(ticket).filter(([name]) => fields.some((field) => field === name)),
  ) as Partial<T>;
}
