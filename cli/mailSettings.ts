/** How the desk writes mail, and for whom. */
import { join } from 'node:path';
import { z } from 'zod';
import { isAddress } from '../channels/mail/headers';
import type { Mailbox, MailSettings } from '../channels/mail/settings';

const MAILBOX = /^(?:([^<>\p{Cc}]{1,100}?)\s*<([^<>]+)>|([^<>]+))$/u;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

const mailbox = z.string().transform((text, context): Mailbox => {
  const [, name = '', named, plain] = MAILBOX.exec(text.trim()) ?? [];
  const address = named ?? plain ?? '';
  if (!isAddress(address)) context.addIssue({ code: 'custom' });
  return { name: name.replace(/^"(.*)"$/, '$1'), address };
});

const address = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

export const mailVariables = {
  SMTP_URL: { form: address('smtp:', 'smtps:'), must: 'be an smtp or smtps address', hidden: true },
  GUICHET_MAIL_FROM: { form: mailbox, must: 'be an address such as Service desk <desk@example.org>' },
  GUICHET_NOTICE_GATHER: {
    form: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.number().max(3_600)),
    must: 'be seconds, from 0 to 3600',
  },
  GUICHET_MAIL_DOMAIN: { form: z.string().toLowerCase().regex(DOMAIN), must: 'be a domain such as desk.example.org' },
} as const;

interface MailValues {
  readonly SMTP_URL?: string;
  readonly GUICHET_MAIL_FROM?: Mailbox;
  readonly GUICHET_MAIL_DOMAIN?: string;
  readonly GUICHET_NOTICE_GATHER?: number;
}

interface MessageSettings {
  readonly mail: MailSettings;
  /** Milliseconds in which what people of the desk are told in a burst is gathered. */
  readonly gatherMs: number;
}

/** @param publicUrl where people reach the desk; mail is from there unless said otherwise */
export function readMailSettings(values: MailValues, publicUrl: string, dataFolder: string): MessageSettings {
  const { GUICHET_MAIL_FROM: from, GUICHET_MAIL_DOMAIN: domain, SMTP_URL: smtpUrl } = values;
  const host = new URL(publicUrl).hostname;
  return {
    gatherMs: (values.GUICHET_NOTICE_GATHER ?? 30) * 1_000,
    mail: {
      from: from ?? { name: 'Guichet', address: `guichet@${domain ?? host}` },
      domain: domain ?? from?.address.split('@')[1] ?? host,
      takesReplies: domain !== undefined,
      to: smtpUrl === undefined ? { folder: join(dataFolder, 'mail') } : { smtpUrl },
    },
  };
}
