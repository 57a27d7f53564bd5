import { Prisma } from '../prisma/client';
import { searchWords } from '../prisma/search';
import { fieldConditions } from './fields';
import { invalid } from './problem';
import type { Call } from './route';
import { ID_FORM, UUID_FORM } from './schemas/common';
import type { TicketFilter } from './schemas/lists';
import { momentReader } from './moments';
import { searchConditions } from './search';

/**
 * The tickets `t` that the caller may read and that a filter holds, words and all: for whatever goes through tickets.
 * @throws Problem 422 with the name of the faulty parameter
 */
export async function readableTickets(
  call: Pick<Call, 'deps' | 'caller' | 'permissions'>,
  filter: TicketFilter,
): Promise<Prisma.Sql[]> {
  const words = searchWords(filter.q ?? '').map((word) => [word] as const);
  return [
    call.permissions.ticketsWhere('read'),
    ...(await filterConditions(call, filter)),
    ...(await searchConditions(call.deps.prisma, words, call.permissions)),
  ];
}

/**
 * What a list's filters ask of a row `t` of `tickets`, beside what the caller may see and beside `q`.
 * @throws Problem 422 with the name of the faulty parameter
 */
export async function filterConditions(
  { deps, caller }: Pick<Call, 'deps' | 'caller'>,
  filter: TicketFilter,
): Promise<Prisma.Sql[]> {
  const where: Prisma.Sql[] = [];
  const { status, type, priority, team, assignee, requester, organisation, tag, breached, escalated } = filter;
  if (status) where.push(isOneOf(Prisma.sql`t.status`, status));
  if (type) where.push(isOneOf(Prisma.sql`t.type`, type));
  if (priority) where.push(isOneOf(Prisma.sql`t.priority`, priority));
  if (team !== undefined) where.push(isOneOf(Prisma.sql`t.team_id`, listOf('team', team, ID_FORM)));
  if (organisation !== undefined)
    where.push(isOneOf(Prisma.sql`t.organisation_id`, listOf('organisation', organisation, ID_FORM)));
  if (assignee !== undefined) where.push(assigneeIs(assignee, caller.id));
  if (requester !== undefined) where.push(await requesterIs(deps, requester, caller.id));
  if (tag !== undefined) where.push(Prisma.sql`t.tags && ${tag.split(',')}::text[]`);
  if (breached !== undefined) where.push(breached === 'true' ? Prisma.sql`t.breached` : Prisma.sql`NOT t.breached`);
  if (escalated !== undefined)
    where.push(escalated === 'true' ? Prisma.sql`t.escalation_level > 0` : Prisma.sql`t.escalation_level = 0`);
  if (filter.field) where.push(...(await fieldConditions(deps.prisma, filter.field)));
  const instantOf = momentReader(deps.prisma, caller.id);
  for (const { name, condition } of INSTANTS) {
    const value = filter[name];
    if (value !== undefined) where.push(condition(Prisma.sql`${await instantOf(value)}::timestamptz`));
  }
  return where;
}

const INSTANTS = [
  { name: 'dueBefore', condition: (at: Prisma.Sql) => Prisma.sql`t.next_due_at < ${at}` },
  { name: 'createdAfter', condition: (at: Prisma.Sql) => Prisma.sql`t.created_at > ${at}` },
  { name: 'createdBefore', condition: (at: Prisma.Sql) => Prisma.sql`t.created_at < ${at}` },
  { name: 'updatedAfter', condition: (at: Prisma.Sql) => Prisma.sql`t.updated_at > ${at}` },
] as const;

/** A single value is asked for by `=`: only then an index that begins with the column gives rows in the list's order. */
function isOneOf(column: Prisma.Sql, values: readonly string[], type = Prisma.sql`text`): Prisma.Sql {
  const [first] = values;
  return values.length === 1
    ? Prisma.sql`${column} = ${first}::${type}`
    : Prisma.sql`${column} = ANY(${values}::${type}[])`;
}

const UUID = Prisma.sql`uuid`;

function listOf(parameter: string, value: string, form: RegExp): string[] {
  const items = value.split(',');
  if (items.every((item) => form.test(item))) return items;
  throw invalid([{ parameter, code: 'invalid', message: 'Must be one id, or several separated by commas.' }]);
}

const PERSON = /^(me|none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** `me` of a service account is nobody to whom a ticket could be assigned. */
function assigneeIs(value: string, me: string): Prisma.Sql {
  const items = listOf('assignee', value, PERSON);
  const ids = items.map((item) => (item === 'me' ? me : item)).filter((id) => UUID_FORM.test(id));
  const assigned = isOneOf(Prisma.sql`t.assignee_id`, ids, UUID);
  if (!items.includes('none')) return assigned;
  return ids.length === 0 ? Prisma.sql`t.assignee_id IS NULL` : Prisma.sql`(t.assignee_id IS NULL OR ${assigned})`;
}

const REQUESTER = /^(me|[0-9a-f-]{36}|[^@\s]+@[^@\s]+)$/i;

/** Addresses are looked up first: with ids the database knows how many tickets to expect. */
async function requesterIs({ prisma }: Call['deps'], value: string, me: string): Promise<Prisma.Sql> {
  const items = listOf('requester', value, REQUESTER).map((item) => (item === 'me' ? me : item));
  const emails = items.filter((item) => item.includes('@'));
  const people =
    emails.length === 0
      ? []
      : await prisma.$queryRaw<{ id: string }[]>`
          SELECT id::text FROM users
           WHERE lower(email) IN (${Prisma.join(emails.map((email) => Prisma.sql`lower(${email})`))})`;
  const ids = [...items.filter((item) => UUID_FORM.test(item)), ...people.map(({ id }) => id)];
  return isOneOf(Prisma.sql`t.requester_id`, ids, UUID);
}
