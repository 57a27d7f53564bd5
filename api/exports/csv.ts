import { stringify } from 'csv-stringify/sync';

/** A column: its name, and how it is read from a row. */
export type Column<T> = readonly [name: string, value: (row: T) => string | number | boolean | null];

/**
 * RFC 4180, with the line of names if asked for. A text that a spreadsheet would compute (`=`, `+`, `-`, `@`, a tab or a
 * line break before it) has an apostrophe put before it: tickets are written by strangers.
 */
export function csvLines<T>(columns: readonly Column<T>[], rows: readonly T[], withNames = false): string {
  const lines = rows.map((row) => columns.map(([, value]) => textOf(value(row))));
  const names = withNames ? [columns.map(([name]) => name)] : [];
  return stringify([...names, ...lines], { escape_formulas: true, record_delimiter: 'windows' });
}

function textOf(value: string | number | boolean | null): string {
  return value === null ? '' : String(value);
}
