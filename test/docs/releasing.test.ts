import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRelease } from '../../docs/changelog';
import releases from '../replay/releases.json';

const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');
const manifest = JSON.parse(read('package.json')) as { version: string; scripts: Record<string, string> };
const GUIDE = read('CONTRIBUTING.md');

const numbers = (version: string) => version.split('.').map(Number);

test('the description of the last release is of no version to come', () => {
  const { info } = JSON.parse(read('docs/openapi.released.json')) as { info: { version: string } };
  const [released, now] = [numbers(info.version), numbers(manifest.version)];
  const differs = released.findIndex((number, at) => number !== now[at]);
  expect(differs < 0 || released[differs]! < now[differs]!).toBe(true);
});

test('the changelog has a place for what is not released, and a version has its own', () => {
  const [first, ...versions] = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
  expect(first).toBe('Unreleased');
  expect(versions.filter((heading) => !/^\d+\.\d+\.\d+, \d{4}-\d{2}-\d{2}$/.test(heading))).toEqual([]);
});

test('each release has its histories, its line in the changelog, and a commit that can be found without its tag', () => {
  const changelog = read('CHANGELOG.md');
  expect(releases.length).toBeGreaterThan(0);
  for (const { version, date, commit } of releases) {
    expect(changelog).toContain(`\n## ${version}, ${date}\n`);
    expect(readdirSync(join(__dirname, '../replay/histories', version)).length).toBeGreaterThan(20);
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
  }
});

test('a release takes what was not released, and leaves a place for what comes next', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- One thing.\n\n## 0.1.0, 2026-11-23\n\n- All.\n';
  const released = withRelease(changelog, '0.2.0', '2026-12-01');
  expect(released).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0, 2026-12-01\n\n- One thing.\n\n## 0.1.0, 2026-11-23\n\n- All.\n',
  );
  expect(() => withRelease(released, '0.2.1', '2026-12-02')).toThrow(/nothing under "Unreleased"/);
  expect(() => withRelease('# Changelog\n', '0.2.1', '2026-12-02')).toThrow(/one heading/);
});

test('every script that a release takes is there', () => {
  const scripts = [...GUIDE.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(scripts).toContain('release');
  expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
});
