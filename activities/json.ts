import { Prisma } from '../prisma/client';

/** The condition of a statement that stands alone; beside others in one, that all of them may be carried out. */
export const ALWAYS = Prisma.sql`TRUE`;

/**
 * A value as a `jsonb` parameter. PostgreSQL refuses U+0000 and lone surrogates in texts; an operator's Signal can carry
 * them in what should have been an id, and must not keep a ticket from being saved for ever.
 */
export function asJson(value: unknown): Prisma.Sql {
  return Prisma.sql`${JSON.stringify(value, storable)}::jsonb`;
}

function storable(_member: string, value: unknown): unknown {
  return typeof value === 'string' && /[\0\ud800-\udfff]/.test(value)
    ? value.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    : value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be compared with an id column at all; operators may send anything. */
export function isUuid(text: string | null | undefined): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** An instant of the domain as PostgreSQL reads it. */
export function asInstant(epochMs: number | null | undefined): string | null {
  return epochMs === null || epochMs === undefined ? null : new Date(epochMs).toISOString();
}
