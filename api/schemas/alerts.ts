import { LEVELS, TICKET_TYPES } from '../../workflows/domain/codes';
import { readInstant } from '../alerts/alert';
import { chosenId, refuseTwins, text, uuid, z } from './common';

/** Alerts of one notification at most. */
export const MOST_ALERTS = 2_000;

const labels = z.record(z.string(), z.unknown());
const moment = z.string().refine((value) => value.startsWith('0001-') || readInstant(value) !== null, {
  params: { code: 'invalid_instant' },
  message: 'Must be an instant such as 2026-11-20T16:50:00.000Z.',
});

/** What Alertmanager posts; members that it may have beside these are let be. */
export const alertmanagerNotification = z
  .looseObject({
    alerts: z
      .array(
        z.looseObject({
          status: z.enum(['firing', 'resolved']),
          labels,
          annotations: labels.optional(),
          startsAt: moment.optional(),
          generatorURL: z.string().optional(),
          fingerprint: z.string().optional(),
        }),
      )
      .max(MOST_ALERTS),
  })
  .openapi('AlertmanagerNotification');
export type AlertmanagerNotification = z.infer<typeof alertmanagerNotification>;

/** Whatever a source posts: its document says how to read it. */
export const anyNotification = z.union([z.looseObject({}), z.array(z.looseObject({})).max(MOST_ALERTS)]);

export const sourceQuery = z.strictObject({
  source: chosenId.openapi({ description: 'Id of the document in `/alert-sources` that says how to read the body' }),
});
export const optionalSourceQuery = z.strictObject({
  source: chosenId.default('alertmanager').openapi({
    description: 'Id of a document in `/alert-sources` with its own rules; without such a document the usual ones hold',
  }),
});

export const alertEffects = z
  .object({
    data: z.array(
      z.object({
        fingerprint: z.string(),
        key: z.string().nullable().openapi({ description: 'The ticket; null: none' }),
        effect: z.enum(['opened', 'occurred', 'cleared', 'noted', 'ignored']),
      }),
    ),
  })
  .openapi('AlertEffects');

const expression = text(1, 4_000);
const expressions = z.record(text(1, 200), expression);

export const alertSource = z.strictObject({
  name: text(1, 255),
  requester: uuid.optional(),
  read: z
    .strictObject({
      alerts: expression.optional(),
      fingerprint: expression,
      firing: expression,
      startsAt: expression.optional(),
      labels: expressions.optional(),
      annotations: expressions.optional(),
    })
    .optional(),
  group: expression.optional(),
  subject: expression.optional(),
  description: expression.optional(),
  rules: z
    .array(
      z.strictObject({
        id: chosenId,
        when: expression,
        ignore: z.boolean().optional(),
        set: z
          .strictObject({
            type: z.enum(TICKET_TYPES).optional(),
            impact: z.enum(LEVELS).optional(),
            urgency: z.enum(LEVELS).optional(),
            team: chosenId.optional(),
            tags: z.array(text(1, 64)).max(50).optional(),
            fields: expressions.optional(),
          })
          .optional(),
      }),
    )
    .max(500)
    .superRefine(refuseTwins),
});
