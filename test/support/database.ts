import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { openDatabase, type Database } from '../../prisma/client';

/** Fifty of something at once take long on a busy machine, which is nothing that these tests are about. Milliseconds. */
const PATIENCE_MS = 20_000;

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes `database` and removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of its own for a test file: migrated, set up (administrator, defaults), without demonstration data. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env.GUICHET_TEST_TEMPLATE;
  if (!template) throw new Error('GUICHET_TEST_TEMPLATE is not set: run tests with jest, which starts PostgreSQL.');
  return createDatabase(`TEMPLATE ${escapeIdentifier(template)}`);
}

/** A database without any table, for tests of migrations. */
export function createEmptyTestDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

/** Address of a database of the tests' PostgreSQL; absent: the one to make others from. */
export function testDatabaseUrl(name?: string): string {
  const admin = process.env.GUICHET_TEST_DATABASE;
  if (!admin) throw new Error('GUICHET_TEST_DATABASE is not set: run tests with jest, which starts PostgreSQL.');
  if (name === undefined) return admin;
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

async function createDatabase(how: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${escapeIdentifier(name)} ${how}`);
  const url = testDatabaseUrl(name);
  const database = openDatabase(url, { connectionTimeoutMs: PATIENCE_MS });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await asAdmin(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    },
  };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
