import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ProviderAccount {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
  readonly locale?: string;
}

export interface OidcProvider {
  readonly issuer: string;
  /** Ends its process. */
  stop(): Promise<void>;
}

/** The client's secret that the provider of the tests knows. */
export const CLIENT = { clientId: 'desk', clientSecret: 'a secret between the two of them' } as const;

/** Starts the real provider of `oidcProvider.mjs`, with these accounts by their `sub`. */
export async function startOidcProvider(
  redirectUris: readonly string[],
  accounts: Readonly<Record<string, ProviderAccount>>,
): Promise<OidcProvider> {
  const script = join(__dirname, 'oidcProvider.mjs');
  const child = spawn(process.execPath, [script, JSON.stringify({ redirectUris, accounts })], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('http')) continue;
    child.stdout.resume();
    return {
      issuer: line,
      stop: async () => {
        child.kill();
        await ended;
      },
    };
  }
  throw new Error(`The OpenID provider did not start: ${complaints}`);
}
