import { BODIES } from '../../api/openapi/exampleBodies';
import type { Resource } from '../../api/resourceKind';
import { alertSources } from '../../api/resources/alertSources';
import { calendars } from '../../api/resources/calendars';
import { policies } from '../../api/resources/policies';
import { schedules } from '../../api/resources/schedules';
import { triageRules } from '../../api/resources/triage';
import { z } from '../../api/schemas/common';

interface Kind {
  readonly name: string;
  readonly note?: string;
}
type Body = Resource<Kind>['body'];

test('a schema that answers something else than the document is no schema of the kind', () => {
  const fits: Body[] = [z.strictObject({ name: z.string(), note: z.string().optional() })];
  // @ts-expect-error The name is no number.
  fits.push(z.strictObject({ name: z.number(), note: z.string().optional() }));
  // @ts-expect-error The name may not be left out.
  fits.push(z.strictObject({ name: z.string().optional() }));
  // @ts-expect-error A note may be left out, and is never null.
  fits.push(z.strictObject({ name: z.string(), note: z.string().nullable() }));
  expect(fits).toHaveLength(4);
});

test.each([
  [alertSources, BODIES.putAlertSourcesId],
  [calendars, BODIES.putCalendarsId],
  [policies, BODIES.putPoliciesId],
  [schedules, BODIES.putSchedulesId],
  [triageRules, BODIES.putTriageRules],
])('what a schema answers of JSON has no undefined members: $name', ({ body }, sent) => {
  const parsed: unknown = body.parse(sent);
  expect(undefinedIn(parsed)).toEqual([]);
});

/** Where a value has members that are there and undefined. */
function undefinedIn(value: unknown, path = ''): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => undefinedIn(member, `${path}/${name}`));
}
