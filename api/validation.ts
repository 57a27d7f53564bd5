import type { z } from 'zod';
import { faultOfText, findUnstorable, listFaults, pointed } from './faults';
import { invalid, type InputError } from './problem';

/** @throws Problem 422 with a pointer for each fault */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const unstorable = findUnstorable(body);
  if (unstorable.length > 0) throw invalid(unstorable);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalid(pointed(result.error, body));
}

/** @throws Problem 422 with the name of each faulty parameter */
export function parseQuery<T>(schema: z.ZodType<T>, query: Readonly<Record<string, readonly string[]>>): T {
  const errors: InputError[] = [];
  const single = new Map<string, unknown>();
  const fields = new Map<string, string>();
  for (const [parameter, values] of Object.entries(query)) {
    const value = values[0] ?? '';
    const fault = values.map(faultOfText).find((f) => f !== null);
    if (values.length > 1) errors.push({ parameter, code: 'duplicate', message: 'Give this parameter once.' });
    else if (fault) errors.push({ parameter, ...fault });
    else if (parameter === `${FIELD}__proto__`)
      errors.push({ parameter, code: 'unknown_member', message: 'No field has this name.' });
    else if (parameter.startsWith(FIELD)) fields.set(parameter.slice(FIELD.length), value);
    else single.set(parameter, value);
  }
  if (fields.size > 0) single.set('field', Object.fromEntries(fields));
  if (errors.length > 0) throw invalid(errors);
  const given = Object.fromEntries(single);
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw invalid(
    listFaults(result.error, given).map(({ path: [name = '', ...rest], ...fault }) => ({
      parameter: name === 'field' ? [name, ...rest].map(String).join('.') : String(name),
      ...fault,
    })),
  );
}

/** Parameters that begin so are members of one: their names are for administrators to choose. */
const FIELD = 'field.';
