import { removeBytes } from '../../files/sweep';
import { audit } from '../resource';
import type { Answer, Call } from '../route';
import { discardFile } from './receive';
import type { AttachmentRow } from './view';

/** Takes a file away. Its row stays, so that a comment does not speak of something that never was; its bytes go. */
export async function removeAttachment(call: Call<unknown, unknown, AttachmentRow>): Promise<Answer> {
  const { deps, caller, target: row } = call;
  if (row.seq === null) {
    await discardFile(call, row.id);
    return { status: 204 };
  }
  await deps.prisma.$transaction(async (tx) => {
    const { count } = await tx.attachment.updateMany({
      where: { id: row.id, state: { not: 'deleted' } },
      data: { state: 'deleted', deletedAt: new Date(), deletedBy: caller.id },
    });
    if (count === 0) return;
    const document = { ticket: row.ticket?.key ?? null, type: row.type, size: Number(row.size), sha256: row.sha256 };
    const before = { version: 1, document };
    await audit(tx, { actor: caller.id, action: 'delete', object: `attachment:${row.id}`, before, after: null });
  });
  await removeBytes(deps.prisma, deps.files.store, row.id).catch((error: unknown) => {
    deps.logger.warn({ err: error, attachment: row.id }, 'the bytes of a deleted file are left to the sweep');
  });
  return { status: 204 };
}
