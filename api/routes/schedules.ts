import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { findSchedule, listRuns, runNow } from '../schedules';
import * as schema from '../schemas/schedules';
import { nothing, pageQuery } from '../schemas/tickets';

const tag = 'Configuration';

export const scheduleRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/schedules/{id}/runs',
    tag,
    summary: 'What a schedule has opened, the latest first, and when it is due next',
    query: pageQuery,
    answers: { 200: schema.runList },
    find: async (call) => {
      requireDesk('read', 'Config')(call);
      return findSchedule(call);
    },
    allow: requireDesk('read', 'Config'),
    handle: (call) => listRuns(call, call.target, call.query),
  }),
  route({
    method: 'post',
    path: '/schedules/{id}/run',
    tag,
    summary: 'Open the ticket of a schedule now',
    body: nothing,
    headers: ['Idempotency-Key'],
    answers: { 201: schema.run },
    find: async (call) => {
      requireDesk('write', 'Config')(call);
      return findSchedule(call);
    },
    allow: requireDesk('write', 'Config'),
    handle: (call) => runNow(call, call.target),
  }),
];
