import { reportLateness } from '../lateness';
import { listOrphans } from '../orphans';
import { reportRules } from '../ruleReport';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { lateness, orphans, span } from '../schemas/reports';
import { ruleReport, ruleReportQuery } from '../schemas/triage';

const tag = 'Reports';

export const reportRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/reports/orphans',
    tag,
    summary: 'Open tickets that nothing will move on; empty when all is well',
    answers: { 200: orphans },
    allow: requireDesk('read', 'Report'),
    handle: async ({ deps, locale }) => ({ status: 200, body: await listOrphans(deps, locale) }),
  }),
  route({
    method: 'get',
    path: '/reports/lateness',
    tag,
    summary: 'What the desk was late for, and apart from it what its teams were late for',
    query: span,
    answers: { 200: lateness },
    allow: requireDesk('read', 'Report'),
    handle: async ({ deps, query }) => ({ status: 200, body: await reportLateness(deps.prisma, query) }),
  }),
  route({
    method: 'get',
    path: '/reports/rules',
    tag,
    summary: 'How many tickets each triage rule matched lately, and which conditions fail',
    query: ruleReportQuery,
    answers: { 200: ruleReport },
    allow: requireDesk('read', 'Report'),
    handle: async ({ deps, query }) => ({ status: 200, body: await reportRules(deps.prisma, query.days) }),
  }),
];
