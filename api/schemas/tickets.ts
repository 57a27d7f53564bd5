import {
  CLOCKS,
  LEVELS,
  LINK_KINDS,
  PENDING_REASONS,
  PRIORITIES,
  RESOLUTIONS,
  SOURCES,
  STATUSES,
  SURVEY_STATES,
  TICKET_TYPES,
  VISIBILITIES,
} from '../../workflows/domain/codes';
import { attachment, attachmentIds, commentFile } from './attachments';
import { bulkResult } from './bulkResult';
import { chosenId, cursor, instant, instantOut, limit, named, page, problem, text, uuid, z } from './common';

export const MAX_TEXT = 65_536;
const subject = text(1, 255);
const description = text(0, MAX_TEXT);
export const tags = z.array(text(1, 64)).max(50);
const fieldName = text(1, 100);
/** Any JSON; a merge patch removes members by null. */
export const fields = z.record(fieldName, z.json()).openapi({ type: 'object', additionalProperties: true });

export const createTicket = z
  .strictObject({
    type: z.enum(TICKET_TYPES).optional(),
    subject,
    description: description.optional(),
    impact: z.enum(LEVELS).optional(),
    urgency: z.enum(LEVELS).optional(),
    fields: fields.optional(),
    source: z.enum(SOURCES).optional(),
    requester: text(1, 320).optional().openapi({ description: 'Id or e-mail address; agents and up' }),
    fingerprint: text(1, 255).optional(),
    tags: tags.optional(),
    attachments: attachmentIds.optional(),
  })
  .openapi('NewTicket');
export type CreateTicket = z.infer<typeof createTicket>;

export const patchTicket = z
  .strictObject({
    subject: subject.optional(),
    fields: fields.optional(),
    tags: tags.optional(),
    type: z.enum(TICKET_TYPES).optional(),
    impact: z.enum(LEVELS).nullable().optional(),
    urgency: z.enum(LEVELS).nullable().optional(),
    priority: z.enum(PRIORITIES).optional(),
    dueDate: instant
      .nullable()
      .optional()
      .openapi({ description: 'A deadline set by hand, which nothing moves; null takes it away' }),
  })
  .openapi('TicketPatch');

export const nothing = z.strictObject({});
export const assign = z
  .strictObject({ agent: uuid.optional(), team: chosenId.optional() })
  .superRefine((body, context) => {
    if (body.agent === undefined && body.team === undefined)
      context.addIssue({ code: 'custom', params: { code: 'required' }, message: 'Name an agent, a team, or both.' });
  });
/** Of release and reopen. */
export const reasoned = z.strictObject({ reason: text(1, MAX_TEXT).optional() });
export const pend = z.strictObject({ reason: z.enum(PENDING_REASONS), until: instant.optional() });
export const resolve = z.strictObject({
  resolution: z.enum(RESOLUTIONS).optional(),
  note: text(1, MAX_TEXT).optional(),
});
export const escalate = z.strictObject({ reason: text(1, MAX_TEXT) });
export const newComment = z
  .strictObject({
    body: text(1, MAX_TEXT),
    visibility: z.enum(VISIBILITIES).optional(),
    attachments: attachmentIds.optional(),
    mentions: z
      .array(uuid)
      .max(20)
      .optional()
      .openapi({ description: 'People who hear of it, beside those whom the text names by `@name`; agents and up' }),
  })
  .openapi('NewComment');

const clock = z.object({
  clock: z.enum(CLOCKS),
  cycle: z.int(),
  state: z.enum(['running', 'paused', 'stopped']),
  dueAt: instantOut.nullable(),
  elapsedMs: z.int(),
  targetMs: z.int().nullable(),
  breached: z.boolean(),
});

export const ticket = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    key: z.string().openapi({ example: 'SD-42' }),
    version: z.int(),
    type: z.enum(TICKET_TYPES),
    subject: z.string(),
    description: z.string(),
    status: z.enum(STATUSES),
    pending: z.object({ reason: z.enum(PENDING_REASONS), until: instantOut.nullable() }).nullable(),
    impact: z.enum(LEVELS).nullable(),
    urgency: z.enum(LEVELS).nullable(),
    priority: z.enum(PRIORITIES),
    source: z.enum(SOURCES),
    requester: named,
    organisation: named.nullable(),
    team: named.nullable(),
    assignee: named.nullable(),
    acceptedAt: instantOut.nullable(),
    escalationLevel: z.int(),
    resolution: z.enum(RESOLUTIONS).nullable(),
    reopenCount: z.int(),
    occurrences: z.int(),
    tags: z.array(z.string()),
    fields: z.record(z.string(), z.json()).openapi({ type: 'object', additionalProperties: true }),
    clocks: z.array(clock),
    dueDate: instantOut.nullable(),
    nextDueAt: instantOut.nullable(),
    survey: z
      .object({ state: z.enum(SURVEY_STATES), score: z.int().nullable(), url: z.string().optional() })
      .nullable(),
    createdAt: instantOut,
    updatedAt: instantOut,
    resolvedAt: instantOut.nullable(),
    closedAt: instantOut.nullable(),
    links: z.array(z.object({ kind: z.enum(LINK_KINDS), key: z.string() })),
  })
  .openapi('Ticket');

export const author = z.object({ id: z.string(), name: z.string(), role: z.string() });

export const comment = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    ticket: z.string(),
    author: author.nullable(),
    visibility: z.enum(VISIBILITIES),
    body: z.string(),
    mentions: z.array(named).openapi({ description: 'Whom it names, by id or in the text: they hear of it' }),
    attachments: z.array(commentFile),
    source: z.enum(['api', 'email']),
    original: z
      .string()
      .nullable()
      .openapi({ description: 'Of a mail: the id by which those who work on the ticket read it, quotes and all' }),
    createdAt: instantOut,
  })
  .openapi('Comment');
export const commentList = z.object({ data: z.array(comment), page }).openapi('CommentList');
export const pageQuery = z.strictObject({ limit, cursor: cursor.optional() });

export const event = z
  .object({
    seq: z.int(),
    at: instantOut,
    kind: z.string(),
    by: author.nullable(),
    data: z.record(z.string(), z.json()).openapi({ type: 'object', additionalProperties: true }),
  })
  .openapi('Event');
export const eventList = z.object({ data: z.array(event), page }).openapi('EventList');

export const clocks = z
  .object({
    asOf: instantOut,
    data: z.array(
      clock.extend({
        startedAt: instantOut,
        stoppedAt: instantOut.nullable(),
        everBreached: z.boolean(),
        ledger: z.array(
          z.object({
            from: instantOut,
            to: instantOut.nullable(),
            state: z.enum(['running', 'paused', 'stopped']),
            countedMs: z.int(),
            why: z.string(),
            calendarVersion: z.int().nullable(),
            calendar: z.string().nullable(),
          }),
        ),
        explanation: z.string(),
      }),
    ),
  })
  .openapi('Clocks');

export const process = z
  .object({
    waitingFor: z.enum(['triage', 'team', 'agent', 'requester', 'vendor', 'scheduled', 'survey', 'closing', 'nothing']),
    since: instantOut,
    next: z.object({ at: instantOut, what: z.string() }).nullable(),
    sentence: z.string(),
    workflow: z.object({ id: z.string(), runId: z.string().nullable(), url: z.string().nullable() }),
  })
  .openapi('Process');

export const operation = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'done', 'refused', 'unknown']),
    result: z.union([ticket, comment, attachment, bulkResult]).nullable(),
    // A union, because null beside a reference is lost on the way to OpenAPI.
    problem: z.union([problem, z.null()]),
  })
  .openapi('Operation');

export const survey = z
  .object({
    ticket: z.object({ key: z.string(), subject: z.string() }),
    state: z.enum(SURVEY_STATES),
    score: z.int().nullable(),
    comment: z.string().nullable(),
    expiresAt: instantOut.nullable(),
  })
  .openapi('Survey');
export const surveyAnswer = z.strictObject({ score: z.int().min(1).max(5), comment: text(0, MAX_TEXT).optional() });
