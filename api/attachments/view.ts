import type { Prisma } from '../../prisma/client';
import { namesOf } from '../names';
import type { Call } from '../route';

export const ATTACHMENT_INCLUDE = {
  ticket: { select: { key: true, requesterId: true, organisationId: true, teamId: true } },
} as const satisfies Prisma.AttachmentInclude;

export type AttachmentRow = Prisma.AttachmentGetPayload<{ include: typeof ATTACHMENT_INCLUDE }>;

export async function viewAttachments({ deps }: Pick<Call, 'deps'>, rows: readonly AttachmentRow[]) {
  const names = await namesOf(
    deps.prisma,
    rows.map((row) => row.uploaderId),
  );
  return rows.map(({ uploaderId, uploaderRole, ...row }) => ({
    id: row.id,
    // Until its event is there, a file is its uploader's alone.
    ticket: row.seq === null ? null : (row.ticket?.key ?? null),
    comment: row.seq === null ? null : row.commentId,
    name: row.name,
    type: row.type,
    size: Number(row.size),
    state: row.state,
    visibility: row.visibility,
    sha256: row.sha256,
    uploader: { id: uploaderId, name: names.get(uploaderId) ?? uploaderId, role: uploaderRole },
    createdAt: row.createdAt.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
  }));
}
