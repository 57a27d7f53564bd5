import contentDisposition from 'content-disposition';

const MAX_CHARACTERS = 255;

/**
 * A name as it may be stored and shown: without folders and without what changes how it reads. It is never part of a
 * path here, but whoever downloads the file has it in a folder.
 */
export function cleanName(declared: string): string {
  const base = declared.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const shown = base
    // Browsers write quotation marks and line breaks so.
    .replace(/%22/g, '"')
    .replace(/%0[AD]/g, '')
    // Controls, line separators, and marks that turn the direction: `invoice‮fdp.exe` would read as a PDF.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/^[. ]+|[. ]+$/g, '');
  return shorten(shown) || 'file';
}

/** Keeps the end, which says what it is. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_CHARACTERS) return name;
  const [extension = ''] = /\.[^.]{1,20}$/.exec(name) ?? [];
  return characters.slice(0, MAX_CHARACTERS - [...extension].length).join('') + extension;
}

/** `Content-Disposition` of a download: names beyond ASCII as RFC 8187 has them, with a plain one beside. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return contentDisposition(name, { type: 'attachment', fallback: plain });
}
