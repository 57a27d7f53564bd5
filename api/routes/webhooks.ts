import { requireDesk } from '../require';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/webhooks';
import { nothing } from '../schemas/tickets';
import { findWebhook, pingWebhook, rotateSecret } from '../webhooks';

const tag = 'Channels';
const allow = requireDesk('write', 'Channel');

/** Asked before anything is looked for: to those who may not, what is there and what is not are alike. */
const find = (call: Pick<Call, 'deps' | 'params' | 'permissions' | 'caller'>) => {
  allow(call);
  return findWebhook(call);
};

const headers = ['Idempotency-Key'] as const;

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/webhooks/{id}/rotate',
    tag,
    summary: 'A new secret; the former one signs beside it for a while',
    body: schema.rotation,
    headers,
    keepsAnswer: true,
    answers: { 200: schema.rotated },
    find,
    allow,
    handle: rotateSecret,
  }),
  route({
    method: 'post',
    path: '/webhooks/{id}/ping',
    tag,
    summary: 'Send a message that says nothing, to see whether it arrives',
    body: nothing,
    headers,
    keepsAnswer: true,
    answers: { 202: schema.pinged },
    find,
    allow,
    handle: pingWebhook,
  }),
];
