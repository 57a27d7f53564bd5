import { Prisma } from '../prisma/client';
import type { Sort } from './schemas/lists';
import type { TicketRow } from './ticketView';

export interface Order {
  readonly by: Sort;
  readonly descending: boolean;
}

/** Where a page ended: the value that is sorted by (null: no due instant), and the id that breaks ties. */
export interface Place {
  readonly value: string | number | null;
  readonly id: string;
}

/** @param text one of the sorts, with `-` before it for descending */
export function readSort(text: string): Order {
  const descending = text.startsWith('-');
  return { by: (descending ? text.slice(1) : text) as Sort, descending };
}

const COLUMNS = {
  createdAt: Prisma.sql`t.created_at`,
  updatedAt: Prisma.sql`t.updated_at`,
  priority: Prisma.sql`t.priority_rank`,
  nextDueAt: Prisma.sql`t.next_due_at`,
} as const satisfies Record<Sort, Prisma.Sql>;

/** Each is an index read forwards or backwards, so that a page costs its rows and no sort. */
export function orderBy({ by, descending }: Order): Prisma.Sql {
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const nulls = by === 'nextDueAt' ? Prisma.sql`NULLS LAST` : Prisma.empty;
  return Prisma.sql`${COLUMNS[by]} ${direction} ${nulls}, t.id ${direction}`;
}

/** What comes after a place, as a comparison of rows: alternatives joined by OR would be read from the index's beginning. */
export function beyond({ by, descending }: Order, { value, id }: Place): Prisma.Sql {
  const than = descending ? Prisma.sql`<` : Prisma.sql`>`;
  if (value === null) return Prisma.sql`${COLUMNS[by]} IS NULL AND t.id ${than} ${id}::uuid`;
  const typed = by === 'priority' ? Prisma.sql`${Number(value)}::smallint` : Prisma.sql`${String(value)}::timestamptz`;
  return Prisma.sql`(${COLUMNS[by]}, t.id) ${than} (${typed}, ${id}::uuid)`;
}

/** Is there a second stretch of the list after what has a value: what has none, which comes last in both directions? */
export function withoutValue({ by }: Order, after: Place | null): Prisma.Sql | null {
  return by === 'nextDueAt' && after !== null && after.value !== null ? Prisma.sql`${COLUMNS[by]} IS NULL` : null;
}

export function placeOf({ by }: Order, row: TicketRow): Place {
  const value = by === 'priority' ? row.priorityRank : (row[by]?.toISOString() ?? null);
  return { value, id: row.id };
}
