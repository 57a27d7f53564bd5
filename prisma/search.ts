/**
 * Search minds neither accents nor case. The database keeps `tickets.search_text` = fold(key and subject); what is looked
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

/** The words that a search asks for, folded, each once: all of them must occur in `search_text`. */
export function searchWords(query: string): string[] {
  return [
    ...new Set(
      fold(query)
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ];
}
