import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

test('every script and file that a release takes is there', () => {
  const scripts = [...GUIDE.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
  const [, files = ''] = /git commit .* -- (.+)$/m.exec(GUIDE) ?? [];
  expect(files.split(' ').length).toBeGreaterThan(3);
  for (const file of files.split(' ')) expect(read(file).length).toBeGreaterThan(0);
});
