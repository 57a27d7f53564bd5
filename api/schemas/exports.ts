import { instant, z } from './common';
import { ticketFilter } from './lists';

const format = z.enum(['ndjson', 'csv']).default('ndjson');

export const ticketExport = z.strictObject({ ...ticketFilter.shape, format });
export const eventExport = z.strictObject({
  ...ticketFilter.shape,
  format,
  from: instant.optional().openapi({ description: 'Events from this instant on' }),
  to: instant.optional().openapi({ description: 'Events before this instant' }),
});
