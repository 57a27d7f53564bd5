import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { seal, unseal } from '../../prisma/seal';

/** As Standard Webhooks writes them. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** How a secret is kept. */
export function sealSecret(installation: string, secret: string): string {
  return seal(installation, secret);
}

export interface Signing {
  readonly secret: string | null;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

/**
 * The headers of a message by Standard Webhooks: signed with the secret and, while it is being changed, with the one
 * before, too.
 * @param installation the secret that secrets are sealed by
 */
export function signedHeaders(
  installation: string,
  { secret, previousSecret, previousUntil }: Signing,
  message: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  const before = previousUntil !== null && previousUntil > message.at ? previousSecret : null;
  const signatures = [secret, before].flatMap((sealed) =>
    sealed === null ? [] : [new Webhook(unseal(installation, sealed)).sign(message.id, message.at, message.body)],
  );
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
}
