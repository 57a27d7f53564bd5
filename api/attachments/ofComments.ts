import type { PrismaClient } from '../../prisma/client';
import type { CommentFile } from '../comments';

/** The files of comments, by comment, in the order in which they were sent. */
export async function filesOfComments(
  prisma: PrismaClient,
  comments: readonly string[],
): Promise<ReadonlyMap<string, readonly CommentFile[]>> {
  const byComment = new Map<string, CommentFile[]>();
  if (comments.length === 0) return byComment;
  const rows = await prisma.attachment.findMany({
    where: { commentId: { in: [...comments] }, seq: { not: null } },
    orderBy: { id: 'asc' },
  });
  for (const { commentId, id, name, type, size, state } of rows) {
    const files = byComment.get(commentId ?? '') ?? [];
    files.push({ id, name, type, size: Number(size), state });
    byComment.set(commentId ?? '', files);
  }
  return byComment;
}
