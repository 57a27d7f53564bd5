import parseRange from 'range-parser';
import { dispositionOf } from '../../files/fileName';
import type { ByteRange } from '../../files/store';
import { Problem, unavailable } from '../problem';
import type { Answer, Asked, Call } from '../route';
import type { AttachmentRow } from './view';

/**
 * The bytes of a file, whole or one range of them. To be saved, never to be shown: a page that somebody attached must
 * not run under the desk's address.
 * @throws Problem 403, 409, 410, 416
 */
export function sendContent({ deps, target: row, req }: Call<unknown, unknown, AttachmentRow>): Answer {
  requireClean(row);
  const size = Number(row.size);
  const etag = `"${row.sha256}"`;
  const range = readRange(req, { size, etag });
  const length = range ? range.end - range.start + 1 : size;
  return {
    status: range ? 206 : 200,
    contentType: row.type,
    headers: {
      ETag: etag,
      'Content-Length': String(length),
      'Content-Disposition': dispositionOf(row.name),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Accept-Ranges': 'bytes',
      ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` }),
    },
    stream: async () => {
      const content = await deps.files.store.read(row.id, range ?? undefined).catch((error: unknown) => {
        deps.logger.error({ err: error, attachment: row.id }, 'the store does not give a file');
        return null;
      });
      if (!content) throw unavailable('The file cannot be read just now. Repeat the request.', 5);
      return content;
    },
  };
}

function requireClean({ state, finding }: AttachmentRow): void {
  switch (state) {
    case 'clean':
      return;
    case 'scanning':
      throw new Problem('scanning', 'The file is being scanned. Repeat the request in some seconds.', {
        headers: { 'Retry-After': '5' },
      });
    case 'quarantined':
      throw new Problem('quarantined', `The scanner found ${finding}: the file is not given out.`);
    default:
      throw new Problem('gone', 'The file has been deleted.');
  }
}

/** The one range that is asked for; several are answered with the whole, as RFC 9110 allows. */
function readRange({ headers }: Asked, { size, etag }: { size: number; etag: string }): ByteRange | null {
  const { range, 'if-range': ifRange } = headers;
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return null;
  const ranges = parseRange(size, range);
  if (ranges === -2) return null;
  if (ranges === -1)
    throw new Problem('range_not_satisfiable', `The file has ${size} bytes.`, {
      headers: { 'Content-Range': `bytes */${size}` },
    });
  const [only] = ranges;
  return ranges.type === 'bytes' && ranges.length === 1 && only ? only : null;
}
