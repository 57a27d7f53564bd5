import { CLOCKS, PRIORITIES } from '../../workflows/domain/codes';
import { ORPHAN_CAUSES } from '../../workflows/contract';
import { chosenId, instant, instantOut, limit, named, parseInstant, z } from './common';

const keys = z.array(z.string());

export const orphans = z
  .object({
    asOf: instantOut.nullable().openapi({ description: 'When the desk last looked; null: not yet' }),
    stale: z.boolean().openapi({ description: 'It should have looked again long ago' }),
    checked: z.int().openapi({ description: 'Open tickets that it looked at' }),
    total: z.int().openapi({ description: 'Orphans in all; `data` names the first 200' }),
    data: z.array(
      z.object({
        key: z.string(),
        why: z.enum(ORPHAN_CAUSES),
        sentence: z.string().openapi({ description: 'The same in the language of the request, with what to do' }),
      }),
    ),
    mended: z.object({
      started: keys.openapi({ description: 'They had no workflow' }),
      reprojected: keys.openapi({ description: 'Their rows lagged behind their workflows' }),
      ended: keys.openapi({ description: 'They were closed, and nobody was left to say so' }),
      claimsFreed: z.int(),
      textsSwept: z.int(),
    }),
    unstarted: z
      .array(z.object({ key: z.string(), createdAt: instantOut }))
      .openapi({ description: 'Received over a minute ago, and not begun by any worker: as of now, the first 200' }),
  })
  .openapi('Orphans');

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
const USUAL_DAYS = 30;

const range = { from: instant.optional(), to: instant.optional() };

function spanOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  const end = to === undefined ? Date.now() : (parseInstant(to) ?? 0);
  return { from: from === undefined ? end - USUAL_DAYS * DAY_MS : (parseInstant(from) ?? 0), to: end };
}

function checkSpan({ from, to }: { readonly from: number; readonly to: number }, context: z.RefinementCtx): void {
  const wrong = (code: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['from'], params: { code }, message });
  if (from >= to) wrong('invalid', `Must lie before \`to\`, which is ${new Date(to).toISOString()}.`);
  else if (to - from > LONGEST_DAYS * DAY_MS)
    wrong('too_long', `At most ${LONGEST_DAYS} days before \`to\`, which is ${new Date(to).toISOString()}.`);
}

/** `[from, to)`; without them the last thirty days. */
export const span = z.strictObject(range).transform(spanOf).superRefine(checkSpan);

export type Span = z.infer<typeof span>;

const spread = z
  .object({ medianMs: z.int(), p95Ms: z.int(), maxMs: z.int() })
  .nullable()
  .openapi({ description: 'Half of them, nineteen of twenty, and all were at most so long; null: there are none' });

export const lateness = z
  .object({
    from: instantOut,
    to: instantOut,
    desk: z.object({
      alarms: z.int().openapi({ description: 'What came by itself: warnings, breaches, nudges, closings …' }),
      late: z.int().openapi({ description: 'How many of them the desk made up late' }),
      byKind: z.array(z.object({ kind: z.string(), alarms: z.int(), late: z.int(), lateBy: spread })),
    }),
    teams: z.array(
      z.object({
        team: named.nullable(),
        priority: z.enum(PRIORITIES),
        clock: z.enum(CLOCKS),
        breaches: z.int(),
        running: z.int().openapi({ description: 'Of them, clocks that have not stopped yet' }),
        madeUpLate: z.int().openapi({ description: 'Of them, breaches that the desk told late: it was away' }),
        over: spread.openapi({
          description: 'Open time by which the clocks that have stopped were over their targets',
        }),
      }),
    ),
  })
  .openapi('Lateness');

/** The span as above. */
export const surveyReportQuery = z
  .strictObject({ ...range, team: chosenId.optional(), by: z.enum(['team', 'month', 'week', 'day']).default('team') })
  .transform(({ team, by, ...given }) => ({ team, by, ...spanOf(given) }))
  .superRefine(checkSpan);

export type SurveyReportQuery = z.infer<typeof surveyReportQuery>;

const count = z.int();
const figures = {
  sent: count.openapi({ description: 'Without those that a reopening cancelled' }),
  answered: count,
  rate: z.number().nullable().openapi({ description: 'Answered of sent, 0 to 1; null: none was sent' }),
  average: z.number().nullable().openapi({ description: 'Of the scores, 1 to 5; null: none was given' }),
  scores: z.object({ 1: count, 2: count, 3: count, 4: count, 5: count }),
  followUps: z
    .object({ open: count, done: count })
    .openapi({ description: 'Tickets that leads have because of bad scores' }),
};

export const surveyReport = z
  .object({
    from: instantOut,
    to: instantOut,
    by: z.enum(['team', 'month', 'week', 'day']),
    total: z.object(figures),
    data: z.array(
      z.object({
        team: named.nullable().optional().openapi({ description: 'By team; null: tickets of none' }),
        period: instantOut.optional().openapi({ description: 'By period: its first instant, in UTC' }),
        ...figures,
      }),
    ),
  })
  .openapi('SurveyReport');

export const FREQUENT_BY = ['subject', 'tag', 'field', 'team', 'fingerprint'] as const;

/** The span as above. */
export const frequentQuery = z
  .strictObject({
    ...range,
    by: z.enum(FREQUENT_BY).default('subject'),
    field: chosenId.optional().openapi({ description: 'Of `by=field`: which custom field' }),
    team: chosenId.optional(),
    limit: limit.default(10).openapi({ default: 10 }),
  })
  .transform(({ from, to, ...given }) => ({
    ...given,
    ...spanOf({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }),
  }))
  .superRefine(({ by, field }, context) => {
    if ((by === 'field') === (field !== undefined)) return;
    const [code, message] =
      by === 'field'
        ? ['required', 'Say which custom field: by=field needs one.']
        : ['not_allowed', 'Only by=field has one.'];
    context.addIssue({ code: 'custom', path: ['field'], params: { code }, message });
  })
  .superRefine(checkSpan);

export type FrequentQuery = z.infer<typeof frequentQuery>;

export const frequentReport = z
  .object({
    from: instantOut,
    to: instantOut,
    by: z.enum(FREQUENT_BY),
    total: z.object({
      tickets: count.openapi({ description: 'Incidents and alerts that came in, merged and cancelled ones apart' }),
      before: count.openapi({ description: 'The same in a period as long, just before' }),
      requesters: count,
    }),
    data: z.array(
      z.object({
        subject: z
          .string()
          .optional()
          .openapi({ description: 'By subject: the most frequent of those that are alike' }),
        tag: z.string().optional(),
        value: z.string().optional().openapi({ description: 'By field' }),
        team: named.nullable().optional().openapi({ description: 'By team; null: tickets of none' }),
        fingerprint: z.string().optional(),
        tickets: count,
        share: z.number().openapi({ description: 'Of all, 0 to 1; a ticket with two tags is in both shares' }),
        before: count,
        change: z
          .number()
          .nullable()
          .openapi({ description: 'Against the period before: 0.5 is half as many again; null: there were none' }),
        requesters: count,
        resolved: count.openapi({ description: 'How many of them are resolved' }),
        toResolve: z
          .object({ medianMs: count, totalMs: count })
          .nullable()
          .openapi({ description: 'From coming in to being resolved, nights included; null: none is resolved' }),
        examples: z
          .array(z.object({ key: z.string(), subject: z.string() }))
          .openapi({ description: 'The newest three that you may see' }),
      }),
    ),
  })
  .openapi('FrequentReport');
