import { PRIORITIES, STATUSES, TICKET_TYPES } from '../../workflows/domain/codes';
import { parseDuration } from '../../workflows/domain/duration';
import { MOVING } from '../moments';
import { cursor, instant, limit, oneOrMore, page, text, z } from './common';
import { ticket } from './tickets';

export const SORTS = ['createdAt', 'updatedAt', 'priority', 'nextDueAt'] as const;
export type Sort = (typeof SORTS)[number];
export const DEFAULT_SORT = '-createdAt';

const ids = z.string().min(1, 'Must not be empty.').max(2_000);
const yesOrNo = z.enum(['true', 'false']);

function isMoment(value: string): boolean {
  if (!MOVING.test(value)) return instant.safeParse(value).success;
  try {
    if (value.includes('P')) parseDuration(value.replace(/^-/, ''));
    return true;
  } catch {
    return false;
  }
}

const moment = z
  .string()
  .refine(isMoment, {
    params: { code: 'invalid_instant' },
    message: 'Must be an instant such as 2026-11-20T16:50:00.000Z, `@today`, `@tomorrow`, or from now: PT4H, -P7D.',
  })
  .openapi({
    anyOf: [{ format: 'date-time' }, { pattern: MOVING.source }],
    description: 'An instant; `@today` or `@tomorrow`, where they begin for the reader; or from now: `PT4H`, `-P7D`',
  });

const sort = z
  .string()
  .regex(new RegExp(`^-?(${SORTS.join('|')})$`), `Must be one of ${SORTS.join(', ')}, with - for descending.`);

/** What a list of tickets can be narrowed by, and what a view keeps. */
export const ticketFilter = z.strictObject({
  status: oneOrMore(STATUSES).optional(),
  type: oneOrMore(TICKET_TYPES).optional(),
  priority: oneOrMore(PRIORITIES).optional(),
  team: ids.optional().openapi({ description: 'Team ids, separated by commas' }),
  assignee: ids.optional().openapi({ description: 'User ids, `me`, `none`, separated by commas' }),
  requester: ids.optional().openapi({ description: 'User ids, e-mail addresses, `me`, separated by commas' }),
  organisation: ids.optional().openapi({ description: 'Organisation ids, separated by commas' }),
  tag: ids.optional().openapi({ description: 'One of these tags, separated by commas' }),
  q: text(1, 255)
    .optional()
    .openapi({ description: 'Words that subject, description or comments hold, or the key of a ticket' }),
  breached: yesOrNo.optional(),
  escalated: yesOrNo.optional(),
  dueBefore: moment.optional(),
  createdAfter: moment.optional(),
  createdBefore: moment.optional(),
  updatedAfter: moment.optional(),
  field: z
    .record(text(1, 100), text(0, 1_000))
    .optional()
    .openapi({
      description: 'Values of custom fields, each a parameter of its own: `field.site=Lyon`',
      param: { name: 'field', in: 'query', style: 'deepObject', explode: true },
    }),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

const MEMBERS = Object.keys(ticket.shape) as [keyof typeof ticket.shape, ...(keyof typeof ticket.shape)[]];
export type Member = (typeof MEMBERS)[number];

export const listQuery = z.strictObject({
  ...ticketFilter.shape,
  view: z.string().min(1).max(64).optional().openapi({ description: 'A saved view; other filters narrow it further' }),
  fields: oneOrMore(MEMBERS).optional(),
  sort: sort.optional().openapi({ default: DEFAULT_SORT, description: "Unless given, the view's, or -createdAt" }),
  limit,
  cursor: cursor.optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

export const ticketList = z
  .object({
    data: z.array(ticket.partial()).openapi({ description: 'All members of tickets, or those that `fields` names' }),
    page: page.extend({
      respelled: z
        .array(z.object({ word: z.string(), as: z.array(z.string()) }))
        .optional()
        .openapi({ description: 'Words of `q` that no ticket holds, and what was looked for instead' }),
    }),
  })
  .openapi('TicketList');
