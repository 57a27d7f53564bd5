import type { z } from 'zod';
import type { Resource, Transaction } from '../resource';
import { organisation } from '../schemas/config';
import { unusableCalendars } from './opening';

export const organisations: Resource<z.infer<typeof organisation>> = {
  name: 'organisation',
  path: '/organisations/{id}',
  subject: 'Config',
  body: organisation,
  read: async (tx, id) => {
    const row = await tx.organisation.findUnique({ where: { id } });
    if (!row) return null;
    const { version, name, sharesTickets, calendar } = row;
    return { version, document: { name, sharesTickets, ...(calendar !== null && { calendar }) } };
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

async function organisationUsers(tx: Transaction, id: string): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM organisations WHERE id = ${id} FOR UPDATE`;
  const users = await tx.user.findMany({ where: { organisationId: id }, select: { email: true }, take: 6 });
  const tickets = await tx.ticket.findMany({ where: { organisationId: id }, select: { key: true }, take: 6 });
  return [...users.map(({ email }) => `user ${email}`), ...tickets.map(({ key }) => `ticket ${key}`)];
}
