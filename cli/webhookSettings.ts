/** Where webhooks may go. */
import { z } from 'zod';
import { NOTHING_INSIDE, readAllowed, type Allowed } from '../channels/webhooks/guard';

const allowed = z.string().transform((text, context) => {
  const read = readAllowed(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'no list' });
  return z.NEVER;
});

export const webhookVariables = {
  GUICHET_WEBHOOK_ALLOW: {
    form: allowed,
    must: 'be names, addresses and networks such as crm.internal, 10.1.2.3 or 10.2.0.0/16, separated by commas',
  },
};

export function readWebhookSettings(values: { readonly GUICHET_WEBHOOK_ALLOW?: Allowed }) {
  return {
    /** What webhooks may reach that is not out on the internet. */
    webhooks: { allowed: values.GUICHET_WEBHOOK_ALLOW ?? NOTHING_INSIDE },
  };
}

/** For `guichet doctor`. */
export function describeAllowed({ hosts, networks }: Allowed): string {
  const inside = [...hosts, ...networks].join(', ');
  return inside === ''
    ? 'may reach what is out on the internet, by https; nothing inside (GUICHET_WEBHOOK_ALLOW is not set)'
    : `may reach what is out on the internet, by https, and inside ${inside} (GUICHET_WEBHOOK_ALLOW: the same on API and workers)`;
}
