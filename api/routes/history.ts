import { listEvents } from '../listEvents';
import { findTicket } from '../findTicket';
import { viewClocks } from '../clocksView';
import { viewProcess } from '../processViewer';
import { requireTicket } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/tickets';

const tag = 'History';

export const historyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tickets/{key}/events',
    tag,
    summary: 'What happened, oldest first',
    query: schema.pageQuery,
    answers: { 200: schema.eventList },
    find: findTicket,
    allow: requireTicket('read'),
    handle: async (call) => ({ status: 200, body: await listEvents(call, call.query) }),
  }),
  route({
    method: 'get',
    path: '/tickets/{key}/clocks',
    tag,
    summary: 'The ledger of each service-level clock, explained',
    answers: { 200: schema.clocks },
    find: findTicket,
    allow: requireTicket('read'),
    handle: ({ target, locale }) => Promise.resolve({ status: 200, body: viewClocks(target, locale, Date.now()) }),
  }),
  route({
    method: 'get',
    path: '/tickets/{key}/process',
    tag,
    summary: 'What the ticket waits for, and what comes next',
    answers: { 200: schema.process },
    find: findTicket,
    allow: requireTicket('read'),
    handle: ({ target, locale, deps }) =>
      Promise.resolve({ status: 200, body: viewProcess(target, locale, deps.settings) }),
  }),
];
