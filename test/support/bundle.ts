import { readFileSync } from 'node:fs';

/** The workflows as global set-up bundled them. */
export function testBundle(): { readonly code: string } {
  const file = process.env.GUICHET_TEST_BUNDLE;
  if (!file) throw new Error('GUICHET_TEST_BUNDLE is not set: run tests with jest, which bundles the workflows.');
  return { code: readFileSync(file, 'utf8') };
}
