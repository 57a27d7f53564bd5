import { commentOnTicket } from '../commentOnTicket';
import { listComments } from '../listComments';
import { findTicket } from '../findTicket';
import { forbidden, notFound } from '../problem';
import { has, requireTicket } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/tickets';
import { UUID_FORM } from '../schemas/common';

const tag = 'Comments';

export const commentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tickets/{key}/comments',
    tag,
    summary: 'The comments that one may see, oldest first',
    query: schema.pageQuery,
    answers: { 200: schema.commentList },
    find: findTicket,
    allow: requireTicket('read'),
    handle: async (call) => ({ status: 200, body: await listComments(call, call.query) }),
  }),
  route({
    method: 'get',
    path: '/tickets/{key}/comments/{comment}',
    tag,
    summary: 'One comment',
    answers: { 200: schema.comment },
    find: findTicket,
    allow: requireTicket('read'),
    handle: async (call) => {
      const id = call.params.comment ?? '';
      const { data } = await listComments(call, { limit: 1 }, UUID_FORM.test(id) ? id : null);
      if (!data[0]) throw notFound('comment of this id');
      return { status: 200, body: data[0] };
    },
  }),
  route({
    method: 'post',
    path: '/tickets/{key}/comments',
    tag,
    summary: 'Write a comment; on a closed ticket, its requester opens a new one',
    body: schema.newComment,
    bodyRequired: true,
    headers: ['Idempotency-Key', 'If-Match'],
    keepsAnswer: true,
    answers: { 201: schema.comment, 202: schema.operation },
    find: findTicket,
    allow: (call) => {
      requireTicket('comment')(call);
      const internal = has(call.body, 'visibility') && Reflect.get(call.body as object, 'visibility') === 'internal';
      if (internal && !call.permissions.mayTicket('work', call.target))
        throw forbidden('Requesters write public comments only.');
      if (has(call.body, 'mentions') && !call.permissions.mayTicket('work', call.target))
        throw forbidden('Requesters write to whoever works on the ticket: they mention nobody.');
    },
    handle: commentOnTicket,
  }),
];
