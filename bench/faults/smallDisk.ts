import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Skipped } from './fault';

/** Of memory: a new cluster with its log, Temporal's tables and the desk's, and some work. */
const SIZE = '700m';
const CHUNK = Buffer.alloc(1 << 20);

export interface SmallDisk {
  readonly folder: string;
  unmount(): void;
}

/** @throws Skipped unless this is root, who alone may mount */
export function mountSmallDisk(): SmallDisk {
  if (process.getuid?.() !== 0) throw new Skipped('mounting a small disk needs root');
  const folder = mkdtempSync(join(tmpdir(), 'guichet-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=711`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    throw new Skipped('this machine does not let root mount a tmpfs');
  }
  // As root, PostgreSQL's own user must get through.
  chmodSync(folder, 0o711);
  return {
    folder,
    unmount: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}

/** Leaves no byte. @returns makes room again */
export function fill({ folder }: Pick<SmallDisk, 'folder'>): () => void {
  const file = join(folder, 'filling');
  const descriptor = openSync(file, 'a');
  try {
    for (let size = CHUNK.length; size >= 4_096; size /= 2) {
      try {
        for (;;) writeSync(descriptor, CHUNK, 0, size);
      } catch {
        // Full, for pieces of this size.
      }
    }
  } finally {
    closeSync(descriptor);
  }
  return () => rmSync(file, { force: true });
}
