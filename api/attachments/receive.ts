import { pipeline, type Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { detectType, SAMPLE_BYTES } from '../../files/contentType';
import { cleanName } from '../../files/fileName';
import { scanAttachment, scanLease } from '../../files/scan';
import { forgetUnclaimed } from '../../files/sweep';
import type { Visibility } from '../../workflows/domain/codes';
import { invalid, Problem, unavailable } from '../problem';
import type { Call } from '../route';
import { attachmentLimits } from '../settings';
import { FirstBytes } from './firstBytes';
import { Measure } from './measure';
import { readUpload, type Upload } from './readUpload';
import { requireAllowed } from './requireAllowed';

export type Receiving = Pick<Call, 'deps' | 'caller' | 'incoming'>;

/** A file that is whole in the store. Its row is there, still `uploading`: nobody sees it yet. */
export interface Received {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  /** As it was asked for. */
  readonly visibility: Visibility | undefined;
}

/**
 * Takes in the file of a multipart body. Its row is written first, then its bytes as they come, so that whatever breaks
 * off is found by its row and swept.
 * @throws Problem 400, 413, 415, 422; 503 if the store does not take it
 */
export async function receiveFile(receiving: Receiving): Promise<Received> {
  const { deps, caller, incoming } = receiving;
  if (!incoming) throw new Error('A file comes with a connection');
  await requireRoom(receiving);
  const limits = attachmentLimits(deps.settings);
  const upload = await readUpload(incoming, limits);
  const id = uuidv7();
  const name = cleanName(upload.declaredName);
  await deps.prisma.attachment
    .create({
      data: {
        id,
        name,
        uploaderId: caller.id,
        uploaderRole: caller.role,
        type: '',
        size: 0,
        sha256: '',
        state: 'uploading',
      },
    })
    .catch((error: unknown) => {
      upload.giveUp(error);
      throw error;
    });
  try {
    const facts = await store(receiving, upload, { id, name });
    return { id, name, ...facts, visibility: readVisibility(upload) };
  } catch (error) {
    upload.giveUp(error);
    await discardFile(receiving, id);
    // What was wrong with the body says more than how the store noticed it.
    throw await upload.ended.then(
      () => error,
      (why: unknown) => why,
    );
  }
}

async function store({ deps }: Receiving, upload: Upload, { id, name }: { id: string; name: string }) {
  const { maxBytes, types } = attachmentLimits(deps.settings);
  let type = '';
  const look = async (sample: Buffer) => {
    if (sample.length === 0) throw invalid([{ pointer: '/file', code: 'empty', message: 'The file is empty.' }]);
    type = await detectType(sample);
    requireAllowed({ name, type }, sample, types);
  };
  const measure = new Measure();
  const content: Readable = pipeline(upload.content, new FirstBytes(SAMPLE_BYTES, look), measure, () => undefined);
  await deps.files.store.put(id, content).catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    deps.logger.error({ err: error, attachment: id }, 'the store did not take a file');
    throw unavailable('The file could not be stored just now. Send it again.', 5);
  });
  await upload.ended;
  if (measure.size > maxBytes)
    throw new Problem('too_large', `The file is larger than ${maxBytes} bytes. Send a smaller one.`);
  return { type, size: measure.size, sha256: measure.digest() };
}

/** Whoever never uses what she sends does not fill the store. */
async function requireRoom({ deps, caller }: Receiving): Promise<void> {
  const { maxCount } = attachmentLimits(deps.settings);
  const held = await deps.prisma.attachment.count({
    where: { uploaderId: caller.id, seq: null, state: { not: 'deleted' } },
  });
  if (held < maxCount) return;
  const message = `You have sent ${held} files that no ticket has taken. Use or delete them first.`;
  throw invalid([{ pointer: '/file', code: 'too_many', message }]);
}

function readVisibility({ fields }: Upload): Visibility | undefined {
  const value = fields.get('visibility');
  if (value === undefined || value === 'public' || value === 'internal') return value;
  throw invalid([{ pointer: '/visibility', code: 'invalid_value', message: 'Must be public or internal.' }]);
}

/** The columns that make a received file one that may be used. */
export function receivedColumns({ deps }: Pick<Receiving, 'deps'>, { type, size, sha256 }: Received) {
  const state = deps.files.clamd ? { state: 'scanning', scanAfter: scanLease() } : { state: 'clean' };
  return { type, size, sha256, ...state };
}

/** Has it scanned now, without anyone waiting. What fails here is made up for by the workers. */
export function beginScan({ deps }: Pick<Receiving, 'deps'>, id: string): void {
  if (!deps.files.clamd) return;
  scanAttachment(deps.prisma, deps.files, id).catch((error: unknown) => {
    deps.logger.warn({ err: error, attachment: id }, 'a file could not be scanned; a worker will try again');
  });
}

/** Forgets a file that nothing took; what fails here is left to the sweep. */
export async function discardFile({ deps }: Pick<Receiving, 'deps'>, id: string): Promise<void> {
  await forgetUnclaimed(deps.prisma, deps.files.store, id).catch((error: unknown) => {
    deps.logger.warn({ err: error, attachment: id }, 'a file that nothing took is left to the sweep');
  });
}
