import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { bundleWorkflows } from '../../cli/parts/bundleCache';

const log = pino({ level: 'silent' });

describe('the bundle of the workflows', () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guichet-cache-'));
    cache = join(folder, 'cache');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const only = () => {
    const [name = '', ...others] = readdirSync(cache);
    expect(others).toEqual([]);
    return join(cache, name);
  };

  it('is made once, and read again while its sources are the same', async () => {
    const { code } = await bundleWorkflows(log, cache);
    const kept = only();
    utimesSync(kept, 1, 1);
    expect(await bundleWorkflows(log, cache)).toEqual({ code });
    // Nobody has written it anew.
    expect(statSync(only()).mtimeMs).toBe(1_000);
    expect(readFileSync(kept, 'utf8').endsWith(code)).toBe(true);
  });

  it('is made anew if what was kept is not whole, or not what was kept', async () => {
    const { code } = await bundleWorkflows(log, cache);
    const kept = only();
    truncateSync(kept, 100_000);
    expect((await bundleWorkflows(log, cache)).code).toBe(code);
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('ticket', 'tocket'));
    expect((await bundleWorkflows(log, cache)).code).toBe(code);
    writeFileSync(kept, '');
    expect((await bundleWorkflows(log, cache)).code).toBe(code);
    expect(readFileSync(only(), 'utf8').endsWith(code)).toBe(true);
  });

  it('is whole for workers that start at once', async () => {
    const bundles = await Promise.all([1, 2, 3].map(() => bundleWorkflows(log, cache)));
    expect(new Set(bundles.map(({ code }) => code)).size).toBe(1);
    expect(readFileSync(only(), 'utf8').endsWith(bundles[0]?.code ?? '-')).toBe(true);
  });

  it('is kept for some releases side by side, and no longer', async () => {
    await bundleWorkflows(log, cache);
    const newest = only();
    const older = Array.from({ length: 6 }, (_, n) => join(cache, `workflows-${String(n).repeat(64)}.js`));
    older.forEach((file, n) => {
      writeFileSync(file, '');
      utimesSync(file, 100 + n, 100 + n);
    });
    rmSync(newest);
    await bundleWorkflows(log, cache);
    expect(existsSync(newest)).toBe(true);
    expect(older.map((file) => existsSync(file))).toEqual([false, false, false, true, true, true]);
  });

  it('is made where nothing can be kept', async () => {
    writeFileSync(cache, 'a file');
    expect((await bundleWorkflows(log, cache)).code).toContain('__TEMPORAL__');
  });
});
