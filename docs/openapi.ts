import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedContract, typedContract } from '../client/generate';

const DOCUMENT = join(__dirname, 'openapi.json');
const TYPES = join(__dirname, '../client/types.ts');
/** What programs out there were written for: the description of the last release. */
const RELEASED = join(__dirname, 'openapi.released.json');

/**
 * `npm run openapi`: writes `docs/openapi.json` and the types of `client/` as the code says them. `--check` compares
 * instead, and fails if they say something else; `--release` keeps the description as the last released one, too.
 */
async function main(options: readonly string[]): Promise<void> {
  const files = [
    { file: DOCUMENT, text: describedContract() },
    { file: TYPES, text: await typedContract() },
    ...(options.includes('--release') ? [{ file: RELEASED, text: describedContract() }] : []),
  ];
  if (!options.includes('--check')) return files.forEach(({ file, text }) => writeFileSync(file, text));
  const stale = files.filter(({ file, text }) => readFileSync(file, 'utf8') !== text);
  for (const { file } of stale) console.error(`${file} is not what the code says: run \`npm run openapi\`.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
