import type { DocumentBodies, PolicyDocument } from '../../prisma/documents';
import type { InputError } from '../problem';
import type { Resource, Transaction } from '../resourceKind';
import { policy } from '../schemas/policies';
import { faultsOfCondition } from './conditions';
import { unusableCalendars } from './opening';
import { listOfStored, missingPeople, missingTeams, storedAs, type Reference } from './stored';

export const policies: Resource<DocumentBodies['policy']> = {
  name: 'policy',
  path: '/policies/{id}',
  subject: 'Policy',
  body: policy,
  ...storedAs('policy'),
  ...listOfStored('policy'),
  check: checkPolicy,
  usedBy: openTicketsUnder,
};

/** A stored policy names what there is, and its condition can be evaluated. */
async function checkPolicy(tx: Transaction, document: PolicyDocument): Promise<InputError[]> {
  const calendars: Reference[] = [{ pointer: '/calendar', id: document.calendar }];
  for (const [name, clock] of Object.entries(document.clocks))
    if (clock.calendar !== undefined) calendars.push({ pointer: `/clocks/${name}/calendar`, id: clock.calendar });
  const teams: Reference[] = [];
  const people: Reference[] = [];
  (document.escalations ?? []).forEach((escalation, index) => {
    const pointer = `/escalations/${index}`;
    if (escalation.reassign !== undefined) teams.push({ pointer: `${pointer}/reassign`, id: escalation.reassign });
    (escalation.notify ?? []).forEach((recipient, at) => {
      if (recipient.startsWith('user:')) people.push({ pointer: `${pointer}/notify/${at}`, id: recipient.slice(5) });
    });
  });
  return [
    ...faultsOfCondition('/when', document.when),
    ...(await unusableCalendars(tx, calendars)),
    ...(await missingTeams(tx, teams)),
    ...(await missingPeople(tx, people)),
  ];
}

async function openTicketsUnder(tx: Transaction, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM tickets WHERE status <> 'closed' AND state->'policy'->>'id' = ${id} ORDER BY number LIMIT 6`;
  return rows.map(({ key }) => `ticket ${key}`);
}
