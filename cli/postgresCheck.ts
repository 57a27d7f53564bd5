import { Client } from 'pg';
import { readMigrationState } from '../prisma/migrate';
import { describeError, OperatorError } from './operatorError';

/** The oldest release with all that the desk's SQL uses. */
const OLDEST_MAJOR = 15;

/**
 * Asks the server for its version.
 * @returns such as "18.4"
 * @throws OperatorError if it cannot be reached, or is too old; the password is not repeated
 */
export async function checkPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    const version = rows[0]?.version ?? '0';
    if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
      throw new OperatorError(
        `PostgreSQL at ${describeAddress(url)} is ${version}: version ${OLDEST_MAJOR} or newer is needed (18 is tested).`,
      );
    }
    return version;
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(
      `PostgreSQL at ${describeAddress(url)} cannot be used (${describeError(error)}): ` +
        'check DATABASE_URL, that the server runs and that the database exists.',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The API and workers change no tables: whoever installs a release runs `guichet migrate` first.
 * @throws OperatorError if migrations are missing; MigrationError if the database is a newer release's
 */
export async function requireMigrated(url: string): Promise<void> {
  await checkPostgres(url);
  const { missing } = await readMigrationState(url);
  if (missing.length === 0) return;
  throw new OperatorError(
    `The database ${describeAddress(url)} lacks ${missing.length} migrations (${missing[0]} first): run guichet migrate.`,
  );
}

/** Host, port and database, without user and password. */
export function describeAddress(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host || 'localhost'}${pathname}`;
}
