import { Prisma, type PrismaClient } from '../../prisma/client';
import { Permissions, type TicketAction, type TicketFacts } from '../abilities';
import { callerOfPerson, PERSON_COLUMNS, type PersonRow } from '../personRow';

/** @returns those of the people who are here and may do this with the ticket, by id */
export async function whoMay(
  prisma: PrismaClient,
  people: readonly string[],
  action: TicketAction,
  ticket: TicketFacts,
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const rows = await prisma.$queryRaw<PersonRow[]>(Prisma.sql`
    SELECT ${PERSON_COLUMNS} FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.id = ANY(${[...people]}::uuid[]) AND u.active`);
  const able = rows.filter((row) => {
    const caller = { ...callerOfPerson(row), keyId: '', session: null };
    return new Permissions(caller).mayTicket(action, ticket);
  });
  return new Set(able.map(({ user_id }) => user_id));
}
