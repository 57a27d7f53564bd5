import { createHash } from 'node:crypto';

const MARK = '/* prepared */';
/** A text that differed each time would fill the servers' memory: beyond so many, none is prepared any more. */
const MOST_TEXTS = 500;
const names = new Map<string, string>();

/**
 * A statement that begins with this mark is parsed and planned once for each connection, not each time. For those of every
 * request and command: planning their joins takes longer than reading their few rows. Not for lists, whose best plan
 * hangs on what is asked for.
 * @returns the name under which PostgreSQL keeps it; empty: it is not kept
 */
export function preparedName({ sql }: { readonly sql: string }): string {
  if (!sql.trimStart().startsWith(MARK)) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MOST_TEXTS) return '';
  const name = `guichet_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
  names.set(sql, name);
  return name;
}
