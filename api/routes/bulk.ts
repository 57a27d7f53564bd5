import { takeBulk } from '../bulk/take';
import { forbidden } from '../problem';
import { route, type Route } from '../route';
import * as schema from '../schemas/bulk';
import { operation } from '../schemas/tickets';

export const bulkRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/tickets/bulk',
    tag: 'Commands',
    summary: 'Up to a hundred commands at once; each is allowed or refused as alone',
    body: schema.bulk,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 202: operation },
    allow: ({ permissions }) => {
      if (!permissions.mayTicket('work') && !permissions.mayTicket('comment'))
        throw forbidden('This key may not change tickets.');
    },
    handle: takeBulk,
  }),
];
