import { connect } from 'node:net';
import { finished, type Readable } from 'node:stream';

export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
}

/** What the scanner says of a file: clean, or the name of what it found. */
export type Verdict = { readonly clean: true } | { readonly clean: false; readonly finding: string };

/** So long the scanner may be silent. */
const SILENCE_MS = 60_000;

/**
 * Has clamd look through a stream (its command INSTREAM: chunks with their length before them, an empty one at the end).
 * @throws if it cannot be reached, breaks off, or says that it could not scan
 */
export function scanStream({ host, port }: ClamdAddress, content: Readable): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let reply = '';
    const fail = (error: Error) => {
      content.destroy();
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(SILENCE_MS, () => fail(new Error(`clamd at ${host}:${port} has been silent for a minute`)));
    socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
    socket.on('error', fail);
    socket.on('close', () => {
      content.destroy();
      const verdict = readVerdict(reply);
      if (verdict) resolve(verdict);
      else reject(new Error(`clamd at ${host}:${port} gave no verdict: ${reply.slice(0, 200) || 'no answer'}`));
    });
    finished(content, { writable: false }, (error) => {
      // Closed early because the scanner has seen enough: its verdict is on its way.
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') fail(error);
    });
    socket.write('zINSTREAM\0');
    content.on('data', (chunk: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (!socket.write(chunk)) content.pause();
    });
    socket.on('drain', () => content.resume());
    content.on('end', () => socket.write(Buffer.alloc(4)));
  });
}

function readVerdict(reply: string): Verdict | null {
  const text = reply.replace(/\0/g, '').trim();
  if (/^stream: OK$/.test(text)) return { clean: true };
  const [, finding] = /^stream: (.+) FOUND$/.exec(text) ?? [];
  return finding === undefined ? null : { clean: false, finding: finding.slice(0, 200) };
}
