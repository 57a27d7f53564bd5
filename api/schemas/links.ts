import {
  CASCADE_ACTIONS,
  LINK_KINDS,
  PENDING_REASONS,
  PRIORITIES,
  RESOLUTIONS,
  STATUSES,
  TICKET_TYPES,
} from '../../workflows/domain/codes';
import { page, text, z } from './common';

const MAX_TEXT = 65_536;
export const ticketKey = z
  .string()
  .regex(/^SD-[1-9]\d{0,17}$/, 'Must be the key of a ticket, such as SD-42.')
  .openapi({ example: 'SD-42' });

export const link = z
  .object({
    kind: z.enum(LINK_KINDS),
    key: z.string(),
    subject: z.string(),
    type: z.enum(TICKET_TYPES),
    status: z.enum(STATUSES),
    priority: z.enum(PRIORITIES),
  })
  .openapi('Link');
export const linkList = z.object({ data: z.array(link), page }).openapi('LinkList');

export const merge = z.strictObject({ into: ticketKey, note: text(1, MAX_TEXT).optional() });
export const unmerge = z.strictObject({ note: text(1, MAX_TEXT).optional() });
export const split = z.strictObject({
  comment: z.uuid().openapi({ description: 'Id of a public comment: it is what the new ticket is about' }),
  subject: text(1, 255),
  type: z.enum(TICKET_TYPES).optional(),
});

/** Of a parent, to all of its children. */
export const cascade = z
  .strictObject({
    action: z.enum(CASCADE_ACTIONS),
    note: text(1, MAX_TEXT).optional().openapi({ description: 'A public comment in each child; required of inform' }),
    reason: z.enum(PENDING_REASONS).optional().openapi({ description: 'Of pause; vendor unless said' }),
    resolution: z.enum(RESOLUTIONS).optional().openapi({ description: 'Of resolve; done unless said' }),
  })
  .superRefine(({ action, note, reason, resolution }, context) => {
    const wrong = (member: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [member], params: { code }, message });
    if (action === 'inform' && note === undefined) wrong('note', 'required', 'Say what the children are to be told.');
    if (action !== 'pause' && reason !== undefined) wrong('reason', 'not_allowed', 'Only pause has a reason.');
    if (action !== 'resolve' && resolution !== undefined)
      wrong('resolution', 'not_allowed', 'Only resolve has a resolution.');
  });
