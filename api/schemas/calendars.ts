import { isTimeZone } from '../../workflows/domain/compile';
import { text, z } from './common';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const start = z.string().regex(TIME, 'Must be a wall time from 00:00 to 23:59.');
const end = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Must be a wall time from 00:01 to 24:00.');
const interval = z.tuple([start, end]).openapi({
  type: 'array',
  items: { type: 'string', pattern: '^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$' },
  minItems: 2,
  maxItems: 2,
  example: ['08:00', '18:00'],
});
const MAX_INTERVALS = 48;

/** Opening intervals of a day: ascending, may touch, none empty, reversed or overlapping. Texts `HH:MM` sort as times. */
const intervals = z
  .array(interval)
  .max(MAX_INTERVALS)
  .superRefine((day, context) => {
    day.forEach(([opens, closes], index) => {
      const before = day[index - 1];
      const refuse = (code: string, message: string) =>
        context.addIssue({ code: 'custom', path: [index], params: { code }, message });
      if (opens >= closes) refuse('empty_interval', `${opens} to ${closes} is not a stretch of time.`);
      else if (before && before[1] > opens)
        refuse('overlap', `${opens} lies before the end (${before[1]}) of the interval before it.`);
    });
  });

const timeZone = z
  .string()
  .max(64)
  .refine(isZone, { params: { code: 'unknown_time_zone' }, message: 'Must be an IANA time zone such as Europe/Paris.' })
  .openapi({ example: 'Europe/Paris' });
export { timeZone };

/** Offsets such as +01:00 are no zones: they know no summer time. */
function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && isTimeZone(name);
}

const date = z
  .string()
  .refine(isDate, { params: { code: 'invalid_date' }, message: 'Must be a date such as 2026-12-25.' })
  .openapi({ format: 'date' });

export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

export const exceptions = z
  .array(z.strictObject({ date, name: text(0, 255).optional(), intervals }))
  .max(2_000)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    list.forEach((exception, index) => {
      if (seen.has(exception.date))
        context.addIssue({
          code: 'custom',
          path: [index, 'date'],
          params: { code: 'duplicate' },
          message: `${exception.date} has an entry already.`,
        });
      seen.add(exception.date);
    });
  });

const weekly = z.strictObject({
  mon: intervals.optional(),
  tue: intervals.optional(),
  wed: intervals.optional(),
  thu: intervals.optional(),
  fri: intervals.optional(),
  sat: intervals.optional(),
  sun: intervals.optional(),
});

/** A calendar as it is written: in a simulation, and, with what documents have, stored. */
export const calendar = z.strictObject({
  name: text(1, 255).optional(),
  timeZone,
  weekly,
  exceptions: exceptions.optional(),
});
