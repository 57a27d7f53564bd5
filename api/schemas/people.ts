import { ROLES } from '../../workflows/domain/codes';
import { DAY, parseDuration } from '../../workflows/domain/duration';
import { SCOPES } from '../auth';
import { timeZone } from './calendars';
import { chosenId, cursor, instant, instantOut, limit, page, text, uuid, z } from './common';

export const email = z
  .string()
  .max(320)
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, 'Must be an e-mail address.')
  .openapi({ example: 'camille.petit@example.org' });
const locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Must be a language tag such as fr or en-GB.');

export const newUser = z
  .strictObject({
    email,
    name: text(1, 255),
    role: z.enum(ROLES),
    organisation: chosenId.nullable().optional(),
    restricted: z.boolean().default(false),
    locale: locale.default('en'),
    timeZone: timeZone.default('UTC'),
  })
  .openapi('NewUser');
export type NewUser = z.infer<typeof newUser>;
export const putUser = z.strictObject({ ...newUser.shape, active: z.boolean().default(true) }).openapi('UserUpdate');

export const user = z
  .object({
    id: z.string(),
    version: z.int(),
    active: z.boolean(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    organisation: z.string().nullable(),
    restricted: z.boolean(),
    locale: z.string(),
    timeZone: z.string(),
    createdAt: instantOut,
  })
  .openapi('User');
export const userList = z.object({ data: z.array(user), page }).openapi('UserList');
export const listQuery = z.strictObject({ limit, cursor: cursor.optional() });

export const newKey = z
  .strictObject({
    user: uuid.optional(),
    name: text(1, 255).optional(),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).optional(),
    expiresAt: instant.optional(),
  })
  .superRefine((body, context) => {
    const refuse = (member: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [member], params: { code }, message });
    if (body.user === undefined && body.scopes === undefined)
      refuse('user', 'required', 'Name a user, or the scopes of a service account.');
    if (body.user !== undefined && body.scopes !== undefined)
      refuse('scopes', 'invalid', "A person's key has the person's role; scopes are for service accounts.");
    if (body.scopes !== undefined && body.name === undefined)
      refuse('name', 'required', 'A service account has a name.');
  })
  .openapi('NewApiKey');
export type NewKey = z.infer<typeof newKey>;

const LONGEST_OVERLAP_MS = 30 * DAY;

/** Milliseconds, from none at all (the old secret has leaked) to 30 days. */
const overlap = z
  .string()
  .max(64)
  .default('PT24H')
  .transform((value, context) => {
    const ms = overlapMs(value);
    if (ms !== null && ms <= LONGEST_OVERLAP_MS) return ms;
    const message = 'Must be a duration from PT0S to P30D, such as PT24H.';
    context.addIssue({ code: 'custom', params: { code: 'invalid_duration' }, message });
    return z.NEVER;
  })
  .openapi({ type: 'string', default: 'PT24H', example: 'P7D' });

function overlapMs(value: string): number | null {
  if (/^P(0D|T0[HMS])$/.test(value)) return 0;
  try {
    return parseDuration(value).ms;
  } catch {
    return null;
  }
}

export const rotation = z.strictObject({ overlap }).openapi('ApiKeyRotation');
export type Rotation = z.infer<typeof rotation>;

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    user: z.string().nullable(),
    scopes: z.array(z.string()),
    expiresAt: instantOut.nullable(),
    previousExpiresAt: instantOut
      .nullable()
      .openapi({ description: 'Until then the secret before the last rotation holds, too' }),
    lastUsedAt: instantOut.nullable(),
    createdAt: instantOut,
  })
  .openapi('ApiKey');
export const madeKey = apiKey.extend({ secret: z.string() }).openapi('NewApiKeyWithSecret');
export const keyList = z.object({ data: z.array(apiKey), page }).openapi('ApiKeyList');
