import type { DocumentBodies } from '../../prisma/documents';
import type { Resource } from '../resourceKind';
import { UUID_FORM } from '../schemas/common';
import { schedule } from '../schemas/schedules';
import { listOfStored, missingTeams, storedAs } from './stored';

export const schedules: Resource<DocumentBodies['schedule']> = {
  name: 'schedule',
  path: '/schedules/{id}',
  subject: 'Config',
  body: schedule,
  ...storedAs('schedule'),
  ...listOfStored('schedule'),
  check: async (tx, { ticket: { requester, team } }) => {
    const active = await tx.user.findFirst({
      where: {
        active: true,
        OR: [
          { email: { equals: requester, mode: 'insensitive' } },
          ...(UUID_FORM.test(requester) ? [{ id: requester.toLowerCase() }] : []),
        ],
      },
      select: { id: true },
    });
    const message = 'Nobody active has this id or e-mail address.';
    return [
      ...(active ? [] : [{ pointer: '/ticket/requester', code: 'unknown', message }]),
      ...(await missingTeams(tx, team === undefined ? [] : [{ pointer: '/ticket/team', id: team }])),
    ];
  },
  // What it has opened stays.
  usedBy: () => Promise.resolve([]),
};
