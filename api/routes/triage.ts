import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { ruleTest, ruleTestResult } from '../schemas/triage';
import { tryRules } from '../tryRules';

export const triageRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/triage-rules/test',
    tag: 'Rehearsing',
    summary: 'Try triage rules on a sample or on the last tickets; nothing is stored',
    body: ruleTest,
    bodyRequired: true,
    answers: { 200: ruleTestResult },
    // Whoever may write the rules may try them.
    allow: requireDesk('write', 'Triage'),
    handle: async (call) => ({ status: 200, body: await tryRules(call) }),
  }),
];
