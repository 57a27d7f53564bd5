import { findChannel, listChannels, listDeliveries, pauseChannel, replayChannel, resumeChannel } from '../channels';
import { requireDesk } from '../require';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/channels';
import { nothing } from '../schemas/tickets';

const tag = 'Channels';
const read = requireDesk('read', 'Channel');
const write = requireDesk('write', 'Channel');

/** Asked before anything is looked for: to those who may not, what is there and what is not are alike. */
const found = (allow: typeof read) => (call: Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>) => {
  allow(call);
  return findChannel(call.deps, call.params.id ?? '');
};

const headers = ['Idempotency-Key'] as const;

export const channelRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/channels',
    tag,
    summary: 'By which ways messages leave and come, and how each is',
    answers: { 200: schema.channelList },
    allow: read,
    handle: async ({ deps }) => ({ status: 200, body: await listChannels(deps) }),
  }),
  route({
    method: 'get',
    path: '/channels/{id}',
    tag,
    summary: 'One of them',
    answers: { 200: schema.channel },
    find: found(read),
    allow: read,
    handle: ({ target }) => Promise.resolve({ status: 200, body: target }),
  }),
  route({
    method: 'get',
    path: '/channels/{id}/deliveries',
    tag,
    summary: 'What it has sent and has to send, the latest first',
    query: schema.deliveryQuery,
    answers: { 200: schema.deliveryList },
    find: found(read),
    allow: read,
    handle: async (call) => ({ status: 200, body: await listDeliveries(call) }),
  }),
  route({
    method: 'post',
    path: '/channels/{id}/pause',
    tag,
    summary: 'Send nothing until it is resumed; what is to be sent waits',
    body: nothing,
    headers,
    keepsAnswer: true,
    answers: { 200: schema.channel },
    find: found(write),
    allow: write,
    handle: pauseChannel,
  }),
  route({
    method: 'post',
    path: '/channels/{id}/resume',
    tag,
    summary: 'Go on sending',
    body: nothing,
    headers,
    keepsAnswer: true,
    answers: { 200: schema.channel },
    find: found(write),
    allow: write,
    handle: resumeChannel,
  }),
  route({
    method: 'post',
    path: '/channels/{id}/replay',
    tag,
    summary: 'Send again what was given up, or what is named',
    body: schema.replay,
    headers,
    keepsAnswer: true,
    answers: { 200: schema.replayed },
    find: found(write),
    allow: write,
    handle: replayChannel,
  }),
];
