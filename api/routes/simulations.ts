import type { SimulationDocument } from '../../workflows/domain/simulationDocument';
import { invalid } from '../problem';
import { requireDesk } from '../require';
import { route, type Route } from '../route';
import { simulated, simulation } from '../schemas/simulations';
import { rehearse } from '../simulate';

export const simulationRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/simulations',
    tag: 'Rehearsing',
    summary: 'Rehearse a policy: what would happen when, with these calendars and this script',
    body: simulation,
    bodyRequired: true,
    answers: { 200: simulated },
    // Whoever may change the policies may try them.
    allow: requireDesk('write', 'Policy'),
    handle: ({ body }) => {
      const rehearsed = rehearse(body as SimulationDocument);
      if (!rehearsed.ok) throw invalid(rehearsed.errors);
      return Promise.resolve({ status: 200, body: rehearsed.answer });
    },
  }),
];
