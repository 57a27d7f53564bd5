import type { DocumentBodies } from '../../prisma/documents';
import type { Resource, Transaction } from '../resourceKind';
import { calendar } from '../schemas/calendars';
import { neverOpens, opens } from './opening';
import { documentsWhere, listOfStored, storedAs } from './stored';

type Calendar = DocumentBodies['calendar'];

export const calendars: Resource<Calendar> = {
  name: 'calendar',
  path: '/calendars/{id}',
  subject: 'Config',
  // What the schema lets through has no members that are there and undefined: it came from JSON.
  body: calendar,
  ...storedAs('calendar'),
  ...listOfStored('calendar'),
  check: (_tx, document) => Promise.resolve(opens(document) ? [] : [neverOpens('/weekly', 'The calendar')]),
  usedBy: calendarUsers,
};

async function calendarUsers(tx: Transaction, id: string): Promise<string[]> {
  const policies = await documentsWhere(tx, 'policy', (policy) =>
    [policy.calendar, ...Object.values(policy.clocks).map((clock) => clock.calendar)].includes(id),
  );
  const teams = await tx.team.findMany({ where: { calendar: id }, select: { id: true } });
  const organisations = await tx.organisation.findMany({ where: { calendar: id }, select: { id: true } });
  const agents = await tx.agent.findMany({ where: { calendar: id }, select: { userId: true } });
  return [
    ...policies.map((policy) => `policy ${policy}`),
    ...teams.map((team) => `team ${team.id}`),
    ...organisations.map((organisation) => `organisation ${organisation.id}`),
    ...agents.map((agent) => `agent ${agent.userId}`),
  ];
}
