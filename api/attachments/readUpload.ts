import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { invalid, Problem } from '../problem';
import type { AttachmentLimits } from '../settings';

/** The body of an upload: fields, then one file, which is read as it comes. */
export interface Upload {
  readonly declaredName: string;
  readonly content: Readable;
  /** Fields that came before the file or after it; known when the file has ended. */
  readonly fields: ReadonlyMap<string, string>;
  /** Resolves when the body has ended as it should. @throws Problem 400, 413, 422, or what `giveUp` was told */
  readonly ended: Promise<void>;
  /** Reads the rest of the body without keeping it. */
  giveUp(why: unknown): void;
}

/** Beside the file: boundaries, part headers and fields. */
const ENVELOPE_BYTES = 64 * 1024;
/** A client that sends nothing for so long is given up. */
const SILENCE_MS = 30_000;

/**
 * Begins to read a multipart/form-data body. Nothing of it is kept here: the file is a stream.
 * @throws Problem 413, 415, 400, 422
 */
export function readUpload(incoming: IncomingMessage, { maxBytes }: AttachmentLimits): Promise<Upload> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes + ENVELOPE_BYTES) throw tooLarge(maxBytes);
  const parser = openParser(incoming, maxBytes);
  const fields = new Map<string, string>();
  return new Promise((resolve, reject) => {
    let content: Readable | null = null;
    let end: () => void = () => undefined;
    let fail: (problem: unknown) => void = reject;
    const ended = new Promise<void>((done, failed) => {
      end = done;
      fail = failed;
    });
    // Whoever waits for the file hears of it; nobody may be waiting for the end yet.
    ended.catch((why: unknown) => {
      const error = why instanceof Error ? why : new Error(String(why));
      reject(error);
      content?.destroy(error);
      incoming.unpipe(parser);
      // The rest is read and thrown away, so that the client gets to see the answer.
      incoming.resume();
    });
    parser.on('field', (name, value) => {
      if (name === 'visibility' && !fields.has(name)) fields.set(name, value);
      else fail(invalid([{ pointer: `/${name}`, code: 'unknown_member', message: `Unknown field ${name}.` }]));
    });
    parser.on('file', (name, stream, { filename }) => {
      if (name !== 'file' || content) {
        stream.resume();
        fail(invalid([{ pointer: `/${name}`, code: 'invalid', message: 'Send one file, in the field `file`.' }]));
        return;
      }
      content = stream;
      stream.on('error', () => undefined);
      stream.on('limit', () => fail(tooLarge(maxBytes)));
      resolve({ declaredName: filename ?? '', content: stream, fields, ended, giveUp: fail });
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      parser.on(limit, () =>
        fail(invalid([{ pointer: '/file', code: 'invalid', message: 'Send one file at a time.' }])),
      );
    parser.on('error', () => fail(brokenOff('The body is not whole multipart/form-data')));
    parser.on('close', () => {
      if (!content)
        fail(invalid([{ pointer: '/file', code: 'required', message: 'Send the file in the field `file`.' }]));
      end();
    });
    incoming.on('aborted', () => fail(brokenOff('The upload was broken off')));
    incoming.on('error', () => fail(brokenOff('The upload was broken off')));
    incoming.setTimeout(SILENCE_MS, () => fail(brokenOff('Nothing came for 30 seconds')));
    incoming.pipe(parser);
  });
}

function openParser(incoming: IncomingMessage, maxBytes: number) {
  const type = incoming.headers['content-type'] ?? 'nothing in particular';
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new Problem('unsupported_media_type', `The body is sent as ${type}. Send multipart/form-data.`);
  if (incoming.headers['content-encoding'] !== undefined)
    throw new Problem('unsupported_media_type', 'Send the file without Content-Encoding.');
  try {
    return busboy({
      headers: incoming.headers,
      // Names are UTF-8 as browsers send them; a path in one is cut off by `cleanName`.
      defParamCharset: 'utf8',
      preservePath: true,
      // One byte more, so that a file of exactly the limit is in time.
      limits: { fileSize: maxBytes + 1, files: 1, fields: 5, fieldSize: 1_000, parts: 6 },
    });
  } catch {
    throw new Problem('malformed', 'The Content-Type names no boundary.');
  }
}

function tooLarge(maxBytes: number): Problem {
  return new Problem('too_large', `The file is larger than ${maxBytes} bytes. Send a smaller one.`);
}

function brokenOff(what: string): Problem {
  return new Problem('malformed', `${what}. Send it again.`, { headers: { Connection: 'close' } });
}
