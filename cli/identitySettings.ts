/** How long people stay logged in, and the OpenID provider that they may log in with. */
import { z } from 'zod';
import type { OidcSettings, SessionTerms } from '../api/settings';
import { OperatorError } from './operatorError';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

const whole = (to: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number)
    .pipe(z.number().max(to));

/** Tokens over plain http are anybody's, but on one machine there is nobody between. */
const issuer = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname));
});

export const identityVariables = {
  GUICHET_SESSION_IDLE: { form: whole(43_200), must: 'be minutes, from 1 to 43200' },
  GUICHET_SESSION_LIFE: { form: whole(8_760), must: 'be hours, from 1 to 8760' },
  GUICHET_OIDC_ISSUER: { form: issuer, must: 'be the https address of an OpenID provider (http only on this machine)' },
  GUICHET_OIDC_CLIENT_ID: { form: z.string(), must: 'be what the OpenID provider calls the desk' },
  GUICHET_OIDC_CLIENT_SECRET: { form: z.string(), must: 'be what the OpenID provider gave for it', hidden: true },
  GUICHET_OIDC_CREATE: { form: z.literal('requester'), must: 'be requester, or not set' },
} as const;

type Values = { readonly [K in keyof typeof identityVariables]?: z.output<(typeof identityVariables)[K]['form']> };

const MINUTE = 60_000;

/** @throws OperatorError if the provider is named by halves */
export function readIdentitySettings(values: Values) {
  const session: SessionTerms = {
    idleMs: (values.GUICHET_SESSION_IDLE ?? 720) * MINUTE,
    lifeMs: (values.GUICHET_SESSION_LIFE ?? 168) * 60 * MINUTE,
  };
  return {
    session,
    /** Null: people log in with passwords only. */
    oidc: readProvider(values),
  };
}

function readProvider(values: Values): OidcSettings | null {
  const { GUICHET_OIDC_ISSUER: issuer, GUICHET_OIDC_CLIENT_ID: clientId } = values;
  const { GUICHET_OIDC_CLIENT_SECRET: clientSecret, GUICHET_OIDC_CREATE: create } = values;
  if (issuer === undefined || clientId === undefined) {
    if ([issuer, clientId, clientSecret, create].every((value) => value === undefined)) return null;
    const missing = issuer === undefined ? 'GUICHET_OIDC_ISSUER' : 'GUICHET_OIDC_CLIENT_ID';
    throw new OperatorError(`${missing} is not set, but other GUICHET_OIDC_… are: set it, too, or none of them.`);
  }
  const createRequesters = create === 'requester';
  return { issuer, clientId, ...(clientSecret === undefined ? {} : { clientSecret }), createRequesters };
}
