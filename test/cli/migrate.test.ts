import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  DatabaseNewerError,
  migrate,
  MigrationChangedError,
  MigrationUnfinishedError,
  readMigrationState,
} from '../../prisma/migrate';
import { createEmptyTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let folder: string;
const FIRST = 'CREATE TABLE colours (name text PRIMARY KEY);';
const SECOND = `INSERT INTO colours VALUES ('red'); ALTER TABLE colours ADD COLUMN warm boolean;`;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'guichet-migrations-'));
  write('1_colours', FIRST);
  write('2_warmth', SECOND);
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('an empty database gets every migration in order, a second run none', async () => {
  expect(await readMigrationState(database.url, folder)).toEqual({ applied: [], missing: ['1_colours', '2_warmth'] });
  expect(await migrate(database.url, folder)).toEqual({ applied: ['1_colours', '2_warmth'] });
  expect(await migrate(database.url, folder)).toEqual({ applied: [] });
  expect(await query('SELECT name FROM colours')).toEqual([{ name: 'red' }]);
  expect(await readMigrationState(database.url, folder)).toEqual({ applied: ['1_colours', '2_warmth'], missing: [] });
});

test('what was applied is written down as Prisma does', async () => {
  await migrate(database.url, folder);
  const rows = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    checksum: createHash('sha256').update(FIRST).digest('hex'),
    migration_name: '1_colours',
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
    started_at: expect.any(Date) as unknown,
    finished_at: expect.any(Date) as unknown,
  });
});

test('four runs at once apply each migration once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
  expect(runs.flatMap((run) => run.applied).sort()).toEqual(['1_colours', '2_warmth']);
});

test('a database of a newer release is refused and left alone', async () => {
  await migrate(database.url, folder);
  rmSync(join(folder, '2_warmth'), { recursive: true });
  write('1_more', 'CREATE TABLE more ();');
  await expect(migrate(database.url, folder)).rejects.toThrow(DatabaseNewerError);
  await expect(readMigrationState(database.url, folder)).rejects.toThrow(
    /newer version: it has the migration 2_warmth/,
  );
  expect(await query(`SELECT to_regclass('more') AS more`)).toEqual([{ more: null }]);
});

test('a migration edited after it was applied is refused', async () => {
  await migrate(database.url, folder);
  write('1_colours', `${FIRST} -- edited`);
  await expect(migrate(database.url, folder)).rejects.toThrow(MigrationChangedError);
});

test('a migration that another tool left half-way is refused', async () => {
  await migrate(database.url, folder);
  await query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_warmth'`);
  await expect(migrate(database.url, folder)).rejects.toThrow(MigrationUnfinishedError);
});

test('a migration that fails changes nothing, and those before it stay', async () => {
  write('3_wrong', 'CREATE TABLE half (); SELECT 1 / 0;');
  await expect(migrate(database.url, folder)).rejects.toThrow(/3_wrong failed and changed nothing: division by zero/);
  expect(await query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  expect(await readMigrationState(database.url, folder)).toEqual({
    applied: ['1_colours', '2_warmth'],
    missing: ['3_wrong'],
  });
});

test('the project’s own migrations make a database', async () => {
  const { applied } = await migrate(database.url);
  expect(await migrate(database.url)).toEqual({ applied: [] });
  expect(await readMigrationState(database.url)).toEqual({ applied, missing: [] });
});

describe('an index that is built beside those who write', () => {
  const INDEX = 'CREATE INDEX CONCURRENTLY "colours_name" ON colours (name);';
  const valid = async () =>
    (await query(`SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('colours_name')`))[0]?.indisvalid;

  test('is made once, however many migrate at once', async () => {
    write('3_index', `-- Many read it.\n${INDEX}`);
    const all = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(all.flatMap(({ applied }) => applied)).toEqual(['1_colours', '2_warmth', '3_index']);
    expect(await valid()).toBe(true);
  });

  test('is made anew when it was begun and not finished', async () => {
    await migrate(database.url, folder);
    await query(`CREATE INDEX "colours_name" ON colours (warm)`);
    write('3_index', INDEX);
    expect(await migrate(database.url, folder)).toEqual({ applied: ['3_index'] });
    expect(await query(`SELECT pg_get_indexdef(to_regclass('colours_name')) AS sql`)).toMatchObject([
      { sql: expect.stringContaining('(name)') as unknown },
    ]);
  });

  test('that cannot be made leaves the migration to be applied', async () => {
    write('3_index', INDEX.replace('(name)', '(shape)'));
    await expect(migrate(database.url, folder)).rejects.toThrow('3_index failed');
    expect((await readMigrationState(database.url, folder)).missing).toEqual(['3_index']);
  });
});
