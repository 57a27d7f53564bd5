import { Prisma } from '../../prisma/client';
import type { Visibility } from '../../workflows/domain/codes';
import { invalid } from '../problem';
import type { Call } from '../route';
import { attachmentLimits } from '../settings';

type Claiming = Pick<Call, 'deps' | 'caller'>;

/** Where files go with a comment. */
interface CommentPlace {
  readonly ticketId: string;
  readonly comment: string;
  readonly visibility: Visibility;
}

/**
 * Names the comment that files belong to, ahead of the command that makes it visible. Until an event has claimed them
 * they may go elsewhere, since a comment that was refused must not keep them. Repeating it changes nothing.
 * @throws Problem 422 unless all are the caller's, whole, free, and not too many for the ticket
 */
export async function attachToComment(
  { deps, caller }: Claiming,
  ids: readonly string[],
  { ticketId, comment, visibility }: CommentPlace,
): Promise<void> {
  const { maxCount } = attachmentLimits(deps.settings);
  await deps.prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE attachments SET ticket_id = ${ticketId}::uuid, comment_id = ${comment}::uuid, visibility = ${visibility}
       WHERE id = ANY(${[...ids]}::uuid[]) AND ${isFree(caller.id)}
      RETURNING id::text`;
    const before = await tx.attachment.findMany({
      where: { id: { in: [...ids] }, commentId: comment, seq: { not: null } },
      select: { id: true },
    });
    requireAll(ids, [...rows, ...before]);
    const taken = await tx.attachment.count({ where: { ticketId, seq: { not: null }, state: { not: 'deleted' } } });
    if (before.length === 0 && taken + ids.length > maxCount) throw tooMany(maxCount);
  });
}

/**
 * Lets a new ticket take files in the transaction that writes it. There they are locked first: of two tickets that name one
 * file, the later sees that it is taken.
 * @returns what `takeIn` does before and with its statement; `secure` throws Problem 422 if a file has been taken meanwhile
 * @throws Problem 422 unless all are the caller's, whole and free, and not too many for a ticket
 */
export async function attachToNewTicket({ deps, caller }: Claiming, ids: readonly string[]) {
  const { maxCount } = attachmentLimits(deps.settings);
  if (ids.length > maxCount) throw tooMany(maxCount);
  const free = Prisma.sql`
    SELECT id::text FROM attachments WHERE id = ANY(${[...ids]}::uuid[]) AND ${isFree(caller.id)} ORDER BY id`;
  requireAll(ids, await deps.prisma.$queryRaw(free));
  const secure = async (tx: Prisma.TransactionClient) =>
    requireAll(ids, await tx.$queryRaw(Prisma.sql`${free} FOR NO KEY UPDATE`));
  const along = (ticket: { readonly id: string }): Prisma.Sql[] => [
    Prisma.sql`attached AS (
      UPDATE attachments SET ticket_id = ${ticket.id}::uuid, comment_id = NULL, visibility = 'public', seq = 1
       WHERE id = ANY(${[...ids]}::uuid[])
    )`,
  ];
  return { secure, along };
}

/** Sent by this caller, whole, and taken by no event. */
function isFree(uploader: string): Prisma.Sql {
  return Prisma.sql`uploader_id = ${uploader} AND state IN ('scanning', 'clean') AND seq IS NULL`;
}

function requireAll(ids: readonly string[], found: readonly { readonly id: string }[]): void {
  const known = new Set(found.map(({ id }) => id));
  const errors = ids.flatMap((id, at) =>
    known.has(id.toLowerCase())
      ? []
      : [
          {
            pointer: `/attachments/${at}`,
            code: 'unknown',
            message: `No file of yours that is still free has the id ${id}. Send it again by POST /attachments.`,
          },
        ],
  );
  if (errors.length > 0) throw invalid(errors);
}

function tooMany(maxCount: number) {
  const message = `A ticket has ${maxCount} files at most. Delete some, or put several into one archive.`;
  return invalid([{ pointer: '/attachments', code: 'too_many', message }]);
}
