import { z } from 'zod';
import { invalid } from './problem';
import { sign, verify } from '../prisma/tokens';

/** Whose list it is, and of what: a cursor works nowhere else. */
export interface CursorScope {
  readonly secret: string;
  readonly caller: string;
  /** Path, filters and sort. */
  readonly list: string;
}

const position = z.tuple([z.union([z.string(), z.number(), z.null()]), z.union([z.string(), z.number()])], z.string());
/** Value of the sort's column of the last row, and the row's id; then what else the list goes on with. */
export type Position = z.infer<typeof position>;

export function writeCursor(scope: CursorScope, last: Position): string {
  return sign(scope.secret, purpose(scope), JSON.stringify(last));
}

/** @throws Problem 422 if the cursor was altered, or belongs to another caller or list */
export function readCursor(scope: CursorScope, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const payload = verify(scope.secret, purpose(scope), cursor);
  if (!payload)
    throw invalid([
      { parameter: 'cursor', code: 'invalid_cursor', message: 'This cursor is not of this list. Start without one.' },
    ]);
  return position.parse(JSON.parse(payload.toString('utf8')));
}

function purpose({ caller, list }: CursorScope): string {
  return `cursor\n${caller}\n${list}`;
}

/** Cuts one row more than asked into a page. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string) {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit;
  return { data, page: { nextCursor: hasMore && last !== undefined ? cursorOf(last) : null, hasMore } };
}
