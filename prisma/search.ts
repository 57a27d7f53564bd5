/**
 * Search minds neither accents nor case. The database keeps what can be looked for in `search_documents`; what is looked
 * for is folded here in the same way. The SQL function `fold` in the first migration and this one say the same, and a test
 * holds them together.
 */
const LETTERS: readonly (readonly [string, string])[] = [
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
];

/** Lower case, without accents. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return LETTERS.reduce((folded, [from, to]) => folded.replaceAll(from, to), plain);
}

/** The words that a search asks for, as they were written, each once but for accents and case. */
export function searchWords(query: string): string[] {
  const words = new Map<string, string>();
  for (const word of query.split(/\s+/)) {
    const folded = fold(word).trim();
    if (folded !== '' && !words.has(folded)) words.set(folded, word);
  }
  return [...words.values()];
}

/** The number of the ticket that a search may name: `SD-42`, `sd 42`, `#42` or `42`; null if it names none. */
export function ticketNumber(query: string): bigint | null {
  const [, digits] = /^\s*(?:sd[\s-]*|#)?0*([1-9]\d{0,17})\s*$/i.exec(query) ?? [];
  return digits === undefined ? null : BigInt(digits);
}

/**
 * The pattern with which a word is looked for inside the words of subjects; null if it is too short to be found by its
 * letters without reading every subject.
 */
export function insidePattern(word: string): string | null {
  const folded = fold(word);
  if (/^[^a-z0-9]*[a-z0-9]{1,2}[^a-z0-9]*$/.test(folded) && folded.length <= 4) return null;
  return `%${folded.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
