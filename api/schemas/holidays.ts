import { oneOrMore, z } from './common';
import { exceptions } from './calendars';

export const HOLIDAY_TYPES = ['public', 'bank', 'school', 'optional', 'observance'] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

/** Years that the calendars of holidays know; and how many of them at once. */
const [FIRST, LAST, MOST] = [2000, 2100, 10];

const year = z
  .string()
  .regex(/^\d{4}$/, 'Must be a year such as 2027.')
  .transform(Number)
  .refine((value) => value >= FIRST && value <= LAST, `Must be a year from ${FIRST} to ${LAST}.`)
  .openapi({ type: 'integer', minimum: FIRST, maximum: LAST, example: 2027 });

export const holidayQuery = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'Must be a country code such as FR.')
      .transform((code) => code.toUpperCase())
      .openapi({ example: 'FR' }),
    region: z
      .string()
      .regex(
        /^[A-Za-z0-9]{1,16}(-[A-Za-z0-9]{1,16})?$/,
        'Must be the code of a region, as GET /holidays/countries has it.',
      )
      .optional(),
    from: year.optional().openapi({ description: 'First year; default: this year' }),
    to: year.optional().openapi({ description: 'Last year; default: the one after `from`' }),
    type: oneOrMore(HOLIDAY_TYPES).default(['public']),
  })
  .superRefine((query, context) => {
    const { from, to } = yearsOf(query);
    const refuse = (code: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['to'], params: { code }, message });
    if (to < from) refuse('invalid', `Must not lie before \`from\`, which is ${from}.`);
    else if (to - from >= MOST) refuse('too_long', `At most ${MOST} years at once: up to ${from + MOST - 1}.`);
  });
export type HolidayQuery = z.infer<typeof holidayQuery>;

/** The first and the last year asked for. */
export function yearsOf({
  from = new Date().getUTCFullYear(),
  to,
}: {
  from?: number | undefined;
  to?: number | undefined;
}) {
  return { from, to: to ?? Math.min(from + 1, LAST) };
}

export const holidayList = z
  .object({
    country: z.string(),
    region: z.string().nullable(),
    data: z.array(
      z.object({
        date: z.string().openapi({ format: 'date' }),
        name: z.string(),
        type: z.enum(HOLIDAY_TYPES),
        days: z.int().openapi({ description: 'How many; 0: only a part of the day' }),
      }),
    ),
    exceptions: exceptions.openapi({ description: 'Whole days of the above, closed: to put into a calendar' }),
  })
  .openapi('Holidays');

export const countryList = z
  .object({
    data: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        regions: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
  })
  .openapi('HolidayCountries');
