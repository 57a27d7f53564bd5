import { LEVELS, PRIORITIES, TICKET_TYPES } from '../../workflows/domain/codes';
import { triageRules } from './config';
import { instantOut, z } from './common';
import { createTicket } from './tickets';

/** Rules tried out on a ticket that does not exist, or on the newest that do. */
export const ruleTest = z
  .strictObject({
    rules: triageRules.shape.rules
      .optional()
      .openapi({ description: 'As PUT /triage-rules takes; default: the stored' }),
    sample: createTicket.optional(),
    last: z.int().min(1).max(500).optional().openapi({ description: 'On so many of the newest tickets' }),
  })
  .superRefine(({ sample, last }, context) => {
    if ((sample === undefined) === (last === undefined))
      context.addIssue({
        code: 'custom',
        params: { code: 'invalid' },
        message: 'Give either a sample, or the number of the last tickets to try the rules on.',
      });
  });
export type RuleTest = z.infer<typeof ruleTest>;

const failure = z.object({
  kind: z.enum(['rule', 'policy']),
  id: z.string(),
  message: z.string(),
});

export const ruleTestResult = z
  .object({
    version: z.int().nullable().openapi({ description: 'Of the stored rules; null: the rules of the request' }),
    tested: z.int().openapi({ description: 'Tickets that the rules were tried on' }),
    complete: z.boolean().openapi({ description: 'False: time ran out before the last of them' }),
    data: z
      .array(
        z.object({
          key: z.string().nullable(),
          subject: z.string(),
          rule: z.string().nullable().openapi({ description: 'Which would match; null: none' }),
          set: triageRules.shape.rules.element.shape.set.nullable(),
          ticket: z
            .object({
              type: z.enum(TICKET_TYPES),
              impact: z.enum(LEVELS).nullable(),
              urgency: z.enum(LEVELS).nullable(),
              priority: z.enum(PRIORITIES),
              team: z.string().nullable(),
              tags: z.array(z.string()),
              policy: z.string().nullable(),
            })
            .openapi({ description: 'What the ticket would be like after triage' }),
          failures: z.array(failure).openapi({ description: 'Rules and policies that were passed over, and why' }),
        }),
      )
      .openapi({ description: 'Of the tickets, those that one may read' }),
    summary: z.array(z.object({ rule: z.string(), matched: z.int(), failed: z.int() })),
    neverMatched: z.array(z.string()).openapi({ description: 'Rules that matched none of these tickets' }),
  })
  .openapi('RuleTest');

/** How far back `matched` counts. */
const days = z
  .string()
  .regex(/^\d{1,3}$/, 'Must be a whole number from 1 to 366.')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 366, 'Must be a whole number from 1 to 366.')
  .default(30)
  .openapi({ type: 'integer', minimum: 1, maximum: 366, default: 30 });
export const ruleReportQuery = z.strictObject({ days });

const failing = z.object({
  id: z.string(),
  version: z.int(),
  current: z.boolean().openapi({ description: 'False: an edit has replaced it since' }),
  message: z.string().openapi({ description: 'Why, the last time' }),
  count: z.int(),
  firstAt: instantOut,
  lastAt: instantOut,
  lastTicket: z.string().nullable().openapi({ description: 'Its key' }),
});

export const ruleReport = z
  .object({
    version: z.int().nullable(),
    since: instantOut,
    rules: z.array(
      z.object({ id: z.string(), matched: z.int(), lastMatchedAt: instantOut.nullable(), failed: z.int() }),
    ),
    unmatched: z.int().openapi({ description: 'Tickets triaged since then that no rule matched' }),
    failing: z.array(failing.extend({ kind: z.enum(['rule', 'policy']) })),
  })
  .openapi('RuleReport');
