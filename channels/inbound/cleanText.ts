/** Texts of strangers as PostgreSQL takes them and people can read them. */

/** A comment or a description has so many characters at most. */
const LONGEST_TEXT = 65_536;
const LONGEST_SUBJECT = 255;

/** Several lines: without what no text has, and not longer than a comment may be. */
export function cleanText(text: string): { readonly text: string; readonly shortened: boolean } {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // NUL, which PostgreSQL does not store, other controls, and marks that turn the direction of what follows.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
  if (clean.length <= LONGEST_TEXT) return { text: clean, shortened: false };
  return { text: [...clean.slice(0, LONGEST_TEXT * 2)].slice(0, LONGEST_TEXT).join(''), shortened: true };
}

/** One line, as a subject or a name: an encoded word may hold line ends, which would begin a header in an answer. */
export function cleanLine(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line.slice(0, LONGEST_SUBJECT * 2)].slice(0, LONGEST_SUBJECT).join('').trim();
}

const FRENCH = /\b(bonjour|bonsoir|merci|cordialement|je|nous|vous|est|les|des|pas|pour|une|dans|mon|ma|mes|ne)\b/gi;
const ENGLISH = /\b(hello|hi|thanks|regards|the|is|are|we|you|and|not|for|my|to|of|with|please|it)\b/gi;

/** In which of the desk's languages somebody writes; English if one cannot tell. */
export function languageOf(text: string): 'en' | 'fr' {
  const sample = text.slice(0, 4_000);
  return (sample.match(FRENCH)?.length ?? 0) > (sample.match(ENGLISH)?.length ?? 0) ? 'fr' : 'en';
}
