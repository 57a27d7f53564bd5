import { Client } from 'pg';
import { ensureDatabase } from '../../cli/stack/postgres';
import type { FaultRig } from '../stack/rig';

/** A database of a contender's own, on the PostgreSQL that the desk has. */
export interface PeerDatabase {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
}

export async function makePeerDatabase(rig: FaultRig, name: string): Promise<PeerDatabase> {
  await ensureDatabase(rig.addressOf('postgres'), name);
  const url = rig.addressOf(name);
  const { hostname, port, username, password } = new URL(url);
  const query = async (sql: string, values: readonly unknown[] = []) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return { host: hostname, port, user: username, password: decodeURIComponent(password), name, query };
}

/** Of a query that answers one number as `n`. */
export async function count(database: PeerDatabase, sql: string): Promise<number> {
  const [row] = await database.query(sql);
  return Number(row?.n ?? 0);
}
