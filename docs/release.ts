import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { withRelease } from './changelog';

const ROOT = join(__dirname, '..');
const CHANGELOG = join(ROOT, 'CHANGELOG.md');
const RELEASES = join(ROOT, 'test/replay/releases.json');
const HISTORIES = 'test/replay/histories';
/** All that a release changes. */
const FILES = [
  ...['package.json', 'package-lock.json', 'CHANGELOG.md', 'client/types.ts'],
  ...['docs/openapi.json', 'docs/openapi.released.json', HISTORIES],
];

interface ReleaseEntry {
  readonly version: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** Hash of the commit that its tag names: clones may come without tags. */
  readonly commit: string;
}

/** `npm run release -- prepare 0.2.0`, then, when all is checked, `npm run release -- tag`: CONTRIBUTING.md tells when. */
const program = new Command('release').description('Makes a release: a commit, a tag on it, and a line about it');

program
  .command('prepare <version>')
  .description('raises the version, records histories, and writes changelog and description')
  .action((version: string) => prepare(version));

program
  .command('tag')
  .description('commits what was prepared, tags it, and writes down which commit it was')
  .action(() => tag());

function prepare(version: string): void {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`A version is three numbers such as 0.2.0, not "${version}".`);
  if (git('status', '--porcelain') !== '') throw new Error('There are changes that no commit has: commit them first.');
  if (readReleases().some((release) => release.version === version))
    throw new Error(`${version} was released already.`);
  const changelog = withRelease(readFileSync(CHANGELOG, 'utf8'), version, today());
  run('npm', 'version', '--no-git-tag-version', '--allow-same-version', version);
  writeFileSync(CHANGELOG, changelog);
  if (existsSync(join(ROOT, HISTORIES, 'unreleased')))
    // No release made them, but they were recorded on the way to it.
    git('mv', `${HISTORIES}/unreleased`, `${HISTORIES}/before-${version}`);
  run('npm', 'run', 'record');
  run('npm', 'run', 'openapi', '--', '--release');
  console.log('\nNow check it as CONTRIBUTING.md says, then: npm run release -- tag');
}

function tag(): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const releases = readReleases();
  if (releases.some((release) => release.version === version)) throw new Error(`${version} was released already.`);
  git('add', '--', ...FILES);
  git('commit', '--message', `Release ${version}`, '--', ...FILES);
  git('tag', '--annotate', `v${version}`, '--message', version);
  // No commit can tell its own name: the next one does.
  const entry: ReleaseEntry = { version, date: today(), commit: git('rev-parse', 'HEAD') };
  writeFileSync(RELEASES, `${JSON.stringify([...releases, entry], null, 2)}\n`);
  git('commit', '--message', `Name the commit of ${version}`, '--', 'test/replay/releases.json');
  console.log(`v${version} is ${entry.commit}. Now: git push --follow-tags`);
}

function readReleases(): readonly ReleaseEntry[] {
  // Written above.
  return JSON.parse(readFileSync(RELEASES, 'utf8')) as ReleaseEntry[];
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** @returns what it prints, without the line's end */
function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });
}

program.parse();
