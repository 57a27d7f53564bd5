import { findTicket } from '../findTicket';
import { renderReply } from '../replies';
import { requireTicket } from '../require';
import { route, type Route } from '../route';
import { renderedReply, renderQuery } from '../schemas/replies';

export const replyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/tickets/{key}/replies/{reply}',
    tag: 'Tickets',
    summary: 'A canned reply, filled in for this ticket; nothing is written',
    query: renderQuery,
    answers: { 200: renderedReply },
    find: findTicket,
    allow: requireTicket('work'),
    handle: async (call) => ({ status: 200, body: await renderReply(call) }),
  }),
];
