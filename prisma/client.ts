import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { preparedName } from './prepared';
import { Prisma, PrismaClient } from './generated/client';

export { Prisma, PrismaClient } from './generated/client';

export interface DatabaseOptions {
  /** Connections at most; default 10. */
  readonly max?: number;
  /** Milliseconds to wait for a connection before a query or a transaction fails; default 5,000. */
  readonly connectionTimeoutMs?: number;
  /** Milliseconds after which a statement is given up, by the server and, should that hang, by us; absent: never. */
  readonly statementTimeoutMs?: number;
}

/** How much longer than the server we wait for its word. */
const GRACE_MS = 1_000;
const CONNECTION_MS = 5_000;
/** A transaction that takes longer is given up, in milliseconds: before the activity is that it is part of. */
const TRANSACTION_MS = 8_000;

export interface Database {
  readonly prisma: PrismaClient;
  /** Queries that wait for a connection now. */
  waitingQueries(): number;
  close(): Promise<void>;
}

/**
 * Opens a pool on PostgreSQL; with `pgbouncer=true` in its address no statement is kept on a connection. No connection is
 * made before the first query. Errors of idle connections are the pool's to heal, so they are not thrown at the process.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const connectionTimeoutMs = options.connectionTimeoutMs ?? CONNECTION_MS;
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: connectionTimeoutMs,
    ...(options.statementTimeoutMs === undefined
      ? {}
      : { statement_timeout: options.statementTimeoutMs, query_timeout: options.statementTimeoutMs + GRACE_MS }),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, isPooled(url) ? {} : { statementNameGenerator: preparedName });
  const transactionOptions = { maxWait: connectionTimeoutMs, timeout: TRANSACTION_MS };
  const prisma = new PrismaClient({ adapter, transactionOptions });
  return {
    prisma,
    waitingQueries: () => pool.waitingCount,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** A unique index decided against a write: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2002' || /23505|unique constraint/i.test(`${error.message} ${JSON.stringify(error.meta)}`);
}

/** Behind a pooler the next statement may meet another connection. */
function isPooled(url: string): boolean {
  return URL.canParse(url) && new URL(url).searchParams.get('pgbouncer') === 'true';
}
