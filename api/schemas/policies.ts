import { CLOCKS, PENDING_REASONS, PRIORITIES, type Priority } from '../../workflows/domain/codes';
import { parseDuration } from '../../workflows/domain/duration';
import { chosenId, text, z } from './common';

/** What a duration may count here: open time of a calendar, elapsed time, or either. */
function duration(unit: 'open' | 'elapsed' | 'either') {
  return z
    .string()
    .max(64)
    .superRefine((value, context) => {
      const fault = faultOf(value, unit);
      if (fault) context.addIssue({ code: 'custom', params: { code: 'invalid_duration' }, message: fault });
    })
    .openapi({ example: unit === 'elapsed' ? 'P3D' : 'PT4H' });
}

function faultOf(value: string, unit: 'open' | 'elapsed' | 'either'): string | null {
  try {
    const parsed = parseDuration(value);
    if (!Number.isSafeInteger(parsed.ms)) return 'This is longer than can be reckoned with.';
    if (unit === 'either' || parsed.unit === unit) return null;
    return unit === 'open'
      ? 'Days are elapsed time; open time is needed here, such as PT8H.'
      : 'Must be days, such as P3D.';
  } catch (error) {
    return error instanceof Error ? error.message : 'Must be a duration such as PT8H or P3D.';
  }
}

/** Is this text the duration of open time that the schema lets through? For the order of nudges. */
function msOf(value: string): number | null {
  try {
    return parseDuration(value).ms;
  } catch {
    return null;
  }
}

const targets = z.strictObject(
  Object.fromEntries(PRIORITIES.map((priority) => [priority, duration('open').optional()])) as Record<
    Priority,
    z.ZodOptional<ReturnType<typeof duration>>
  >,
);

const clock = z.strictObject({
  targets,
  pausedWhile: uniqueList(z.enum(PENDING_REASONS), (reason) => reason).optional(),
  calendar: chosenId.optional(),
});

/** Of recipients: `assignee`, `lead`, `team`, `user:<id>`, `mailto:<address>`. */
const recipient = z
  .string()
  .max(400)
  .regex(
    /^(assignee|lead|team|user:[A-Za-z0-9-]{1,64}|mailto:[^\s@]+@[^\s@]+)$/,
    'Must be assignee, lead, team, user:<id> or mailto:<address>.',
  );

const escalation = z.strictObject({
  clock: z.enum(CLOCKS),
  at: z.int().min(1).max(1_000),
  level: z.int().min(1).max(1_000),
  notify: z.array(recipient).max(50).optional(),
  reassign: chosenId.optional(),
  always: z.boolean().optional(),
});

const nudgeAfter = z
  .array(duration('open'))
  .max(50)
  .superRefine((list, context) => {
    list.forEach((value, index) => {
      const [before, now] = [msOf(list[index - 1] ?? ''), msOf(value)];
      if (before !== null && now !== null && now <= before)
        context.addIssue({
          code: 'custom',
          path: [index],
          params: { code: 'not_ascending' },
          message: 'Each nudge must come later than the one before it.',
        });
    });
  });

const waiting = z.strictObject({ nudgeAfter: nudgeAfter.optional() });
const pending = z.strictObject({
  requester: z
    .strictObject({ nudgeAfter: nudgeAfter.optional(), resolveAfter: duration('open').optional() })
    .optional(),
  vendor: waiting.optional(),
  scheduled: waiting.optional(),
});

const survey = z.strictObject({
  delay: duration('either'),
  remindAfter: duration('either').optional(),
  expireAfter: duration('either'),
  quietFor: duration('elapsed').optional(),
});

const processMembers = {
  calendar: chosenId,
  clocks: z.strictObject({
    firstResponse: clock.optional(),
    nextReply: clock.optional(),
    resolution: clock.optional(),
  }),
  warnings: uniqueList(z.int().min(1).max(99), String).optional(),
  escalations: uniqueList(escalation, ({ clock: of, at, level }) => `${of} ${at} ${level}`).optional(),
  pending: pending.optional(),
  closeAfter: duration('either').optional(),
  survey: survey.optional(),
};

const storedMembers = {
  name: text(1, 255),
  order: z.int().min(-1_000_000).max(1_000_000),
  when: text(1, 4_000),
  calendarFrom: uniqueList(z.enum(['organisation', 'team']), String)
    .optional()
    .openapi({ description: "Whose calendar goes before the policy's own: the first that has one" }),
};

/** A policy as administrators store it. */
export const policy = z.strictObject({ ...processMembers, ...storedMembers }).superRefine(refuseIdleEscalations);

/** The same policy in a rehearsal, where nothing chooses it: what is for choosing may be left out. */
export const rehearsedPolicy = z
  .strictObject({ ...processMembers, ...z.strictObject(storedMembers).partial().shape })
  .superRefine(refuseIdleEscalations);

/** An escalation of a clock that the policy does not have would never come, and is hardly meant. */
function refuseIdleEscalations(
  { clocks, escalations = [] }: { clocks: object; escalations?: readonly { clock: string }[] | undefined },
  context: z.RefinementCtx,
): void {
  escalations.forEach(({ clock: of }, index) => {
    if (Object.hasOwn(clocks, of)) return;
    context.addIssue({
      code: 'custom',
      path: ['escalations', index, 'clock'],
      params: { code: 'unknown_clock' },
      message: `The policy has no clock ${of}: add it, or leave the escalation out.`,
    });
  });
}

/** The same thing twice is refused, at the second. */
function uniqueList<T extends z.ZodType>(item: T, nameOf: (value: z.infer<T>) => string) {
  return z
    .array(item)
    .max(200)
    .superRefine((list, context) => {
      const seen = new Set<string>();
      list.forEach((value, index) => {
        const name = nameOf(value);
        if (seen.has(name))
          context.addIssue({
            code: 'custom',
            path: [index],
            params: { code: 'duplicate' },
            message: `${name} is there twice.`,
          });
        seen.add(name);
      });
    });
}
