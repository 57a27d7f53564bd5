import type { Readable } from 'node:stream';

/** Bytes from `start` to `end`, both included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of attachments are. Names are ids of rows in `attachments`, never anything that a person wrote. A
 * file is written once and not changed.
 */
export interface FileStore {
  /**
   * Stores what the stream gives, as it comes. Once it has answered, the bytes outlive a crash.
   * @throws the stream's error or the store's; then nothing can be read under the id
   */
  put(id: string, content: Readable): Promise<void>;
  /** @returns null if there is no such file */
  read(id: string, range?: ByteRange): Promise<Readable | null>;
  /** A file that is not there is removed already. */
  remove(id: string): Promise<void>;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Guards every path and key that a store makes. @throws if it is not an id of ours */
export function requireId(id: string): string {
  if (!ID.test(id)) throw new Error(`${JSON.stringify(id)} is not the id of an attachment`);
  return id;
}
