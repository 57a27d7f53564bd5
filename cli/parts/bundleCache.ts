/**
 * The bundle of the workflows, kept between starts: making it takes seconds of processor time, for which a worker that
 * was killed would leave its tickets waiting.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { Logger } from 'pino';
import { workflowBundleOptions } from '../../activities/workflowBundle';
import { temporalLogger } from '../log';
import { describeError } from '../operatorError';

const ROOT = resolve(__dirname, '../..');
/** Says how bundles are made. */
const MAKING = join(ROOT, 'activities/workflowBundle.ts');
/** Raised when bundles are kept in another way. */
const FORMAT = 1;
/** Releases that run side by side during an upgrade have a bundle each. */
const KEPT = 4;
const NAME = /^workflows-[0-9a-f]{64}\.js$/;
/** The first line of a kept bundle: what the rest must be. */
const SEAL = /^\/\/ sha256 ([0-9a-f]{64})\n/;

export interface KeptBundle {
  readonly code: string;
}

/**
 * The bundle of the workflows as they are now: the one in the folder if it was made of the same sources and packages,
 * else a new one, which is kept there. A folder that cannot be read or written costs time only.
 */
export async function bundleWorkflows(log: Logger, folder: string): Promise<KeptBundle> {
  const hash = await hashOfSources();
  const name = `workflows-${hash}.js`;
  const kept = await readBundle(join(folder, name));
  if (kept !== null) return { code: kept };
  const { code } = await bundleWorkflowCode({ ...workflowBundleOptions(), logger: temporalLogger(log) });
  try {
    // Somebody who edits a workflow meanwhile must not find it under the name of what it was before.
    if ((await hashOfSources()) === hash) await keep(folder, name, code);
  } catch (error) {
    log.info(`The bundle of the workflows is made anew at each start, as it cannot be kept: ${describeError(error)}`);
  }
  return { code };
}

/** Of all that a bundle is made of: the workflows, how they are bundled, the packages as they are installed, and where both are. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(`${FORMAT}\0${ROOT}\0${process.version}\0`);
  const folder = join(ROOT, 'workflows');
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.sort(), MAKING, await installedPackages()])
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(await readFile(file))
        .digest(),
    );
  return hash.digest('hex');
}

/** npm writes down what it has installed; where it was not npm, what it should be. */
async function installedPackages(): Promise<string> {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  return (await exists(installed)) ? installed : join(ROOT, 'package-lock.json');
}

/** @returns null if there is none, or it is not whole: another process, or another day, makes it anew */
async function readBundle(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [line, digest] = SEAL.exec(text) ?? [];
  if (line === undefined) return null;
  const code = text.slice(line.length);
  return digestOf(code) === digest ? code : null;
}

/** Written aside and moved into place: whoever reads meanwhile finds all of it or nothing. */
async function keep(folder: string, name: string, code: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.${randomUUID()}`);
  try {
    await writeFile(draft, `// sha256 ${digestOf(code)}\n${code}`, { mode: 0o600 });
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
  await dropOld(folder);
}

async function dropOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  const ages = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const old = ages.sort((one, other) => other.at - one.at).slice(KEPT);
  // Two workers that start at once drop the same.
  for (const { name } of old) await rm(join(folder, name), { force: true });
}

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
