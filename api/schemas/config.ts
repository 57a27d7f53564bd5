import { ASSIGNMENT_STRATEGIES, LEVELS, PRESENCES, PRIORITIES, TICKET_TYPES } from '../../workflows/domain/codes';
import { parseDuration } from '../../workflows/domain/duration';
import { chosenId, refuseTwins, text, uuid, z } from './common';

export const organisation = z.strictObject({
  name: text(1, 255),
  sharesTickets: z.boolean().default(false),
  calendar: chosenId.optional(),
});

const acceptWithin = z
  .string()
  .max(64)
  .refine(isDuration, {
    params: { code: 'invalid_duration' },
    message: 'Must be a duration such as PT30M.',
  });

function isDuration(value: string): boolean {
  try {
    return Number.isSafeInteger(parseDuration(value).ms);
  } catch {
    return false;
  }
}

const lowerUuid = uuid.transform((value) => value.toLowerCase());

export const team = z.strictObject({
  name: text(1, 255),
  members: z
    .array(lowerUuid)
    .max(1_000)
    .refine((list) => new Set(list).size === list.length, {
      params: { code: 'duplicate' },
      message: 'Somebody is there twice.',
    }),
  assignment: z.enum(ASSIGNMENT_STRATEGIES),
  acceptWithin: acceptWithin.optional(),
  returnAtShiftEnd: z.boolean().optional(),
  calendar: chosenId.optional(),
});

export const agent = z.strictObject({
  skills: z.array(text(1, 64)).max(100),
  capacity: z.int().min(0).max(1_000),
  presence: z.enum(PRESENCES),
  calendar: chosenId.optional(),
});

const row = z.strictObject({ high: z.enum(PRIORITIES), medium: z.enum(PRIORITIES), low: z.enum(PRIORITIES) });
export const matrix = z.strictObject({ cells: z.strictObject({ high: row, medium: row, low: row }) });

export const triageRules = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: chosenId,
        when: text(1, 4_000),
        set: z.strictObject({
          type: z.enum(TICKET_TYPES).optional(),
          impact: z.enum(LEVELS).optional(),
          urgency: z.enum(LEVELS).optional(),
          team: chosenId.optional(),
          tags: z.array(text(1, 64)).max(50).optional(),
        }),
      }),
    )
    .max(1_000)
    .superRefine(refuseTwins),
});
