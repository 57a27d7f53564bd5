import * as client from 'openid-client';
import { z } from 'zod';
import { linkAccount } from './oidcAccounts';
import { discoverProvider } from './oidcProvider';
import { notFound, Problem, unauthenticated, unavailable } from './problem';
import type { Answer, Asked, Lookup } from './route';
import { seal, unseal } from '../prisma/seal';
import { dropCookie, readCookie, writeCookie } from './sessionCookie';
import { beginSession } from './sessions';
import type { ApiSettings, Deps, OidcSettings } from './settings';

const CALLBACK = '/api/v1/session/oidc/callback';
const SCOPE = 'openid email profile';
/** So long somebody may take to log in at the provider. */
const FLOW_MS = 10 * 60_000;

/** What the browser keeps, sealed, until it comes back; without it nobody can end what another browser began. */
const flow = z.object({
  purpose: z.literal('oidc'),
  until: z.number(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});
type Flow = z.infer<typeof flow>;

/** Sends the browser to the provider. @throws Problem 404 if the desk has none, 503 if it does not answer */
export async function beginOidc({
  deps,
  query,
  log,
}: Lookup & { readonly query: { readonly returnTo: string } }): Promise<Answer> {
  const { settings } = deps;
  const configuration = await asking(log, () => discoverProvider(oidcOf(settings)));
  const begun: Flow = {
    purpose: 'oidc',
    until: Date.now() + FLOW_MS,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    returnTo: query.returnTo,
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.publicUrl + CALLBACK,
    scope: SCOPE,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  const cookie = writeCookie(settings, 'oidc', seal(settings.secret, JSON.stringify(begun)), new Date(begun.until));
  return { status: 303, headers: { Location: address.href }, cookies: [cookie] };
}

/** Takes the browser back from the provider, logged in. @throws Problem 401, 403 if nobody of that account is known */
export async function endOidc({ deps, req, log }: Lookup): Promise<Answer> {
  const { settings, prisma } = deps;
  const oidc = oidcOf(settings);
  const begun = readFlow(settings, readCookie(req, settings, 'oidc'));
  if (!begun)
    throw unauthenticated('This log-in was not begun in this browser, or more than ten minutes ago. Begin again.');
  const person = await asking(log, () => identify(oidc, addressOf(settings, req), begun));
  const userId = await linkAccount(prisma, oidc, person);
  const session = await prisma.$transaction((tx) => beginSession(tx, { settings, req }, { userId, method: 'oidc' }));
  return {
    status: 303,
    headers: { Location: begun.returnTo },
    cookies: [session.cookie, dropCookie(settings, 'oidc')],
  };
}

/** Whom the provider says that the browser's user is. */
export interface ProviderAccount {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined: the provider does not vouch for any. */
  readonly verifiedEmail: string | undefined;
  readonly name: string | undefined;
  readonly locale: string | undefined;
}

async function identify(oidc: OidcSettings, address: URL, { state, nonce, verifier }: Flow): Promise<ProviderAccount> {
  const configuration = await discoverProvider(oidc);
  const tokens = await client.authorizationCodeGrant(configuration, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('the provider gave no ID token');
  // Many providers tell the address only here.
  const more = configuration.serverMetadata().userinfo_endpoint
    ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    : {};
  const told: Readonly<Record<string, unknown>> = { ...claims, ...more };
  const text = (name: string) => (typeof told[name] === 'string' && told[name] !== '' ? told[name] : undefined);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    verifiedEmail: told.email_verified === true ? text('email') : undefined,
    name: text('name'),
    locale: text('locale'),
  };
}

/** As the provider called it: a proxy may have rewritten host and protocol. */
function addressOf({ publicUrl }: ApiSettings, { originalUrl }: Pick<Asked, 'originalUrl'>): URL {
  const query = originalUrl.indexOf('?');
  return new URL(publicUrl + CALLBACK + (query < 0 ? '' : originalUrl.slice(query)));
}

function oidcOf({ oidc }: ApiSettings): OidcSettings {
  if (!oidc) throw notFound('OpenID provider of this desk');
  return oidc;
}

function readFlow({ secret }: ApiSettings, sealed: string | undefined): Flow | undefined {
  try {
    const read = flow.parse(JSON.parse(unseal(secret, sealed ?? '')));
    return read.until > Date.now() ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Tells a provider that is away from a browser that brings back what it should not. */
async function asking<T>(log: Deps['logger'], ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem) throw error;
    log.warn({ why: summary(error) }, 'a log-in by OpenID failed');
    if (error instanceof client.AuthorizationResponseError)
      throw unauthenticated(`The OpenID provider refused: ${error.error}. Begin again.`);
    if (isRefusal(error)) throw unauthenticated('The OpenID provider’s answer does not fit. Begin again.');
    throw unavailable('The OpenID provider cannot be reached just now. Repeat the request.', 5);
  }
}

/** Not the error as a whole: what comes with it are claims, that is people's names and addresses. */
function summary(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.name}: ${error.message}${code}${cause}`;
}

/** The code was used or is not ours, or the tokens are not for us; anything else is the network's or the provider's. */
function isRefusal(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof client.ClientError && REFUSALS.has(error.code ?? '');
}

const REFUSALS: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_PARSE_ERROR',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]);
