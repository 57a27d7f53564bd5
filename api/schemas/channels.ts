import { cursor, instant, instantOut, limit, page, uuid, z } from './common';

const at = instantOut.nullable();

export const channel = z
  .object({
    id: z.string().openapi({ example: 'email', description: '`email`, `imap` or `webhook:<id>`' }),
    state: z.enum(['open', 'paused']),
    pausedAt: at,
    pausedBecause: z
      .enum(['operator', 'dead'])
      .nullable()
      .openapi({ description: '`dead`: nothing got through for long' }),
    waiting: z.int().openapi({ description: 'Not sent yet, planned or late; at most 10,000 are counted' }),
    oldestDueAt: at.openapi({ description: 'Since when the oldest that should be gone waits; null: nothing is late' }),
    failed: z.int().openapi({ description: 'Given up; at most 10,000 are counted' }),
    lastSentAt: at,
    lastFailedAt: at,
    lastError: z.string().nullable(),
    failuresInARow: z.int(),
  })
  .openapi('Channel');
export const channelList = z.object({ data: z.array(channel) }).openapi('ChannelList');

const STATES = ['waiting', 'sent', 'failed', 'skipped', 'gathered'] as const;

export const deliveryQuery = z.strictObject({
  state: z.enum(STATES).optional(),
  ticket: z
    .string()
    .regex(/^SD-\d{1,15}$/, 'Must be the key of a ticket, such as SD-42.')
    .optional(),
  limit,
  cursor: cursor.optional(),
});

export const delivery = z
  .object({
    id: z.string(),
    ticket: z.string().nullable().openapi({ description: 'Its key; null: of no ticket', example: 'SD-42' }),
    kind: z.string().openapi({ description: 'What it tells of, such as `resolved`' }),
    recipient: z.string().openapi({ description: 'Id of a person, or an address' }),
    state: z.enum(STATES).openapi({
      description: '`skipped`: not wanted after all; `gathered`: told in the message of another delivery',
    }),
    attempts: z.int(),
    notBefore: at.openapi({ description: 'When it is planned for, or tried again' }),
    lastError: z.string().nullable().openapi({ description: 'Of the last attempt; or why it was skipped' }),
    messageId: z.string().nullable(),
    gatheredInto: z.string().nullable(),
    createdAt: instantOut,
    firstTriedAt: at,
    sentAt: at,
  })
  .openapi('Delivery');
export const deliveryList = z.object({ data: z.array(delivery), page }).openapi('DeliveryList');

export const replay = z.strictObject({
  ids: z
    .array(uuid)
    .min(1, 'Name one delivery at least.')
    .max(1_000, 'At most 1,000 at once.')
    .optional()
    .openapi({ description: 'These, whatever became of them; absent: all that were given up' }),
  since: instant.optional().openapi({ description: 'Only those written from this instant on' }),
});
export const replayed = z
  .object({ replayed: z.int().openapi({ description: 'Deliveries that wait again' }) })
  .openapi('Replayed');
