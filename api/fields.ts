import { Prisma, type PrismaClient } from '../prisma/client';
import { currentDocuments, type DocumentBodies, type StoredDocument } from '../prisma/documents';
import type { TicketType } from '../workflows/domain/codes';
import { pointerTo } from './faults';
import { invalid, type InputError } from './problem';
import { isDate } from './schemas/calendars';

type Definition = StoredDocument<'field'>;
type Values = Readonly<Record<string, unknown>>;

/** Characters of a text. */
const LONGEST = 10_000;

/**
 * Checks a new ticket's fields against what administrators have defined; what nobody has defined is free.
 * @throws Problem 422 with a pointer to each fault
 */
export async function checkNewFields(
  prisma: PrismaClient,
  type: TicketType | undefined,
  fields: Values,
): Promise<void> {
  const definitions = await currentDocuments(prisma, 'field');
  const missing = definitions.filter(
    ({ id, document }) => document.required && isFor(document, type, false) && (fields[id] ?? null) === null,
  );
  refuse([
    ...missing.map(({ id }) => ({
      pointer: pointerTo(['fields', id]),
      code: 'required',
      message: `${id} is required.`,
    })),
    ...faultsOf(definitions, type, fields),
  ]);
}

/** The same for a merge patch: null takes a field away, unless it is required. @throws Problem 422 */
export async function checkPatchedFields(prisma: PrismaClient, type: TicketType, fields: Values): Promise<void> {
  const definitions = await currentDocuments(prisma, 'field');
  const needed = definitions.filter(
    ({ id, document }) => document.required && isFor(document, type, false) && fields[id] === null,
  );
  refuse([
    ...needed.map(({ id }) => ({
      pointer: pointerTo(['fields', id]),
      code: 'required',
      message: `${id} is required: give it another value instead of null.`,
    })),
    ...faultsOf(definitions, type, fields),
  ]);
}

/** What of the fields can be stored as administrators have defined them: nobody can be asked for better ones. */
export async function fittingFields(prisma: PrismaClient, type: TicketType, fields: Values): Promise<Values> {
  if (Object.keys(fields).length === 0) return {};
  const definitions = await currentDocuments(prisma, 'field');
  const fits = ([id, value]: [string, unknown]) => faultsOf(definitions, type, { [id]: value }).length === 0;
  return Object.fromEntries(Object.entries(fields).filter(fits));
}

function refuse(errors: readonly InputError[]): void {
  if (errors.length > 0) throw invalid(errors);
}

function faultsOf(definitions: readonly Definition[], type: TicketType | undefined, fields: Values): InputError[] {
  return definitions.flatMap(({ id, document }) => {
    const value = Object.hasOwn(fields, id) ? fields[id] : null;
    if (value === null) return [];
    const pointer = pointerTo(['fields', id]);
    if (!isFor(document, type, true)) {
      const message = `${id} is a field of tickets of type ${(document.types ?? []).join(' or ')} only.`;
      return [{ pointer, code: 'not_for_type', message }];
    }
    const fault = faultOf(document, value);
    return fault === null ? [] : [{ pointer, code: 'invalid_field', message: `${id} ${fault}` }];
  });
}

/** @param unsaid for a ticket whose type nobody has said yet */
function isFor({ types }: DocumentBodies['field'], type: TicketType | undefined, unsaid: boolean): boolean {
  if (!types) return true;
  return type === undefined ? unsaid : types.includes(type);
}

function faultOf({ type, choices = [] }: DocumentBodies['field'], value: unknown): string | null {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= LONGEST
        ? null
        : `must be a text of at most ${LONGEST} characters.`;
    case 'number':
      return typeof value === 'number' ? null : 'must be a number.';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false.';
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'must be a date such as 2026-12-25.';
    case 'choice':
      return choices.some(({ code }) => code === value)
        ? null
        : `must be one of ${choices.map(({ code }) => code).join(', ')}.`;
  }
}

/**
 * Tickets `t` whose fields have these values, by the type of each field; of a field that nobody has defined a number or
 * a truth value is also looked for as a text. The first condition is the index's.
 * @throws Problem 422 with the name of the faulty parameter
 */
export async function fieldConditions(
  prisma: PrismaClient,
  wanted: Readonly<Record<string, string>>,
): Promise<Prisma.Sql[]> {
  const definitions = new Map((await currentDocuments(prisma, 'field')).map(({ id, document }) => [id, document]));
  const conditions = Object.entries(wanted).map(([id, text]) => {
    const readings = readingsOf(definitions.get(id), text);
    if (readings.length === 0)
      throw invalid([
        { parameter: `field.${id}`, code: 'invalid', message: `${id} is a ${definitions.get(id)?.type}.` },
      ]);
    const any = readings.map((value) => Prisma.sql`t.fields @> ${JSON.stringify({ [id]: value })}::jsonb`);
    return Prisma.sql`(${Prisma.join(any, ' OR ')})`;
  });
  return [Prisma.sql`t.fields <> '{}'::jsonb`, ...conditions];
}

function readingsOf(definition: DocumentBodies['field'] | undefined, text: string): (string | number | boolean)[] {
  const number = text.trim() === '' || !Number.isFinite(Number(text)) ? [] : [Number(text)];
  const truth = text === 'true' || text === 'false' ? [text === 'true'] : [];
  if (definition?.type === 'number') return number;
  if (definition?.type === 'boolean') return truth;
  return definition ? [text] : [text, ...number, ...truth];
}
