import sanitizeHtml from 'sanitize-html';

/** A longer page is shown as text only. */
const LONGEST = 1_000_000;

/**
 * HTML of a stranger's mail as it may be shown: text, tables and links. Nothing that runs, loads or looks like the desk's
 * own page: no scripts, styles, pictures, forms, frames.
 * @returns null if it is too long
 */
export function sanitiseHtml(html: string): string | null {
  if (html.length > LONGEST) return null;
  return sanitizeHtml(html, {
    allowedTags: [
      ...[
        'p',
        'br',
        'div',
        'span',
        'b',
        'i',
        'em',
        'strong',
        'u',
        's',
        'a',
        'ul',
        'ol',
        'li',
        'blockquote',
        'pre',
        'code',
      ],
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption'],
    ],
    allowedAttributes: { a: ['href'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 100,
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }) },
  });
}
