import { answerExport } from '../exports/answer';
import { findUser } from '../people';
import { collectData } from '../personalData/collect';
import { eraseUser } from '../personalData/erase';
import { requireDesk } from '../require';
import { audit } from '../resource';
import { route, type Route } from '../route';
import { erasure } from '../schemas/personalData';
import { nothing } from '../schemas/tickets';

const tag = 'People';

export const personalDataRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/users/{id}/data',
    tag,
    summary: 'All that the desk knows of a person, as NDJSON',
    answers: { 200: null },
    streams: ['application/x-ndjson'],
    find: findUser,
    allow: requireDesk('write', 'People'),
    handle: async (call) => {
      const entry = {
        actor: call.caller.id,
        action: 'data',
        object: `user:${call.target.id}`,
        before: null,
        after: null,
      };
      await call.deps.prisma.$transaction((tx) => audit(tx, entry));
      return answerExport(call, { format: 'ndjson', name: 'data', pages: collectData(call), columns: [] });
    },
  }),
  route({
    method: 'post',
    path: '/users/{id}/erasure',
    tag,
    summary: 'Erase a requester: who she is, what she wrote and sent. What happened and when stays',
    body: nothing,
    headers: ['Idempotency-Key'],
    answers: { 200: erasure },
    find: findUser,
    allow: requireDesk('write', 'People'),
    handle: eraseUser,
  }),
];
