import { findTicket } from '../findTicket';
import { findPerson, replacePreferences, requirePerson, showPreferences } from '../notices/preferences';
import { findKind, previewTemplate } from '../notices/preview';
import { askToUnsubscribe, findSubscriber, unsubscribe } from '../notices/unsubscribe';
import { addWatcher, listWatchers, removeWatcher, requireWatching } from '../notices/watchers';
import { requireDesk, requireTicket } from '../require';
import { openRoute, route, type Route } from '../route';
import * as schema from '../schemas/notices';

const tag = 'Notifications';

/** Who hears of what, and in which words. */
export const noticeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tickets/{key}/watchers',
    tag,
    summary: 'Who watches a ticket; to a requester, whether she does',
    answers: { 200: schema.watcherList },
    find: findTicket,
    allow: requireTicket('read'),
    handle: listWatchers,
  }),
  route({
    method: 'put',
    path: '/tickets/{key}/watchers/{user}',
    tag,
    summary: 'Watch a ticket, or let somebody watch it who may read it',
    answers: { 204: null },
    find: findTicket,
    allow: requireWatching,
    handle: addWatcher,
  }),
  route({
    method: 'delete',
    path: '/tickets/{key}/watchers/{user}',
    tag,
    summary: 'Watch a ticket no more',
    answers: { 204: null },
    find: findTicket,
    allow: requireWatching,
    handle: removeWatcher,
  }),
  route({
    method: 'get',
    path: '/users/{id}/preferences',
    tag,
    summary: 'How a person wants to hear of things',
    headers: ['If-None-Match'],
    answers: { 200: schema.preferences },
    find: findPerson,
    allow: requirePerson('read'),
    handle: showPreferences,
  }),
  route({
    method: 'put',
    path: '/users/{id}/preferences',
    tag,
    summary: 'Say how one wants to hear of things; what is left out is as for everybody',
    body: schema.putPreferences,
    bodyRequired: true,
    headers: ['If-Match'],
    answers: { 200: schema.preferences },
    find: findPerson,
    allow: requirePerson('write'),
    handle: replacePreferences,
  }),
  route({
    method: 'post',
    path: '/message-templates/{id}/preview',
    tag,
    summary: 'A message as it would be sent, of a ticket that is made up; nothing is written',
    body: schema.previewMessage,
    answers: { 200: schema.messagePreview },
    find: findKind,
    allow: requireDesk('write', 'Config'),
    handle: previewTemplate,
  }),
  openRoute({
    open: true,
    method: 'get',
    path: '/unsubscribe/{token}',
    tag,
    summary: 'A page that asks whether to end one’s digests',
    answers: { 200: null },
    streams: ['text/html'],
    find: findSubscriber,
    handle: (call) => Promise.resolve(askToUnsubscribe(call)),
  }),
  openRoute({
    open: true,
    method: 'post',
    path: '/unsubscribe/{token}',
    tag,
    summary: 'End one’s digests: what mail programs send for `List-Unsubscribe-Post`',
    // Whatever a mail program sends along as a form is nothing to us.
    upload: true,
    answers: { 200: null },
    streams: ['text/html'],
    find: findSubscriber,
    handle: unsubscribe,
  }),
];
