import { chosenId, instantOut, text, z } from './common';

/** Kinds of events are codes; a new release may have more. */
const eventKind = z.string().regex(/^[a-z][A-Za-z]{0,63}$/, 'Must be the kind of an event, such as resolved.');

export const webhook = z.strictObject({
  url: text(1, 2_000).openapi({ description: 'https://…', example: 'https://crm.example/hooks/guichet' }),
  description: text(0, 1_000).default(''),
  events: z.array(eventKind).max(100).default([]).openapi({ description: 'Kinds of events; none: all' }),
  internal: z.boolean().default(false).openapi({ description: 'Also internal comments and files' }),
  active: z.boolean().default(true).openapi({ description: 'False: hears of nothing that happens from now on' }),
});
export type WebhookBody = z.infer<typeof webhook>;

const secret = z
  .string()
  .openapi({ description: 'Shown now and never again', example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' });

export const newWebhook = z.object({ id: z.string(), version: z.int(), ...webhook.shape, secret });

export const rotation = z
  .strictObject({
    overlap: z.int().min(0).max(604_800).default(86_400).openapi({
      description: 'Seconds in which messages are signed with the former secret, too',
    }),
  })
  .openapi('WebhookRotation');

export const rotated = z.object({ id: chosenId, secret, previousUntil: instantOut }).openapi('WebhookSecret');

export const pinged = z.object({ delivery: z.string(), channel: z.string() }).openapi('WebhookPing');
