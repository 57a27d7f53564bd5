import { readFileSync } from 'node:fs';
import { authorisationPage, PAGE } from '../../docs/authorisation';

it('docs/authorisation.md is what the tests ask the desk about; npx tsx docs/authorisation.ts writes it', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(authorisationPage());
});
