import type { z } from 'zod';
import type { Prisma } from '../../prisma/client';
import type { Listed, Resource, Transaction } from '../resourceKind';
import { organisation } from '../schemas/config';
import { unusableCalendars } from './opening';

type OrganisationRow = Prisma.OrganisationGetPayload<object>;

export const organisations: Resource<z.infer<typeof organisation>> = {
  name: 'organisation',
  path: '/organisations/{id}',
  subject: 'Config',
  body: organisation,
  read: async (tx, id) => {
    const row = await tx.organisation.findUnique({ where: { id } });
    return row && readRow(row);
  },
  list: async (tx, after, limit) => {
    const where = after === null ? {} : { id: { gt: after } };
    return (await tx.organisation.findMany({ where, orderBy: { id: 'asc' }, take: limit })).map(readRow);
  },
  write: async (tx, id, body, before) => {
    const row = { ...body, calendar: body.calendar ?? null, version: (before ?? 0) + 1 };
    await tx.organisation.upsert({ where: { id }, create: { id, ...row }, update: row });
    return row.version;
  },
  check: (tx, { calendar }) =>
    unusableCalendars(tx, calendar === undefined ? [] : [{ pointer: '/calendar', id: calendar }]),
  remove: async (tx, id) => void (await tx.organisation.delete({ where: { id } })),
  usedBy: organisationUsers,
};

function readRow({ id, version, name, sharesTickets, calendar }: OrganisationRow): Listed {
  return { id, version, document: { name, sharesTickets, ...(calendar !== null && { calendar }) } };
}

async function organisationUsers(tx: Transaction, id: string): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM organisations WHERE id = ${id} FOR UPDATE`;
  const users = await tx.user.findMany({ where: { organisationId: id }, select: { email: true }, take: 6 });
  const tickets = await tx.ticket.findMany({ where: { organisationId: id }, select: { key: true }, take: 6 });
  return [...users.map(({ email }) => `user ${email}`), ...tickets.map(({ key }) => `ticket ${key}`)];
}
