import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { forbidden, notFound } from '../problem';
import type { Prisma } from '../../prisma/client';
import type { AllowedCall, Listed, Resource, Transaction } from '../resourceKind';
import { agent } from '../schemas/config';
import { UUID_FORM } from '../schemas/common';
import { missingCalendars } from './stored';

type Agent = z.infer<typeof agent>;

/** Skills, capacity, presence and shift of a person who works on tickets; its id is the person's. */
export const agents: Resource<Agent> = {
  name: 'agent',
  path: '/agents/{id}',
  subject: 'Config',
  idForm: UUID_FORM,
  movesQueues: true,
  body: agent,
  read: async (tx, id) => {
    const row = await tx.agent.findUnique({ where: { userId: id } });
    return row && readRow(row);
  },
  list: async (tx, after, limit) => {
    const where = after === null ? {} : { userId: { gt: after } };
    return (await tx.agent.findMany({ where, orderBy: { userId: 'asc' }, take: limit })).map(readRow);
  },
  check: async (tx, { calendar }, id) => {
    const user = await tx.user.findUnique({ where: { id }, select: { role: true } });
    if (!user) throw notFound('person of this id');
    const requester =
      user.role === 'requester'
        ? [{ parameter: 'id', code: 'not_an_agent', message: 'This person is a requester, not an agent.' }]
        : [];
    return [
      ...requester,
      ...(await missingCalendars(tx, calendar === undefined ? [] : [{ pointer: '/calendar', id: calendar }])),
    ];
  },
  write: async (tx, userId, body, before) => {
    const row = { ...body, calendar: body.calendar ?? null, version: (before ?? 0) + 1 };
    await tx.agent.upsert({ where: { userId }, create: { userId, ...row }, update: row });
    return row.version;
  },
  remove: async (tx, userId) => void (await tx.agent.delete({ where: { userId } })),
  usedBy: agentUsers,
  allow: allowAgent,
};

function readRow({ userId, version, skills, capacity, presence, calendar }: Prisma.AgentGetPayload<object>): Listed {
  return { id: userId, version, document: { skills, capacity, presence, ...(calendar && { calendar }) } };
}

/** Administrators all; an agent reads her own and sets her own presence. */
function allowAgent({ permissions, caller, params, body, target }: AllowedCall, action: 'read' | 'write'): void {
  if (permissions.may(action, 'Config')) return;
  const own = permissions.may(action, 'OwnAgent') && params.id?.toLowerCase() === caller.id;
  if (!own || (action === 'write' && target === null)) throw forbidden('Only administrators may do this for others.');
  if (action === 'write' && !changesPresenceOnly(target?.document ?? {}, body))
    throw forbidden('Of her own, an agent may change the presence; the rest is for administrators.');
}

function changesPresenceOnly(before: object, after: unknown): boolean {
  if (typeof after !== 'object' || after === null) return after !== undefined;
  // Members that the schema will refuse are left for it to name.
  return ['skills', 'capacity', 'calendar'].every((name) =>
    isDeepStrictEqual(Reflect.get(before, name), Reflect.get(after, name)),
  );
}

async function agentUsers(tx: Transaction, userId: string): Promise<string[]> {
  const tickets = await tx.ticket.findMany({
    where: { assigneeId: userId, status: { notIn: ['resolved', 'closed'] } },
    select: { key: true },
    take: 6,
  });
  return tickets.map(({ key }) => `ticket ${key}`);
}
