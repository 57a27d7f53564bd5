import { listNotifications, requirePersonal } from '../notifications/list';
import { markRead } from '../notifications/read';
import { streamNotifications } from '../notifications/stream';
import { route, type Route } from '../route';
import * as schema from '../schemas/notices';

const tag = 'Notifications';

/** What a person is told, at the desk itself. */
export const notificationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/notifications',
    tag,
    summary: 'What one was told, the newest first',
    query: schema.notificationQuery,
    answers: { 200: schema.notificationList },
    allow: requirePersonal,
    handle: async (call) => ({ status: 200, body: await listNotifications(call, call.query) }),
  }),
  route({
    method: 'post',
    path: '/notifications/read',
    tag,
    summary: 'Say that one has read some, or all until an instant',
    body: schema.readNotifications,
    bodyRequired: true,
    answers: { 200: schema.readCount },
    allow: requirePersonal,
    handle: markRead,
  }),
  route({
    method: 'get',
    path: '/notifications/stream',
    tag,
    summary: 'The same as server-sent events, as they come; `Last-Event-ID` makes up what was missed',
    answers: { 200: null },
    streams: ['text/event-stream'],
    allow: requirePersonal,
    handle: streamNotifications,
  }),
];
