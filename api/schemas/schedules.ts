import { LEVELS, TICKET_TYPES } from '../../workflows/domain/codes';
import { timeZone } from './calendars';
import { chosenId, instantOut, page, text, z } from './common';
import { fields, tags } from './tickets';

/** Of minute, hour, day of the month, month and day of the week: the least and the greatest. */
const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const PART = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/([1-9]\d?))?$/;

/** `0 8 1 * *`: numbers, ranges, lists and steps; what Temporal would refuse is refused here, where somebody reads why. */
export function isCron(line: string): boolean {
  const fields = line.split(' ');
  return fields.length === FIELDS.length && FIELDS.every(([least, most], at) => isField(fields[at] ?? '', least, most));
}

function isField(field: string, least: number, most: number): boolean {
  return field.split(',').every((part) => {
    const found = PART.exec(part);
    if (!found) return false;
    const from = found[1] === undefined ? least : Number(found[1]);
    const to = found[2] === undefined ? from : Number(found[2]);
    return from >= least && from <= to && to <= most;
  });
}

/** At most thirty days: Temporal starts as many runs at once as were missed. */
const catchUp = z
  .string()
  .regex(/^(PT([1-9]|[1-5]\d)M|PT([1-9]|1\d|2[0-4])H|P([1-9]|[12]\d|30)D)$/, 'Must be PT1M to PT24H, or P1D to P30D.');

export const schedule = z
  .strictObject({
    name: text(1, 255),
    ticket: z.strictObject({
      type: z.enum(TICKET_TYPES),
      subject: text(1, 255),
      description: text(0, 65_536).optional(),
      requester: text(1, 255).openapi({ description: 'Id or e-mail address of somebody active' }),
      team: chosenId.optional().openapi({ description: 'Whose it is; else triage finds one' }),
      impact: z.enum(LEVELS).optional(),
      urgency: z.enum(LEVELS).optional(),
      tags: tags.optional(),
      fields: fields.optional(),
    }),
    cron: z
      .array(
        z
          .string()
          .max(100)
          .refine(isCron, {
            params: { code: 'invalid_cron' },
            message: 'Must be minute, hour, day, month and weekday in figures, such as "0 8 1 * *".',
          }),
      )
      .min(1)
      .max(10),
    timeZone,
    catchUp: catchUp
      .optional()
      .openapi({ example: 'P1D', description: 'So late a missed ticket is still opened; PT1H unless said' }),
    skipWhileOpen: z
      .boolean()
      .optional()
      .openapi({ description: 'Nothing is opened while the last one is unresolved' }),
    paused: z.boolean().optional(),
  })
  .openapi('Schedule');

const OUTCOMES = ['opened', 'stillOpen', 'noRequester', 'gone'] as const;
export const run = z
  .object({ dueAt: instantOut, outcome: z.enum(OUTCOMES), ticket: z.string().nullable() })
  .openapi('ScheduleRun');
export const runList = z
  .object({
    next: z.array(instantOut).nullable().openapi({ description: 'Null: Temporal does not know it yet, or is away' }),
    data: z.array(run),
    page,
  })
  .openapi('ScheduleRunList');
