import { runCommand } from '../command';
import { storeComment } from '../../prisma/comments';
import { findTicket } from '../findTicket';
import { textId } from '../ids';
import { forbidden } from '../problem';
import { requireTicket, has } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/tickets';
import { checkAssignment } from '../assignment';

const shared = {
  method: 'post',
  tag: 'Commands',
  headers: ['Idempotency-Key', 'If-Match'],
  keepsAnswer: true,
  answers: { 200: schema.ticket, 202: schema.operation },
  find: findTicket,
} as const;

export const commandRoutes: readonly Route[] = [
  route({
    ...shared,
    path: '/tickets/{key}/accept',
    summary: 'Take the ticket',
    body: schema.nothing,
    allow: (call) => {
      requireTicket('work')(call);
      if (call.caller.role === 'service') throw forbidden('A service account cannot be an assignee.');
    },
    handle: (call) => runCommand(call, { name: 'accept', data: () => ({}) }),
  }),
  route({
    ...shared,
    path: '/tickets/{key}/assign',
    summary: 'Give the ticket to an agent or a team',
    body: schema.assign,
    allow: requireTicket('work'),
    handle: async (call) => {
      await checkAssignment(call.deps.prisma, call.body);
      const { agent, team } = call.body;
      return runCommand(call, {
        name: 'assign',
        data: () => ({ ...(agent && { agent: agent.toLowerCase() }), ...(team && { team }) }),
      });
    },
  }),
  route({
    ...shared,
    path: '/tickets/{key}/release',
    summary: 'Give the ticket back to the queue',
    body: schema.reasoned,
    allow: requireTicket('work'),
    handle: (call) => runCommand(call, { name: 'release', ...withText(call, call.body.reason, 'internal') }),
  }),
  route({
    ...shared,
    path: '/tickets/{key}/pend',
    summary: 'Wait for someone or something',
    body: schema.pend,
    bodyRequired: true,
    allow: requireTicket('work'),
    handle: (call) => {
      const { reason, until } = call.body;
      return runCommand(call, {
        name: 'pend',
        data: () => ({ reason, ...(until === undefined ? {} : { until: Date.parse(until) }) }),
      });
    },
  }),
  route({
    ...shared,
    path: '/tickets/{key}/resume',
    summary: 'Go on with a pending ticket',
    body: schema.nothing,
    allow: requireTicket('work'),
    handle: (call) => runCommand(call, { name: 'resume', data: () => ({}) }),
  }),
  route({
    ...shared,
    path: '/tickets/{key}/resolve',
    summary: 'Resolve the ticket; its requester: cancel it',
    body: schema.resolve,
    allow: (call) => {
      requireTicket('cancel')(call);
      if (call.permissions.mayTicket('work', call.target)) return;
      const cancels = has(call.body, 'resolution') && Reflect.get(call.body as object, 'resolution') === 'cancelled';
      if (!cancels) throw forbidden('Its requester may resolve a ticket as cancelled only.');
    },
    handle: (call) => {
      const { resolution, note } = call.body;
      const { data, store } = withText(call, note, 'public');
      return runCommand(call, {
        name: 'resolve',
        store,
        data: (id) => ({ ...data(id), ...(resolution && { resolution }) }),
      });
    },
  }),
  route({
    ...shared,
    path: '/tickets/{key}/reopen',
    summary: 'Reopen a resolved ticket',
    body: schema.reasoned,
    allow: requireTicket('reopen'),
    handle: (call) => runCommand(call, { name: 'reopen', ...withText(call, call.body.reason, 'public') }),
  }),
  route({
    ...shared,
    path: '/tickets/{key}/close',
    summary: 'Close a resolved ticket',
    body: schema.nothing,
    allow: requireTicket('work'),
    handle: (call) => runCommand(call, { name: 'close', data: () => ({}) }),
  }),
  route({
    ...shared,
    path: '/tickets/{key}/escalate',
    summary: 'Escalate the ticket by one level',
    body: schema.escalate,
    bodyRequired: true,
    allow: requireTicket('work'),
    handle: (call) => runCommand(call, { name: 'escalate', ...withText(call, call.body.reason, 'internal') }),
  }),
];

/** The text of a command, which is stored as a comment; the command carries its id. */
function withText(
  { deps, caller, target }: Pick<Parameters<typeof runCommand>[0], 'deps' | 'caller' | 'target'>,
  body: string | undefined,
  visibility: 'public' | 'internal',
) {
  const comment = (id: string) => textId(id, 'comment');
  return {
    data: (id: string) => (body === undefined ? {} : { comment: comment(id) }),
    store: async (id: string) => {
      if (body === undefined) return;
      await storeComment(deps.prisma, { id: comment(id), ticketId: target.id, author: caller, visibility, body });
    },
  };
}
