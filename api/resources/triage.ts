import { ONLY } from '../../prisma/defaults';
import type { DocumentBodies } from '../../prisma/documents';
import type { Resource } from '../resourceKind';
import { matrix as matrixSchema, triageRules as rulesSchema } from '../schemas/config';
import { faultsOfCondition } from './conditions';
import { missingTeams, storedAs } from './stored';

export const matrix: Resource<DocumentBodies['matrix']> = {
  name: 'matrix',
  path: '/matrix',
  subject: 'Triage',
  onlyId: ONLY,
  body: matrixSchema,
  ...storedAs('matrix'),
  usedBy: () => Promise.resolve(['every ticket that has an impact and an urgency']),
};

export const triageRules: Resource<DocumentBodies['triageRules']> = {
  name: 'triage rules',
  path: '/triage-rules',
  subject: 'Triage',
  onlyId: ONLY,
  body: rulesSchema,
  ...storedAs('triageRules'),
  check: async (tx, { rules }) => {
    const conditions = rules.flatMap(({ when }, index) => faultsOfCondition(`/rules/${index}/when`, when));
    const teams = rules.flatMap(({ set }, index) =>
      set.team === undefined ? [] : [{ pointer: `/rules/${index}/set/team`, id: set.team }],
    );
    return [...conditions, ...(await missingTeams(tx, teams))];
  },
  usedBy: () => Promise.resolve([]),
};
