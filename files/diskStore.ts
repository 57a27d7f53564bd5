import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requireId, type ByteRange, type FileStore } from './store';

/** Files in a folder, which API and workers share. Readable by their owner only. */
export class DiskStore implements FileStore {
  constructor(private readonly folder: string) {}

  async put(id: string, content: Readable): Promise<void> {
    const target = this.pathOf(id);
    const part = `${target}.part`;
    await mkdir(this.folderOf(id), { recursive: true, mode: 0o700 });
    try {
      // `flush` is fsync: without it a power cut could leave a renamed file without its bytes.
      await pipeline(content, createWriteStream(part, { mode: 0o600, flush: true }));
      await rename(part, target);
      await syncFolder(this.folderOf(id));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  async read(id: string, range?: ByteRange): Promise<Readable | null> {
    const file = await open(this.pathOf(id)).catch(absent);
    return file && createReadStream('', { fd: file, ...range });
  }

  async remove(id: string): Promise<void> {
    const path = this.pathOf(id);
    await rm(path, { force: true });
    await rm(`${path}.part`, { force: true });
  }

  /** The last two digits are random in every version of UUID, so the 256 folders fill evenly. */
  private folderOf(id: string): string {
    return join(this.folder, requireId(id).slice(-2));
  }

  private pathOf(id: string): string {
    return join(this.folderOf(id), id);
  }
}

function absent(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** A rename is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
