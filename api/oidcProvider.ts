import * as client from 'openid-client';
import type { OidcSettings } from './settings';

/** What the provider publishes about itself is asked for again after an hour: keys and addresses change. */
const KNOWN_FOR_MS = 3_600_000;
/** Seconds that the provider has for each of its answers. */
const PATIENCE = 5;

interface Known {
  readonly until: number;
  readonly configuration: Promise<client.Configuration>;
}

const known = new WeakMap<OidcSettings, Known>();

/**
 * The provider's addresses and keys, with our part in it. Nothing is asked before somebody wants to log in, so that the
 * desk starts while the provider is away.
 * @throws whatever openid-client throws if the provider does not answer properly; the next call asks again
 */
export async function discoverProvider(settings: OidcSettings): Promise<client.Configuration> {
  const before = known.get(settings);
  if (before && before.until > Date.now()) return before.configuration;
  const configuration = discover(settings);
  known.set(settings, { until: Date.now() + KNOWN_FOR_MS, configuration });
  configuration.catch(() => known.delete(settings));
  return configuration;
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  return client.discovery(url, clientId, undefined, authentication, {
    timeout: PATIENCE,
    execute: [
      // The signature of the ID token is checked also where TLS vouches for it already.
      client.enableNonRepudiationChecks,
      // Settings allow http for providers on this machine only.
      ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  });
}
