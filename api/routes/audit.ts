import { AUDIT_COLUMNS, exportAudit, listAudit } from '../auditTrail';
import { answerExport } from '../exports/answer';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { auditExport, auditList, auditQuery } from '../schemas/audit';

const allow = requireDesk('read', 'Audit');

export const auditRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/audit-events',
    tag: 'Configuration',
    summary: 'Who changed what, the latest first',
    query: auditQuery,
    answers: { 200: auditList },
    allow,
    handle: async (call) => ({ status: 200, body: await listAudit(call) }),
  }),
  route({
    method: 'get',
    path: '/exports/audit-events',
    tag: 'Exports',
    summary: 'The audit trail as a stream, the latest first',
    query: auditExport,
    answers: { 200: null },
    streams: ['application/x-ndjson', 'text/csv'],
    allow,
    handle: (call) => {
      const { format, ...filter } = call.query;
      const pages = exportAudit(call.deps.prisma, filter);
      return Promise.resolve(answerExport(call, { format, name: 'audit-events', pages, columns: AUDIT_COLUMNS }));
    },
  }),
];
