import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBreaks, type Contract } from '../../client/compatibility';
import { describedContract } from '../../client/generate';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('docs/openapi.json and client/types.ts are what the code makes', () => {
  // The generator is an ES module, which Jest does not load.
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const check = spawnSync(process.execPath, [tsx, join(ROOT, 'docs/openapi.ts'), '--check'], { encoding: 'utf8' });
  expect(check.stderr).toBe('');
  expect(check.status).toBe(0);
});

test('programs written for the last release go on working, unless the major version rose', () => {
  const released = JSON.parse(read('docs/openapi.released.json')) as Contract;
  expect(findBreaks(released, JSON.parse(describedContract()) as Contract)).toEqual([]);
});
