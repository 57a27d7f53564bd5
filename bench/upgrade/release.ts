import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../../cli/operatorError';
import releases from '../../test/replay/releases.json';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

export interface Release {
  /** As people call it: a tag, or whatever was asked for. */
  readonly name: string;
  /** Its hash. */
  readonly commit: string;
}

/** What git prints, without the line's end. @throws if git refuses */
export async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: ROOT, maxBuffer: 1 << 26 });
  return stdout.trim();
}

/**
 * The newest release before this code: by its tag, or, in a clone without tags, by the commit that was written down.
 * @throws OperatorError if there is none
 */
export async function findPreviousRelease(): Promise<Release> {
  const head = await git('rev-parse', 'HEAD');
  const tag = await nearestTag('HEAD');
  if (tag) {
    const commit = await commitOf(tag);
    // A release is upgraded to from the one before; the first has none, and then stands in for it.
    const earlier = commit === head ? await nearestTag('HEAD^') : null;
    return earlier ? { name: earlier, commit: await commitOf(earlier) } : { name: tag, commit };
  }
  for (const { version, commit } of [...releases].reverse())
    if (commit !== head && (await isHere(commit))) return { name: `v${version}`, commit };
  throw new OperatorError('No earlier release is in this clone: fetch its history (git fetch --tags --unshallow).');
}

/** @throws OperatorError if there is no such thing in this clone */
export async function findRelease(ref: string): Promise<Release> {
  try {
    return { name: ref, commit: await commitOf(ref) };
  } catch {
    const known = releases.find(({ version }) => ref === version || ref === `v${version}`);
    if (known && (await isHere(known.commit))) return { name: ref, commit: known.commit };
    throw new OperatorError(`"${ref}" is no commit of this clone: name a tag, a branch or a hash.`);
  }
}

function commitOf(ref: string): Promise<string> {
  return git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`);
}

async function nearestTag(from: string): Promise<string | null> {
  return git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*', from).catch(() => null);
}

async function isHere(commit: string): Promise<boolean> {
  return git('cat-file', '-e', `${commit}^{commit}`).then(
    () => true,
    () => false,
  );
}
