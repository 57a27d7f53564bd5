import { reportFrequent } from '../frequentReport';
import { reportLateness } from '../lateness';
import { listOrphans } from '../orphans';
import { reportRules } from '../ruleReport';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import {
  frequentQuery,
  frequentReport,
  lateness,
  orphans,
  span,
  surveyReport,
  surveyReportQuery,
} from '../schemas/reports';
import { ruleReport, ruleReportQuery } from '../schemas/triage';
import { reportSurveys } from '../surveyReport';

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
    path: '/reports/surveys',
    tag,
    summary: 'How requesters were asked and what they answered, by team or by period',
    query: surveyReportQuery,
    answers: { 200: surveyReport },
    allow: requireDesk('read', 'Report'),
    handle: async ({ deps, query, caller }) => {
      // Of one who is to see her teams only, whatever her role.
      const teams = caller.restricted ? [...caller.teams] : null;
      return { status: 200, body: await reportSurveys(deps.prisma, query, teams) };
    },
  }),
  route({
    method: 'get',
    path: '/reports/frequent',
    tag,
    summary: 'What comes in most, and more or less than before: by subject, tag, custom field, team or fingerprint',
    query: frequentQuery,
    answers: { 200: frequentReport },
    allow: requireDesk('read', 'Report'),
    handle: async (call) => ({ status: 200, body: await reportFrequent(call) }),
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
