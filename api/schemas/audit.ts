import { cursor, instant, instantOut, limit, page, text, z } from './common';

const filter = {
  object: text(1, 255).optional().openapi({ description: 'What was changed, such as `calendar:office`' }),
  actor: text(1, 64).optional().openapi({ description: 'Id of a person or a key' }),
  action: text(1, 64).optional(),
  from: instant.optional().openapi({ description: 'From this instant on' }),
  to: instant.optional().openapi({ description: 'Before this instant' }),
};

export const auditQuery = z.strictObject({ ...filter, limit, cursor: cursor.optional() });
export const auditExport = z.strictObject({ ...filter, format: z.enum(['ndjson', 'csv']).default('ndjson') });
export type AuditFilter = Pick<z.infer<typeof auditQuery>, keyof typeof filter>;

const document = z
  .record(z.string(), z.json())
  .nullable()
  .openapi({ type: ['object', 'null'], additionalProperties: true });

export const auditEvent = z
  .object({
    id: z.string(),
    at: instantOut,
    actor: z.object({ id: z.string(), name: z.string() }),
    action: z.string(),
    object: z.string(),
    before: document.openapi({ description: 'Null: there was none' }),
    after: document.openapi({ description: 'Null: there is none any more' }),
  })
  .openapi('AuditEvent');
export const auditList = z.object({ data: z.array(auditEvent), page }).openapi('AuditEventList');
