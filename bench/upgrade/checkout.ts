import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeCommandError, OperatorError } from '../../cli/operatorError';
import { git, type Release } from './release';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const NPM_WITHIN_MS = 600_000;

export interface Checkout {
  /** The release's code, ready to run. */
  readonly root: string;
  /** Whether it runs on today's packages, because they are its own. */
  readonly samePackages: boolean;
  remove(): Promise<void>;
}

/** A release beside this code, in a temporary folder, with the packages that its lock file names. */
export async function checkOut({ name, commit }: Release): Promise<Checkout> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-release-'));
  const root = join(folder, 'code');
  const modules = join(root, 'node_modules');
  const remove = async () => {
    // First of all: nothing that removes folders may come upon what the link names.
    if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) unlinkSync(modules);
    await git('worktree', 'remove', '--force', root).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
    await git('worktree', 'prune');
  };
  try {
    await git('worktree', 'add', '--detach', root, commit);
    const samePackages = lockOf(root) === lockOf(ROOT);
    if (samePackages) symlinkSync(join(ROOT, 'node_modules'), modules, 'dir');
    else {
      console.log(`${name} has packages of its own: npm ci …`);
      await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, timeout: NPM_WITHIN_MS, maxBuffer: 1 << 26 });
    }
    await run(process.execPath, ['prisma/generate.cjs'], { cwd: root });
    return { root, samePackages, remove };
  } catch (error) {
    await remove();
    throw new OperatorError(`${name} could not be made ready to run: ${describeCommandError(error)}.`);
  }
}

function lockOf(root: string): string {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}
