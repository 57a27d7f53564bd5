import { acceptProposal, dismissProposal } from '../decideProposal';
import { findProposal, listProposals, requireDeciding, showProposal } from '../problemProposals';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import * as schema from '../schemas/problems';
import { tryDetection } from '../tryDetection';

const tag = 'Problems';
const decision = {
  method: 'post',
  tag,
  headers: ['Idempotency-Key'],
  answers: { 200: schema.oneProposal },
  refuses: [409],
  find: findProposal,
  allow: requireDeciding,
} as const;

export const problemRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/problem-proposals',
    tag,
    summary: 'Causes that incidents of one’s teams seem to share, the latest first',
    query: schema.proposalQuery,
    answers: { 200: schema.problemProposalList },
    allow: requireDeciding,
    handle: async (call) => ({ status: 200, body: await listProposals(call) }),
  }),
  route({
    method: 'get',
    path: '/problem-proposals/{id}',
    tag,
    summary: 'One proposal with its tickets, page by page',
    query: schema.oneProposalQuery,
    answers: { 200: schema.oneProposal },
    find: findProposal,
    allow: requireDeciding,
    handle: async (call) => ({ status: 200, body: await showProposal(call, call.target, call.query) }),
  }),
  route({
    ...decision,
    path: '/problem-proposals/{id}/accept',
    summary: 'Make a problem of it: its tickets become children of a new ticket, or of one that is there',
    body: schema.acceptProposal,
    handle: acceptProposal,
  }),
  route({
    ...decision,
    path: '/problem-proposals/{id}/dismiss',
    summary: 'Put it away, with a reason; it comes again only if it goes on growing',
    body: schema.dismissProposal,
    bodyRequired: true,
    handle: dismissProposal,
  }),
  route({
    method: 'post',
    path: '/problem-detection/test',
    tag: 'Rehearsing',
    summary: 'What would be proposed now, by these settings or by those that hold; nothing is stored',
    body: schema.detectionTest,
    headers: ['Idempotency-Key'],
    answers: { 200: schema.detectionTestResult },
    allow: requireDesk('write', 'Triage'),
    handle: async (call) => ({ status: 200, body: await tryDetection(call) }),
  }),
];
