import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { detectType, isAllowed, isProgram, SAMPLE_BYTES } from '../../files/contentType';
import { cleanName } from '../../files/fileName';
import { textId } from '../../prisma/ids';
import type { Actor, Visibility } from '../../workflows/domain/codes';
import type { InboundDeps } from './deps';
import type { MailFile } from './mailReader';

/** What was left out of a ticket, though the original has it. */
export type Note =
  'shortened' | 'tooManyFiles' | 'fileTooLarge' | 'programLeftOut' | 'typeLeftOut' | 'smallPicturesLeftOut';

/** Where a mail's files go. */
export interface FilePlace {
  readonly ticketId: string;
  readonly comment: string;
  readonly visibility: Visibility;
}

interface Kept {
  readonly ids: readonly string[];
  readonly notes: readonly Note[];
}

/** Pictures within a text that are smaller are logos and icons of signatures. */
const SMALL_PICTURE_BYTES = 8 * 1024;

/**
 * Stores the files of a mail ahead of the event that makes them visible. Their ids follow from the mail's, so that a
 * repeat stores them once.
 * @param place null: a new ticket takes them with the statement that writes it
 */
export async function keepFiles(
  { prisma, inbound }: Pick<InboundDeps, 'prisma' | 'inbound'>,
  mailId: string,
  files: readonly MailFile[],
  author: Actor,
  place: FilePlace | null,
): Promise<Kept> {
  const { maxBytes, maxCount, types } = inbound.settings.attachments;
  const ticketId = place?.ticketId ?? null;
  const taken =
    ticketId === null
      ? 0
      : await prisma.attachment.count({ where: { ticketId, seq: { not: null }, state: { not: 'deleted' } } });
  const ids: string[] = [];
  const notes = new Set<Note>();
  for (const [n, { name: declared, content, embedded }] of files.entries()) {
    const sample = Buffer.from(content.subarray(0, SAMPLE_BYTES));
    const type = await detectType(sample);
    const name = cleanName(declared);
    if (content.length === 0) continue;
    if (embedded && content.length < SMALL_PICTURE_BYTES) notes.add('smallPicturesLeftOut');
    else if (content.length > maxBytes) notes.add('fileTooLarge');
    else if (isProgram({ name, type }, sample)) notes.add('programLeftOut');
    else if (!isAllowed(type, types)) notes.add('typeLeftOut');
    else if (taken + ids.length >= maxCount) notes.add('tooManyFiles');
    else {
      const id = textId(`${mailId}/${n}`, 'file');
      await keepFile({ prisma, inbound }, { id, name, type, content }, author, place);
      ids.push(id);
    }
  }
  return { ids, notes: [...notes] };
}

async function keepFile(
  { prisma, inbound }: Pick<InboundDeps, 'prisma' | 'inbound'>,
  file: { readonly id: string; readonly name: string; readonly type: string; readonly content: Uint8Array },
  author: Actor,
  place: FilePlace | null,
): Promise<void> {
  const { id, name, type, content } = file;
  const { store, clamd } = inbound.files;
  const where = {
    ticketId: place?.ticketId ?? null,
    commentId: place?.comment ?? null,
    visibility: place?.visibility ?? 'public',
  };
  const uploader = { uploaderId: author.id, uploaderRole: author.role };
  // The row is there before the bytes: whatever breaks off is found by it.
  await prisma.attachment.createMany({
    data: [{ id, name, ...where, ...uploader, type: '', size: 0, sha256: '', state: 'uploading' }],
    skipDuplicates: true,
  });
  const row = await prisma.attachment.findUnique({ where: { id }, select: { seq: true } });
  if (row?.seq !== null) return;
  await store.put(id, Readable.from([Buffer.from(content)]));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const state = clamd ? { state: 'scanning', scanAfter: new Date() } : { state: 'clean' };
  await prisma.attachment.updateMany({
    where: { id, seq: null },
    data: { ...where, type, size: content.length, sha256, ...state },
  });
}
