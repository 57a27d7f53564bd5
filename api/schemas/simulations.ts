import { CLOCKS, PENDING_REASONS, PRIORITIES } from '../../workflows/domain/codes';
import { calendar } from './calendars';
import { chosenId, instant, instantOut, parseInstant, z } from './common';
import { rehearsedPolicy } from './policies';

const MAX_STEPS = 1_000;

const at = instant;
const priority = z.enum(PRIORITIES);

const step = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ at, do: z.literal('open'), priority }),
    z.strictObject({
      at,
      do: z.literal('comment'),
      by: z.enum(['agent', 'requester']),
      visibility: z.enum(['public', 'internal']).optional(),
    }),
    z.strictObject({ at, do: z.literal('pend'), reason: z.enum(PENDING_REASONS), until: instant.optional() }),
    z.strictObject({ at, do: z.literal('reclassify'), priority }),
    z.strictObject({ at, do: z.enum(['resume', 'resolve', 'reopen', 'close']) }),
  ],
  'Must be open, comment, pend, resume, reclassify, resolve, reopen or close.',
);
type Step = z.infer<typeof step>;

/** A rehearsal of time: the very calendars and policies that are stored, and a script of what people do. */
export const simulation = z
  .strictObject({
    calendars: z.record(chosenId, calendar),
    policy: rehearsedPolicy,
    script: z.array(step).min(1).max(MAX_STEPS),
    until: instant,
  })
  .superRefine((document, context) => {
    const refuse = (path: (string | number)[], code: string, message: string) =>
      context.addIssue({ code: 'custom', path, params: { code }, message });
    const { calendars, policy, script } = document;
    const named = [
      { path: ['policy', 'calendar'], id: policy.calendar },
      ...CLOCKS.map((clock) => ({ path: ['policy', 'clocks', clock, 'calendar'], id: policy.clocks[clock]?.calendar })),
    ];
    for (const { path, id } of named) {
      if (id !== undefined && !Object.hasOwn(calendars, id)) refuse(path, 'unknown', `There is no calendar "${id}".`);
    }
    script.forEach((each, index) => {
      const fault = faultOfStep(each, script[index - 1], document.until);
      if (fault) refuse(['script', index, ...fault.path], fault.code, fault.message);
    });
  });

/** What can be told of a step without living through the script. */
function faultOfStep(
  own: Step,
  before: Step | undefined,
  until: string,
): { path: string[]; code: string; message: string } | null {
  const fault = (code: string, message: string, ...path: string[]) => ({ path, code, message });
  if ((own.do === 'open') !== (before === undefined)) {
    return fault('invalid', before ? 'Only the first step opens the ticket.' : 'The first step opens the ticket.');
  }
  if (before && instantOf(own.at) < instantOf(before.at)) {
    return fault('not_ascending', `The step before it comes later, at ${before.at}: put the steps in order of time.`);
  }
  if (instantOf(own.at) > instantOf(until)) {
    return fault('too_late', `The step comes later than the rehearsal ends, at ${until}.`);
  }
  if (own.do === 'pend' && own.until !== undefined && instantOf(own.until) <= instantOf(own.at)) {
    return fault('too_early', `The wait must end later than it begins, at ${own.at}.`, 'until');
  }
  if (own.do === 'comment' && own.by === 'requester' && own.visibility === 'internal') {
    return fault('invalid', 'A requester has no internal comments: make it public.', 'visibility');
  }
  return null;
}

/** Of a text that the schema let through. */
function instantOf(text: string): number {
  return parseInstant(text) ?? Number.NaN;
}

const line = z.looseObject({
  at: instantOut,
  kind: z.enum(['warning', 'breach', 'escalation', 'nudge', 'status', 'priority']),
});

/** What happened, and the clocks as at the end. */
export const simulated = z.object({
  timeline: z.array(line),
  clocks: z.array(
    z.object({
      clock: z.enum(CLOCKS),
      cycle: z.int(),
      state: z.enum(['running', 'paused', 'stopped']),
      startedAt: instantOut,
      stoppedAt: instantOut.nullable(),
      dueAt: instantOut.nullable(),
      elapsedMs: z.int(),
      targetMs: z.int(),
      breached: z.boolean(),
      everBreached: z.boolean(),
    }),
  ),
});
