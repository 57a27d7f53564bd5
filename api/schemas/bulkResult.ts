import { problem, z } from './common';

/** What the commands of a bulk came to, in the order in which they were sent. */
export const bulkResult = z
  .object({
    total: z.int(),
    finished: z.int(),
    data: z.array(
      z.object({
        key: z.string(),
        command: z.string(),
        status: z.enum(['waiting', 'done', 'refused', 'unknown']),
        version: z.int().nullable(),
        problem: z.union([problem, z.null()]),
      }),
    ),
  })
  .openapi('BulkResult');
