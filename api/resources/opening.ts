import { currentDocuments, type DocumentBodies } from '../../prisma/documents';
import { LONGEST_CLOSING } from '../../workflows/domain/calendar';
import { compileCalendar } from '../../workflows/domain/compile';
import type { InputError } from '../problem';
import type { Transaction } from '../resourceKind';
import { missingCalendars, type Reference } from './stored';

/** Whether the calendar has any open time in the 366 days to come; a clock that counts by another never runs. */
export function opens(document: DocumentBodies['calendar']): boolean {
  const now = Date.now();
  return compileCalendar({ id: '', version: 0, document }, now, now + LONGEST_CLOSING).intervals.length > 0;
}

export function neverOpens(pointer: string, which: string): InputError {
  const message = `${which} has no open time in the next 366 days: nothing that counts by it would ever come due.`;
  return { pointer, code: 'calendar_never_opens', message };
}

/** An error for each reference to a calendar that there is not, or by which nothing can be counted. */
export async function unusableCalendars(tx: Transaction, references: readonly Reference[]): Promise<InputError[]> {
  if (references.length === 0) return [];
  const calendars = await currentDocuments(tx, 'calendar');
  const closed = new Set(
    calendars
      .filter(({ id, document }) => references.some((one) => one.id === id) && !opens(document))
      .map(({ id }) => id),
  );
  const errors = references
    .filter(({ id }) => closed.has(id))
    .map(({ pointer, id }) => neverOpens(pointer, `The calendar ${id}`));
  return [...(await missingCalendars(tx, references)), ...errors];
}
