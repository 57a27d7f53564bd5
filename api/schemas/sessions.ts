import { ROLES } from '../../workflows/domain/codes';
import { PASSWORD_LENGTH } from '../passwordRules';
import { instantOut, named, page, text, z } from './common';
import { email } from './people';

const newPassword = text(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max);

export const credentials = z.strictObject({ email, password: text(1, PASSWORD_LENGTH.max) }).openapi('Credentials');
export type Credentials = z.infer<typeof credentials>;

export const session = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum([...ROLES, 'service']),
    locale: z.string(),
    organisation: named.nullable(),
    teams: z.array(z.string()),
    scopes: z.array(z.string()),
    via: z.enum(['session', 'key']),
    csrfToken: z.string().nullable().openapi({ description: 'Goes back as `X-CSRF-Token`; null: came with a key' }),
    expiresAt: instantOut.nullable(),
  })
  .openapi('Session');

export const oidcStart = z.strictObject({
  returnTo: z
    .string()
    .max(512)
    // `//host` and `/\\host` would lead elsewhere.
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'Must be a path of this desk, such as /docs.')
    .default('/docs'),
});

export const linkRequest = z.strictObject({ email }).openapi('PasswordRequest');
export const linkRequests = z
  .object({
    data: z.array(
      z.object({
        user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
        requestedAt: instantOut,
      }),
    ),
    page,
  })
  .openapi('PasswordRequestList');
export const link = z.object({ url: z.string(), token: z.string(), expiresAt: instantOut }).openapi('PasswordLink');

export const useLink = z
  .strictObject({
    token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Must be what follows `#` in the link.'),
    password: newPassword,
  })
  .openapi('NewPassword');
export type NewPassword = z.infer<typeof useLink>;

export const passwordChange = z
  .strictObject({ current: text(1, PASSWORD_LENGTH.max), password: newPassword })
  .openapi('PasswordChange');
export type PasswordChange = z.infer<typeof passwordChange>;
