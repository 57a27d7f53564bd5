import { instantOut, z } from './common';

export const erasure = z
  .object({ id: z.string(), name: z.string(), erasedAt: instantOut.nullable(), tickets: z.int() })
  .openapi('Erasure');
