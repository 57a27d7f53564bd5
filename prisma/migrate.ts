import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Why migrations cannot be applied; its message says what to do. */
export class MigrationError extends Error {
  override readonly name: string = 'MigrationError';
}

/** Applied migrations that this code does not know: a newer release has been here. */
export class DatabaseNewerError extends MigrationError {
  override readonly name = 'DatabaseNewerError';
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database is of a newer version: it has the migration ${unknown.at(-1)}, which this release does not know; ` +
        'use the release that made it, or a later one.',
    );
  }
}

/** A migration that was edited after it had been applied: nobody knows what the database looks like. */
export class MigrationChangedError extends MigrationError {
  override readonly name = 'MigrationChangedError';
  constructor(readonly migration: string) {
    super(
      `The migration ${migration} is not the one that the database was made with (its checksum differs); ` +
        'put the file back as it was, and make the change in a new migration.',
    );
  }
}

/** A migration that stopped half-way, as only another tool can leave it: ours are transactions. */
export class MigrationUnfinishedError extends MigrationError {
  override readonly name = 'MigrationUnfinishedError';
  constructor(readonly migration: string) {
    super(
      `The migration ${migration} began and did not finish; look at the database, then mark it with ` +
        '`prisma migrate resolve`.',
    );
  }
}

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex, as Prisma keeps it. */
  readonly checksum: string;
}

export interface MigrationState {
  readonly applied: readonly string[];
  readonly missing: readonly string[];
}

const FOLDER = join(__dirname, 'migrations');
/** The lock that `prisma migrate` takes too, so that the two never run at once. */
const ADVISORY_LOCK = 72707369;
const LOCK_PAUSE_MS = 200;

/**
 * Applies the migrations that the database does not have yet, in order, each in a transaction of its own (but for indexes made
 * `CONCURRENTLY`, one a migration); several callers wait for one another. `_prisma_migrations` is kept as Prisma keeps it, so that `prisma migrate deploy` agrees.
 * @throws DatabaseNewerError, MigrationChangedError, MigrationUnfinishedError before anything is changed
 */
export async function migrate(url: string, folder: string = FOLDER): Promise<{ readonly applied: string[] }> {
  const migrations = readMigrations(folder);
  return withClient(url, async (client) => {
    await waitForLock(client);
    await client.query(MIGRATIONS_TABLE);
    const { missing } = compare(migrations, await readApplied(client));
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map((migration) => migration.name) };
  });
}

/** What has been applied and what is to come; changes nothing. Throws as `migrate` does. */
export async function readMigrationState(url: string, folder: string = FOLDER): Promise<MigrationState> {
  const migrations = readMigrations(folder);
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    const applied = rows[0]?.there ? await readApplied(client) : [];
    const { missing } = compare(migrations, applied);
    return { applied: applied.map((row) => row.name), missing: missing.map((migration) => migration.name) };
  });
}

export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name, 'migration.sql'));
    return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
  });
}

const MIGRATIONS_TABLE = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function readApplied(client: Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name, started_at`,
  );
  return rows;
}

function compare(migrations: readonly Migration[], applied: readonly AppliedMigration[]) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = applied.filter((row) => !known.has(row.name)).map((row) => row.name);
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);
  for (const row of applied) {
    if (!row.finished) throw new MigrationUnfinishedError(row.name);
    if (known.get(row.name)?.checksum !== row.checksum) throw new MigrationChangedError(row.name);
  }
  const there = new Set(applied.map((row) => row.name));
  return { missing: migrations.filter((migration) => !there.has(migration.name)) };
}

/** Asks again and again: whoever waits for the lock in one statement would hold up a `CONCURRENTLY` for ever. */
async function waitForLock(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [ADVISORY_LOCK]);
    if (rows[0]?.held) return;
    await sleep(LOCK_PAUSE_MS);
  }
}

/** A single statement of this kind builds an index while others write; it cannot be in a transaction. */
const INDEX_BESIDE_WRITERS = /^(?:\s*--[^\n]*\n)*\s*CREATE (?:UNIQUE )?INDEX CONCURRENTLY "(\w+)"/;

async function apply(client: Client, migration: Migration): Promise<void> {
  const { name, sql } = migration;
  const started = new Date();
  const index = INDEX_BESIDE_WRITERS.exec(sql)?.[1];
  try {
    if (index === undefined) {
      await client.query('BEGIN');
      await client.query(sql);
    } else {
      // One that was begun before and did not finish is there, and is not used.
      await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${index}"`);
      await client.query(sql);
      await client.query('BEGIN');
    }
    await writeDown(client, migration, started);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration ${name} failed and changed nothing: ${reason}`, { cause: error });
  }
}

async function writeDown(client: Client, { name, checksum }: Migration, started: Date): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
    [randomUUID(), checksum, name, started],
  );
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection cut while idle also fails the query that waits on it: once is enough.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    // The advisory lock ends with its session.
    await client.end().catch(() => undefined);
  }
}
