import { runCommand } from '../command';
import { findTicket } from '../findTicket';
import { deleteLink, putLink, showLinks } from '../links';
import { mergeTicket, withNote } from '../merge';
import { requireTicket } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/links';
import { nothing, operation, pageQuery, ticket } from '../schemas/tickets';
import { splitTicket } from '../split';
import { unmergeTicket } from '../unmerge';

const tag = 'Links';
const one = '/tickets/{key}/links/{kind}/{other}';
const command = {
  method: 'post',
  tag,
  headers: ['Idempotency-Key', 'If-Match'],
  keepsAnswer: true,
  answers: { 200: ticket, 202: operation },
  find: findTicket,
  allow: requireTicket('work'),
} as const;

export const linkRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tickets/{key}/links',
    tag,
    summary: 'The tickets that this one is linked to and one may see',
    query: pageQuery,
    answers: { 200: schema.linkList },
    find: findTicket,
    allow: requireTicket('read'),
    handle: (call) => showLinks(call, call.query),
  }),
  route({
    method: 'put',
    path: one,
    tag,
    summary: 'Link two tickets: parentOf, childOf, duplicateOf, duplicatedBy or relatedTo',
    body: nothing,
    answers: { 200: schema.linkList, 202: operation },
    refuses: [409],
    find: findTicket,
    allow: requireTicket('work'),
    handle: putLink,
  }),
  route({
    method: 'delete',
    path: one,
    tag,
    summary: 'Undo a link that somebody made',
    answers: { 204: null, 202: operation },
    refuses: [409],
    find: findTicket,
    allow: requireTicket('work'),
    handle: deleteLink,
  }),
  route({
    ...command,
    path: '/tickets/{key}/merge',
    summary: 'Make the ticket a part of another, which takes its replies from then on',
    body: schema.merge,
    bodyRequired: true,
    handle: mergeTicket,
  }),
  route({
    ...command,
    path: '/tickets/{key}/unmerge',
    summary: 'Undo a merger: the ticket is open again',
    body: schema.unmerge,
    handle: unmergeTicket,
  }),
  route({
    method: 'post',
    path: '/tickets/{key}/split',
    tag,
    summary: 'Make a ticket of its own of a comment',
    body: schema.split,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    answers: { 201: ticket },
    find: findTicket,
    allow: requireTicket('work'),
    handle: splitTicket,
  }),
  route({
    ...command,
    path: '/tickets/{key}/cascade',
    summary: 'Have all children of a ticket informed, paused, resumed or resolved',
    body: schema.cascade,
    bodyRequired: true,
    handle: (call) => {
      const { action, note, reason, resolution } = call.body;
      const { data, store } = withNote(call, note);
      return runCommand(call, {
        name: 'cascade',
        store,
        data: (id) => ({ action, ...data(id), ...(reason && { reason }), ...(resolution && { resolution }) }),
      });
    },
  }),
];
