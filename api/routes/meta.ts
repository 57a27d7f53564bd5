import {
  ASSIGNMENT_STRATEGIES,
  CLOCKS,
  LEVELS,
  LINK_KINDS,
  PENDING_REASONS,
  PRESENCES,
  PRIORITIES,
  RESOLUTIONS,
  ROLES,
  SOURCES,
  STATUSES,
  SURVEY_STATES,
  TICKET_TYPES,
  VISIBILITIES,
} from '../../workflows/domain/codes';
import { label, LOCALES } from '../i18n';
import { openRoute, type Route } from '../route';
import { z } from '../schemas/common';

const SETS = {
  type: TICKET_TYPES,
  impact: LEVELS,
  urgency: LEVELS,
  priority: PRIORITIES,
  status: STATUSES,
  pendingReason: PENDING_REASONS,
  resolution: RESOLUTIONS,
  source: SOURCES,
  role: ROLES,
  visibility: VISIBILITIES,
  clock: CLOCKS,
  surveyState: SURVEY_STATES,
  presence: PRESENCES,
  assignment: ASSIGNMENT_STRATEGIES,
  linkKind: LINK_KINDS,
} as const;

const entry = z.object({ code: z.string(), labels: z.object({ en: z.string(), fr: z.string() }) });

export const metaRoutes: readonly Route[] = [
  openRoute({
    open: true,
    method: 'get',
    path: '/meta/enums',
    tag: 'Meta',
    summary: 'Every code with its labels',
    answers: { 200: z.record(z.string(), z.array(entry)).openapi('Enums') },
    handle: () => Promise.resolve({ status: 200, body: enums() }),
  }),
];

function enums() {
  const labelsOf = (set: string, code: string) =>
    Object.fromEntries(LOCALES.map((locale) => [locale, label(locale, set, code)]));
  return Object.fromEntries(
    Object.entries(SETS).map(([set, codes]) => [set, codes.map((code) => ({ code, labels: labelsOf(set, code) }))]),
  );
}
