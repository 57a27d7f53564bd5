import { notFound } from '../problem';
import type { Call } from '../route';
import { UUID_FORM } from '../schemas/common';
import { ATTACHMENT_INCLUDE, type AttachmentRow } from './view';

/**
 * The attachment of the path, if the caller may know of it: as its ticket, and an internal one as internal comments. What
 * no ticket has taken yet is its uploader's alone.
 * @throws Problem 404
 */
export async function findAttachment({
  deps,
  params,
  caller,
  permissions,
}: Pick<Call, 'deps' | 'params' | 'caller' | 'permissions'>): Promise<AttachmentRow> {
  const id = params.id ?? '';
  const row = UUID_FORM.test(id)
    ? await deps.prisma.attachment.findUnique({ where: { id }, include: ATTACHMENT_INCLUDE })
    : null;
  if (!row || row.state === 'uploading') throw notFound('attachment of this id');
  const { ticket } = row;
  const seen =
    row.seq === null
      ? row.uploaderId === caller.id && row.state !== 'deleted'
      : ticket !== null &&
        permissions.mayTicket('see', ticket) &&
        (row.visibility === 'public' || permissions.mayTicket('readInternal', ticket));
  if (!seen) throw notFound('attachment of this id');
  return row;
}
