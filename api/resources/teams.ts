import type { Prisma } from '../../prisma/client';
import { DEFAULT_TEAM } from '../../prisma/defaults';
import type { z } from 'zod';
import type { InputError } from '../problem';
import type { Listed, Resource, Transaction } from '../resourceKind';
import { team } from '../schemas/config';
import { unusableCalendars } from './opening';
import { documentsWhere } from './stored';

type Team = z.infer<typeof team>;
const MEMBERS = { memberships: { orderBy: { userId: 'asc' } } } as const;
type TeamRow = Prisma.TeamGetPayload<{ include: typeof MEMBERS }>;

export const teams: Resource<Team> = {
  name: 'team',
  path: '/teams/{id}',
  subject: 'Config',
  body: team,
  movesQueues: true,
  read: async (tx, id) => {
    const row = await tx.team.findUnique({ where: { id }, include: MEMBERS });
    return row && readRow(row);
  },
  list: async (tx, after, limit) => {
    const where = after === null ? {} : { id: { gt: after } };
    return (await tx.team.findMany({ where, orderBy: { id: 'asc' }, take: limit, include: MEMBERS })).map(readRow);
  },
  check: checkTeam,
  write: async (tx, id, { members, ...body }, before) => {
    const version = (before ?? 0) + 1;
    const { acceptWithin = null, returnAtShiftEnd = false, calendar = null } = body;
    const row = { ...body, acceptWithin, returnAtShiftEnd, calendar, version };
    await tx.team.upsert({ where: { id }, create: { id, ...row }, update: row });
    await tx.membership.deleteMany({ where: { teamId: id, userId: { notIn: members } } });
    await tx.membership.createMany({ data: members.map((userId) => ({ teamId: id, userId })), skipDuplicates: true });
    return version;
  },
  remove: async (tx, id) => void (await tx.team.delete({ where: { id } })),
  usedBy: teamUsers,
};

function readRow({ id, version, memberships, ...row }: TeamRow): Listed {
  const { name, assignment, acceptWithin, returnAtShiftEnd, calendar } = row;
  const members = memberships.map(({ userId }) => userId);
  return {
    ...{ id, version },
    document: {
      ...{ name, members, assignment },
      ...(acceptWithin && { acceptWithin }),
      ...(returnAtShiftEnd && { returnAtShiftEnd }),
      ...(calendar && { calendar }),
    },
  };
}

/** Members are people who work on tickets. */
async function checkTeam(tx: Transaction, { members, calendar }: Team): Promise<InputError[]> {
  const rows = await tx.user.findMany({
    where: { id: { in: members }, role: { not: 'requester' } },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  const strangers = members.flatMap((id, index) =>
    known.has(id)
      ? []
      : [
          {
            pointer: `/members/${index}`,
            code: 'unknown',
            message: `No agent, lead or administrator has the id ${id}.`,
          },
        ],
  );
  const calendars = calendar === undefined ? [] : [{ pointer: '/calendar', id: calendar }];
  return [...strangers, ...(await unusableCalendars(tx, calendars))];
}

async function teamUsers(tx: Transaction, id: string): Promise<string[]> {
  // Tickets that come to the team meanwhile wait, and then find it gone or here.
  await tx.$queryRaw`SELECT id FROM teams WHERE id = ${id} FOR UPDATE`;
  const tickets = await tx.ticket.findMany({ where: { teamId: id }, select: { key: true }, take: 6 });
  const policies = await documentsWhere(tx, 'policy', ({ escalations }) =>
    (escalations ?? []).some(({ reassign }) => reassign === id),
  );
  const rules = await documentsWhere(tx, 'triageRules', (document) =>
    document.rules.some(({ set }) => set.team === id),
  );
  return [
    ...(id === DEFAULT_TEAM ? ['tickets that no rule gives to anyone'] : []),
    ...rules.map(() => 'the triage rules'),
    ...policies.map((policy) => `policy ${policy}`),
    ...tickets.map(({ key }) => `ticket ${key}`),
  ];
}
