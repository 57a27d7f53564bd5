import { Client } from 'pg';
import type { FaultRig } from '../stack/rig';

const DATABASES = ['desk', 'temporal', 'visibility'] as const;

/** Bytes of each database with its indexes, without the write-ahead log. */
export type Sizes = Readonly<Record<(typeof DATABASES)[number], number>>;

/** Cleans up behind the load, so that neither its garbage is measured nor its cleaning while nothing happens. */
export async function readSizes(rig: FaultRig): Promise<Sizes> {
  const sizes = { desk: 0, temporal: 0, visibility: 0 };
  for (const name of DATABASES) {
    const client = new Client({ connectionString: rig.addressOf(name) });
    await client.connect();
    try {
      await client.query('VACUUM (ANALYZE)');
      await client.query('CHECKPOINT');
      const { rows } = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
      sizes[name] = Number(rows[0]?.bytes);
    } finally {
      await client.end();
    }
  }
  return sizes;
}

export function total(sizes: Sizes): number {
  return DATABASES.reduce((sum, name) => sum + sizes[name], 0);
}
