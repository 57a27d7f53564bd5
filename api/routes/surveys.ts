import { openRoute, type Route } from '../route';
import * as schema from '../schemas/tickets';
import { answerSurvey, findSurvey, showSurvey } from '../surveys';

const shared = { path: '/surveys/{token}', tag: 'Surveys', open: true, find: findSurvey, refuses: [409, 410] } as const;

export const surveyRoutes: readonly Route[] = [
  openRoute({
    ...shared,
    method: 'get',
    summary: 'What a survey asks, and what was answered',
    answers: { 200: schema.survey },
    handle: (call) => showSurvey(call, call.target),
  }),
  openRoute({
    ...shared,
    method: 'post',
    summary: 'Answer a survey; again, to correct',
    body: schema.surveyAnswer,
    bodyRequired: true,
    headers: ['Idempotency-Key'],
    keepsAnswer: true,
    answers: { 200: schema.survey, 202: schema.operation },
    handle: answerSurvey,
  }),
];
