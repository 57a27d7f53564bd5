import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

extendZodWithOpenApi(z);

/** A text of so many characters, counted as people and JSON Schema count: by code points. */
export function text(min: number, max: number) {
  return z
    .string()
    .superRefine((value, context) => {
      const length = value.length > max * 2 ? value.length : [...value].length;
      if (length > max)
        context.addIssue({ code: 'custom', params: { code: 'too_long' }, message: `At most ${max} characters.` });
      if (length < min)
        context.addIssue({ code: 'custom', params: { code: 'too_short' }, message: `At least ${min} characters.` });
      else if (min > 0 && value.trim() === '')
        context.addIssue({ code: 'custom', params: { code: 'blank' }, message: 'Must not be blank.' });
    })
    .openapi({ minLength: min, maxLength: max });
}

/** RFC 3339 in UTC with `T`, `Z` and at most three decimals. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

export function parseInstant(value: string): number | null {
  if (!INSTANT.test(value)) return null;
  const at = Date.parse(value);
  // Date.parse takes 24:00:00 and rolls it over; 30 February is NaN.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== value.slice(0, 19) ? null : at;
}

export const instant = z
  .string()
  .refine((value) => parseInstant(value) !== null, {
    params: { code: 'invalid_instant' },
    message: 'Must be an instant such as 2026-11-20T16:50:00.000Z.',
  })
  .openapi({ format: 'date-time', example: '2026-11-20T16:50:00.000Z' });

/** An instant in an answer. */
export const instantOut = z.string().openapi({ format: 'date-time', example: '2026-11-20T16:50:00.000Z' });

/** Id of a team, an organisation, a document: chosen by whoever makes it. */
export const ID_FORM = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
export const chosenId = z.string().regex(ID_FORM, 'Must be 1 to 64 letters, digits, dots, dashes and underscores.');

export const UUID_FORM = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
export const uuid = z.string().regex(UUID_FORM, 'Must be the id of a person (a UUID).').openapi({ format: 'uuid' });

export const named = z.object({ id: z.string(), name: z.string() });

export const page = z.object({ nextCursor: z.string().nullable(), hasMore: z.boolean() }).openapi('Page');

/** `limit` of a list: 1–100, 50 unless said. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/, 'Must be a whole number from 1 to 100.')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 100, 'Must be a whole number from 1 to 100.')
  .default(50)
  .openapi({ type: 'integer', minimum: 1, maximum: 100, default: 50 });

export const cursor = z.string().min(1, 'Must be a cursor that a list gave.').max(4_000);

/** Values of a query parameter, separated by commas. */
export function oneOrMore<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(values)).max(50))
    .openapi({
      type: 'string',
      pattern: `^(${values.join('|')})(,(${values.join('|')})){0,49}$`,
      description: `One or more of ${values.join(', ')}, separated by commas`,
    });
}

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional(),
          parameter: z.string().optional(),
          header: z.string().optional(),
          code: z.string(),
          message: z.string(),
          line: z.int().optional().openapi({ description: 'Of a condition: where the mistake is, from 1' }),
          column: z.int().optional(),
          excerpt: z.string().optional().openapi({ description: 'What the condition says there' }),
        }),
      )
      .optional(),
  })
  .openapi('Problem');

/** Refines a list of which each has an id of its own: says of the second where it is. */
export function refuseTwins(rows: readonly { readonly id: string }[], context: z.RefinementCtx): void {
  rows.forEach(({ id }, index) => {
    if (rows.findIndex((row) => row.id === id) < index)
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        params: { code: 'duplicate' },
        message: `${id} is there twice.`,
      });
  });
}

export { z };
