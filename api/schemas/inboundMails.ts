import { cursor, instantOut, limit, oneOrMore, page, text, z } from './common';

const STATES = ['waiting', 'opened', 'commented', 'noted', 'held', 'refused', 'discarded'] as const;
export type MailState = (typeof STATES)[number];

export const inboundMailQuery = z.strictObject({
  state: oneOrMore(STATES).optional().openapi({ description: 'Unless given: held, refused, noted' }),
  limit,
  cursor: cursor.optional(),
});

export const inboundMail = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    state: z.enum(STATES).openapi({ description: '`waiting`: nothing has been made of it yet' }),
    why: z.string().nullable().openapi({ description: 'Why it was noted, held or refused', example: 'unknownSender' }),
    notes: z.array(z.string()).openapi({ description: 'What the ticket did not get of it, such as `tooManyFiles`' }),
    source: z.enum(['imap', 'lmtp']),
    sender: z.string().nullable(),
    subject: z.string(),
    size: z.int().openapi({ description: 'Bytes of the original' }),
    ticket: z.string().nullable().openapi({ description: 'Key of the ticket that it opened, or answers to' }),
    comment: z.string().nullable(),
    original: z.boolean().openapi({ description: 'The original is there to be read' }),
    decidedBy: z.string().nullable().openapi({ description: 'Who accepted or discarded it' }),
    decidedAt: instantOut.nullable(),
    lastError: z.string().nullable(),
    receivedAt: instantOut,
    doneAt: instantOut.nullable(),
  })
  .openapi('InboundMail');
export const inboundMailList = z.object({ data: z.array(inboundMail), page }).openapi('InboundMailList');

export const readableMail = inboundMail
  .extend({
    from: z.string().nullable(),
    text: z.string().nullable().openapi({ description: 'All of it, quotes too; null: it cannot be read' }),
    html: z.string().nullable().openapi({ description: 'Without scripts, styles, pictures and forms' }),
    attachments: z.array(z.object({ name: z.string(), size: z.int() })),
  })
  .openapi('ReadableMail');

const domain = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/,
    'Must be a domain.',
  );

export const mailPolicy = z.strictObject({
  unknownSenders: z.enum(['open', 'hold', 'refuse']).openapi({
    description: 'Mail of those whom nobody knows opens tickets, is held for a lead, or is refused once, politely',
  }),
  domains: z
    .array(z.strictObject({ domain, organisation: text(1, 64) }))
    .max(1_000)
    .openapi({ description: 'Whose mail opens tickets: whoever writes from there becomes a requester' }),
  trustedHosts: z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(/^[a-z0-9._-]{1,253}$/, 'Must be the name of a host.'),
    )
    .max(100)
    .openapi({ description: 'Whose `Authentication-Results` are believed' }),
  perHour: z.int().min(1).max(10_000).openapi({ description: 'Mails of one sender; more are held' }),
});
