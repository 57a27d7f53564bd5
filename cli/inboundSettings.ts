/** Where mail comes in. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { InboundSettings } from '../channels/inbound/deps';

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));

const mailbox = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, searchParams } = new URL(text);
  const startTls = searchParams.get('starttls');
  return (
    ['imap:', 'imaps:'].includes(protocol) &&
    hostname !== '' &&
    username !== '' &&
    (startTls === null || (protocol === 'imap:' && ['always', 'never'].includes(startTls)))
  );
});
/** Read at once: a file that is not there is found at the start, not when mail is waited for. */
const certificates = z.string().transform((file, context) => {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch {
    context.addIssue({ code: 'custom', message: 'no certificate' });
    return z.NEVER;
  }
});

export const inboundVariables = {
  IMAP_URL: {
    form: mailbox,
    must: 'be an imap or imaps address with a user, such as imaps://desk:password@mail.example.org/INBOX (starttls, of imap only, is always or never)',
    hidden: true,
  },
  GUICHET_IMAP_CA: { form: certificates, must: 'be a file with certificates in PEM that can be read' },
  GUICHET_LMTP_PORT: { form: wholeNumber(0, 65_535), must: 'be a port from 0 (any free one) to 65535' },
  GUICHET_LMTP_HOST: { form: z.string().regex(/^[0-9a-zA-Z.:-]{1,253}$/), must: 'be an address of this machine' },
  GUICHET_MAIL_MAX: { form: wholeNumber(1, 200), must: 'be the MiB of a mail at most, from 1 to 200' },
} as const;

type Values = { readonly [K in keyof typeof inboundVariables]?: z.output<(typeof inboundVariables)[K]['form']> };

export function readInboundSettings(
  values: Values,
  attachments: Partial<InboundSettings['attachments']>,
): { readonly inbound: InboundSettings } {
  const port = values.GUICHET_LMTP_PORT;
  return {
    inbound: {
      imapUrl: values.IMAP_URL ?? null,
      imapCa: values.GUICHET_IMAP_CA ?? null,
      // Nobody logs in there: unless said, only this machine reaches it.
      lmtp: port === undefined ? null : { host: values.GUICHET_LMTP_HOST ?? '127.0.0.1', port },
      maxBytes: (values.GUICHET_MAIL_MAX ?? 40) * 1024 * 1024,
      attachments: { maxBytes: 25 * 1024 * 1024, maxCount: 50, types: null, ...attachments },
    },
  };
}
