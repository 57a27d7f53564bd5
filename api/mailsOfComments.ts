import type { PrismaClient } from '../prisma/client';
import type { CommentMail } from './comments';

/** The mails that comments came by, by comment. @param desk whether the reader may know of the originals */
export async function mailsOfComments(
  prisma: PrismaClient,
  comments: readonly string[],
  desk: boolean,
): Promise<ReadonlyMap<string, CommentMail>> {
  if (comments.length === 0) return new Map();
  const rows = await prisma.inboundMail.findMany({
    where: { commentId: { in: [...comments] }, state: { in: ['opened', 'commented'] } },
    select: { id: true, commentId: true, original: true },
  });
  return new Map(
    rows.map(({ id, commentId, original }) => [commentId ?? '', { original: desk && original === 'kept' ? id : null }]),
  );
}
