import { answerExport } from '../exports/answer';
import { EVENT_COLUMNS, TICKET_COLUMNS } from '../exports/columns';
import { exportEvents } from '../exports/events';
import { exportConditions, exportTickets } from '../exports/tickets';
import { forbidden } from '../problem';
import { audit } from '../resource';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/exports';

const shared = {
  method: 'get',
  tag: 'Exports',
  answers: { 200: null },
  streams: ['application/x-ndjson', 'text/csv'],
  allow: ({ permissions, caller }: Pick<Call, 'permissions' | 'caller'>) => {
    if (!permissions.mayTicket('export')) throw forbidden(`A key of role ${caller.role} may not export.`);
  },
} as const;

export const exportRoutes: readonly Route[] = [
  route({
    ...shared,
    path: '/exports/tickets',
    summary: 'All tickets that the filters let through, as a stream',
    query: schema.ticketExport,
    handle: async (call) => {
      const { format, ...filter } = call.query;
      const conditions = await exportConditions(call, filter);
      await note(call, 'tickets');
      const pages = exportTickets(call, conditions);
      return answerExport(call, { format, name: 'tickets', pages, columns: TICKET_COLUMNS });
    },
  }),
  route({
    ...shared,
    path: '/exports/events',
    summary: 'All that happened to the tickets that the filters let through, as a stream',
    query: schema.eventExport,
    handle: async (call) => {
      const { format, from, to, ...filter } = call.query;
      const conditions = await exportConditions(call, filter);
      await note(call, 'events');
      const pages = exportEvents(call, conditions, { from, to });
      return answerExport(call, { format, name: 'events', pages, columns: EVENT_COLUMNS });
    },
  }),
];

/** Who took everything along is worth a line. */
async function note({ deps, caller, query, req }: Call, what: string): Promise<void> {
  if (req.method === 'HEAD') return;
  // Not what was looked for: that may be a person's address.
  const asked = { version: 1, document: { parameters: Object.keys(query as object) } };
  await deps.prisma.$transaction((tx) =>
    audit(tx, { actor: caller.id, action: 'export', object: `export:${what}`, before: null, after: asked }),
  );
}
