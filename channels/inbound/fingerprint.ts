import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Of the head of a mail so much is looked at; whatever comes after belongs to the content. */
const HEAD_BYTES = 256 * 1024;
/** What a mail is told by beside its content. A forwarding adds headers and changes none of these. */
const TELLING = ['message-id', 'from', 'date', 'subject'] as const;

/**
 * Counts and hashes a mail on its way into the store. Two are the same if their id, sender, date and subject are and their
 * content is: an id alone is not trusted, since programs give it twice, and the headers of the way it took differ.
 */
export class Fingerprint extends Transform {
  size = 0;
  private readonly all = createHash('sha256');
  private readonly content = createHash('sha256');
  private head: Buffer = Buffer.alloc(0);
  private headEnded = false;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    this.all.update(chunk);
    if (this.headEnded) this.addContent(chunk);
    else this.addHead(chunk);
    done(null, chunk);
  }

  /** SHA-256 of all bytes, hexadecimal. Once, when all has gone through. */
  sha256(): string {
    return this.all.digest('hex');
  }

  /** What the mail is known by. Once, when all has gone through. */
  key(): string {
    const headers = readHead(this.head);
    const telling = TELLING.map((name) => headers.get(name) ?? '');
    // Without an id all of the head counts: rather twice than not at all.
    const rest = headers.has('message-id') ? [] : [this.head.toString('latin1')];
    return createHash('sha256')
      .update(JSON.stringify([...telling, ...rest, this.content.digest('hex')]))
      .digest('hex');
  }

  /** Address of the `From`, as far as it can be told without reading the mail; null: it cannot. */
  sender(): string | null {
    const from = readHead(this.head).get('from') ?? '';
    const [, within, bare] = /<([^<>\s]{3,254})>|^([^<>\s,;"]{3,254})$/.exec(from) ?? [];
    return (within ?? bare)?.toLowerCase() ?? null;
  }

  private addHead(chunk: Buffer): void {
    this.head = Buffer.concat([this.head, chunk]);
    const end = /\r?\n\r?\n/.exec(this.head.toString('latin1'));
    if (!end && this.head.length < HEAD_BYTES) return;
    const at = end ? end.index : HEAD_BYTES;
    this.addContent(this.head.subarray(at + (end?.[0].length ?? 0)));
    this.head = this.head.subarray(0, at);
    this.headEnded = true;
  }

  /** Servers write line ends in their own way. */
  private addContent(chunk: Buffer): void {
    this.content.update(chunk.filter((byte) => byte !== 0x0d && byte !== 0x0a));
  }
}

/** The first field of each name, unfolded. */
function readHead(head: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of head
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+)\s*:(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}
