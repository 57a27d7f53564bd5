import { VISIBILITIES } from '../../workflows/domain/codes';
import { cursor, instantOut, limit, page, UUID_FORM, z } from './common';

const STATES = ['scanning', 'clean', 'quarantined', 'deleted'] as const;

/** Ids of files that were sent before, by POST /attachments. */
export const attachmentIds = z
  .array(z.string().regex(UUID_FORM, 'Must be the id of an attachment (a UUID).'))
  .max(20)
  .refine((ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length, 'Names a file twice.')
  .openapi({ description: 'Files of POST /attachments, each for one ticket or comment' });

/** A file as it is shown with its comment. */
export const commentFile = z.object({
  id: z.string().openapi({ format: 'uuid' }),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  state: z.enum(STATES),
});

export const attachment = commentFile
  .extend({
    ticket: z.string().nullable(),
    comment: z.string().nullable(),
    visibility: z.enum(VISIBILITIES),
    sha256: z.string(),
    uploader: z.object({ id: z.string(), name: z.string(), role: z.string() }),
    createdAt: instantOut,
    deletedAt: instantOut.nullable(),
  })
  .openapi('Attachment');
export const attachmentList = z.object({ data: z.array(attachment), page }).openapi('AttachmentList');
export const listQuery = z.strictObject({ limit, cursor: cursor.optional() });

/** The multipart body of an upload, for the description only: it is read as it comes. */
export const heldUpload = z.strictObject({ file: z.string().openapi({ format: 'binary' }) }).openapi('Upload');
export const ticketUpload = z
  .strictObject({ ...heldUpload.shape, visibility: z.enum(VISIBILITIES).optional() })
  .openapi('TicketUpload');
