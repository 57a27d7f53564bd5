import type { Prisma } from '../../prisma/client';
import type { TicketType } from '../../workflows/domain/codes';
import { runCommand, showTicket, type TicketCall } from '../command';
import { createTicketOnce } from '../createTicket';
import { checkPatchedFields } from '../fields';
import { findTicket } from '../findTicket';
import { textId } from '../ids';
import { listTickets } from '../listTickets';
import { policyStands } from '../policyStands';
import { checkIfMatch } from '../preconditions';
import { forbidden, Problem } from '../problem';
import { route, type Answer, type Route } from '../route';
import * as lists from '../schemas/lists';
import * as schema from '../schemas/tickets';
import { requireTicket, has } from '../require';

const tag = 'Tickets';

export const ticketRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/tickets',
    tag,
    summary: 'Open a ticket',
    body: schema.createTicket,
    headers: ['Idempotency-Key', 'Prefer'],
    keepsAnswer: true,
    answers: { 201: schema.ticket, 200: schema.ticket },
    allow: ({ permissions, body }) => {
      if (!permissions.mayTicket('open')) throw forbidden('This key may not open tickets.');
      if (!permissions.mayTicket('openFor') && (has(body, 'requester') || has(body, 'fingerprint')))
        throw forbidden('Only agents and up open tickets for others, or under a fingerprint.');
    },
    handle: createTicketOnce,
  }),
  route({
    method: 'get',
    path: '/tickets',
    tag,
    summary: 'The tickets that one may see',
    query: lists.listQuery,
    answers: { 200: lists.ticketList },
    allow: ({ permissions }) => {
      if (!permissions.mayTicket('read')) throw forbidden('This key may not read tickets.');
    },
    handle: async (call) => ({ status: 200, body: await listTickets(call) }),
  }),
  route({
    method: 'get',
    path: '/tickets/{key}',
    tag,
    summary: 'One ticket',
    headers: ['If-None-Match'],
    answers: { 200: schema.ticket },
    find: findTicket,
    allow: requireTicket('read'),
    handle: showTicket,
  }),
  route({
    method: 'patch',
    path: '/tickets/{key}',
    tag,
    summary: 'Change texts, tags, fields and classification (a merge patch)',
    body: schema.patchTicket,
    headers: ['If-Match'],
    answers: { 200: schema.ticket, 202: schema.operation },
    find: findTicket,
    allow: requireTicket('work'),
    handle: async (call) => {
      if (Object.keys(call.body).length === 0) return answerEmptyPatch(call);
      if (call.body.fields)
        await checkPatchedFields(
          call.deps.prisma,
          call.body.type ?? (call.target.type as TicketType),
          call.body.fields,
        );
      const { subject, fields, tags, dueDate, ...classification } = call.body;
      const texts = { subject, fields, tags };
      const members = Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [name]));
      const asked = [...Object.keys(withoutUndefined(classification)), ...members];
      const stands = asked.length > 0 && (await policyStands(call.deps.prisma, asked));
      return runCommand(call, {
        name: 'edit',
        data: (id) => ({
          ...withoutUndefined(classification),
          ...(stands && { policyStands: true }),
          ...(dueDate !== undefined && { dueDate: dueDate === null ? null : Date.parse(dueDate) }),
          ...(members.length > 0 ? { revision: textId(id, 'revision'), members } : {}),
        }),
        store: async (id) => {
          if (members.length === 0) return;
          const data = { id: textId(id, 'revision'), ticketId: call.target.id, ...withoutUndefined(texts) };
          await call.deps.prisma.revision.createMany({
            data: [data as Prisma.RevisionCreateManyInput],
            skipDuplicates: true,
          });
        },
      });
    },
  }),
];

/** A merge patch without members asks for nothing, which every ticket but a closed one can do. */
function answerEmptyPatch(call: TicketCall): Promise<Answer> {
  checkIfMatch(call.req, call.target.version);
  if (call.target.status === 'closed')
    throw new Problem('not_allowed_in_status', 'The ticket is closed: it is not changed any more.');
  return showTicket(call);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
