import { findOperation, readOperation } from '../operations';
import { route, type Route } from '../route';
import * as schema from '../schemas/tickets';

export const operationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/operations/{id}',
    tag: 'Commands',
    summary: 'How a command that was answered 202 went on; for its sender',
    answers: { 200: schema.operation },
    find: findOperation,
    allow: () => undefined,
    handle: readOperation,
  }),
];
