import type { z } from 'zod';

/** One fault of a JSON document. */
export interface MemberFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** A JSON pointer (RFC 6901) to a member. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** How deep a body may nest. */
const MAX_DEPTH = 32;
/** How many members an object may have. */
const MAX_MEMBERS = 1_000;

/**
 * Texts that PostgreSQL cannot store, or that are no Unicode: U+0000 and lone surrogates, in values and names, at any
 * depth; also numbers that JSON cannot say (1e999), and what is too deep or too wide to be looked at. Not recursive, so that no nesting overflows the stack.
 */
export function findUnstorable(body: unknown): MemberFault[] {
  const found: MemberFault[] = [];
  const rest: { value: unknown; path: PropertyKey[] }[] = [{ value: body, path: [] }];
  for (let item = rest.pop(); item !== undefined && found.length < 20; item = rest.pop()) {
    const { value, path } = item;
    const pointer = pointerTo(path);
    if (typeof value === 'string') {
      const fault = faultOfText(value);
      if (fault) found.push({ pointer, ...fault });
    } else if (typeof value === 'number' && !Number.isFinite(value)) {
      found.push({ pointer, code: 'invalid_number', message: 'This number is too large.' });
    } else if (typeof value === 'object' && value !== null) {
      if (path.length >= MAX_DEPTH) {
        found.push({ pointer, code: 'too_deep', message: `Nested deeper than ${String(MAX_DEPTH)} levels.` });
        continue;
      }
      const members = Object.entries(value);
      if (!Array.isArray(value) && members.length > MAX_MEMBERS) {
        found.push({ pointer, code: 'too_many', message: `More than ${String(MAX_MEMBERS)} members.` });
        continue;
      }
      for (const [name, member] of members) {
        const fault = faultOfText(name);
        if (fault) found.push({ pointer, ...fault });
        else if (name === '__proto__')
          found.push({ pointer, code: 'unknown_member', message: 'Unknown member __proto__.' });
        else rest.push({ value: member, path: [...path, name] });
      }
    }
  }
  return found;
}

export function faultOfText(text: string): { code: string; message: string } | null {
  if (text.includes('\u0000')) return { code: 'nul', message: 'The character U+0000 cannot be stored.' };
  if (!text.isWellFormed()) return { code: 'lone_surrogate', message: 'Half of a surrogate pair stands alone.' };
  return null;
}

/** Everything that is wrong with a body; none: it is of the schema's form. */
export function faultsOf(schema: z.ZodType, body: unknown): readonly MemberFault[] {
  const unstorable = findUnstorable(body);
  if (unstorable.length > 0) return unstorable;
  const result = schema.safeParse(body);
  return result.success ? [] : pointed(result.error, body);
}

/** The faults that a schema found, each with a JSON pointer. */
export function pointed(error: z.ZodError, body: unknown): readonly MemberFault[] {
  return listFaults(error, body).map(({ path, ...fault }) => ({ pointer: pointerTo(path), ...fault }));
}

type Fault = { path: PropertyKey[]; code: string; message: string };

/** @param input what was parsed, to tell what is missing from what is wrong */
export function listFaults(error: z.ZodError, input: unknown): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        code: 'unknown_member',
        message: `Unknown member ${key}.`,
      }));
    if (issue.code === 'invalid_key')
      return [{ path: issue.path, code: 'invalid_name', message: 'This name is not allowed here.' }];
    if (issue.code === 'invalid_union') {
      const inner = issue.errors.flat()[0];
      return [
        {
          path: [...issue.path, ...(inner?.path ?? [])],
          code: 'invalid_type',
          message: inner?.message ?? issue.message,
        },
      ];
    }
    const missing =
      issue.code === 'invalid_type' || issue.code === 'invalid_value'
        ? valueAt(input, issue.path) === undefined
        : false;
    if (missing) return [{ path: issue.path, code: 'required', message: 'This member is required.' }];
    const params: unknown = issue.code === 'custom' ? issue.params : undefined;
    const own = typeof params === 'object' && params !== null && 'code' in params ? String(params.code) : undefined;
    return [{ path: issue.path, code: own ?? CODES[issue.code] ?? issue.code, message: issue.message }];
  });
}

const CODES: Readonly<Record<string, string>> = { too_big: 'too_long', too_small: 'too_short', custom: 'invalid' };

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    // A value of another kind is there, and wrong: `status=lost`, which was cut at its commas.
    if (typeof value !== 'object' || value === null) return value;
    value = Reflect.get(value, part);
  }
  return value;
}
