import { text, z } from './common';
import { assign, escalate, newComment, nothing, patchTicket, pend, reasoned, resolve } from './tickets';

/** What each command takes beside `key`, `command` and `ifVersion`: the members of its own call. */
const MEMBERS = {
  accept: nothing,
  assign,
  release: reasoned,
  pend,
  resume: nothing,
  resolve,
  reopen: reasoned,
  close: nothing,
  escalate,
  comment: newComment,
  edit: patchTicket,
} as const;

export type BulkCommandName = keyof typeof MEMBERS;
export const BULK_COMMANDS = Object.keys(MEMBERS) as [BulkCommandName, ...BulkCommandName[]];

/** PostgreSQL's integers end here. */
const MAX_VERSION = 2_147_483_647;

/** The members of the command itself are checked when its turn comes, as they would be alone. */
const command = z
  .looseObject({
    key: text(1, 30).openapi({ example: 'SD-42' }),
    command: z.enum(BULK_COMMANDS),
    ifVersion: z
      .int()
      .min(1)
      .max(MAX_VERSION)
      .optional()
      .openapi({ description: 'As `If-Match`: refused at another version' }),
  })
  .openapi({ description: 'And the members of the call of this name' });

export const bulk = z.strictObject({ commands: z.array(command).min(1).max(100) }).openapi('Bulk');
export type BulkBody = z.infer<typeof bulk>;
