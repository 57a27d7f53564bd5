import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { Client as Postgres } from 'pg';
import { ensureDatabase, type EmbeddedPostgres } from '../../cli/stack/postgres';
import { startServerProcess, waitUntilServing } from '../../cli/stack/serverProcess';
import type { EmbeddedTemporal } from '../../cli/stack/temporal';
import { setUpTemporal } from '../../cli/temporalSetup';
import { freePorts } from './ports';
import { findServerBinaries, type ServerBinaries } from './temporalServer';

const run = promisify(execFile);
const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;
/** Of each store; the shards of a small installation. */
const [CONNECTIONS, SHARDS] = [20, 4];

interface Options {
  readonly postgres: EmbeddedPostgres;
  /** Holds the configuration and the log. */
  readonly folder: string;
  /** Of the gRPC service, below 32,768; any free one unless given. */
  readonly port?: number;
}

/**
 * Temporal as installations run it: its services in one process, its tables in PostgreSQL beside the desk's.
 * @returns starts it, as often as it has ended
 */
export async function prepareTemporalOnPostgres({ postgres, folder, port }: Options) {
  const binaries = await findServerBinaries(console.log);
  for (const store of ['temporal', 'visibility'] as const) await makeTables(binaries, postgres, store);
  await forgetMembers(postgres);
  const ports = await freePorts(SERVICES.length * 2 + 1);
  if (port !== undefined) ports[0] = port;
  const config = join(folder, 'temporal.json');
  const logFile = join(folder, 'temporal.log');
  // YAML holds all that JSON can say.
  writeFileSync(config, JSON.stringify(configuration(postgres, ports)));
  writeFileSync(join(folder, 'dynamic.yaml'), '');
  const address = `127.0.0.1:${ports[0]}`;
  return async (): Promise<EmbeddedTemporal> => {
    const server = await startServerProcess({
      name: 'Temporal',
      command: binaries.server,
      args: ['--config-file', config, '--allow-no-auth', 'start'],
      logFile,
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 20_000,
    });
    await waitUntilServing(server, () => ask(address, () => Promise.resolve()), { logFile, timeoutMs: 60_000 });
    await ask(address, (connection) =>
      setUpTemporal({ connection, client: new Client({ connection }), close: () => connection.close() }),
    );
    return { server, address, uiUrl: null };
  };
}

async function ask(address: string, act: (connection: Connection) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await act(connection);
  } finally {
    await connection.close();
  }
}

async function makeTables(
  { sqlTool, schema }: ServerBinaries,
  postgres: EmbeddedPostgres,
  store: string,
): Promise<void> {
  const url = new URL(postgres.url(store));
  if (await hasTables(postgres, store)) return;
  const where = ['--plugin', 'postgres12', '--ep', url.hostname, '--port', url.port, '--db', store];
  const who = ['--user', url.username, '--password', url.password];
  await run(sqlTool, [...where, ...who, 'setup-schema', '--version', '0.0']);
  await run(sqlTool, [...where, ...who, 'update-schema', '--schema-dir', join(schema, store, 'versioned')]);
  if (store === 'visibility') await dropUnusedIndexes(postgres);
}

/** As the documentation advises operators to. */
async function dropUnusedIndexes(postgres: EmbeddedPostgres): Promise<void> {
  const statements = readFileSync(join(__dirname, '../../docs/temporal-visibility-indexes.sql'), 'utf8');
  await asking(postgres, 'visibility', (client) => client.query(statements));
}

/** Of a folder that an earlier run has kept. */
async function hasTables(postgres: EmbeddedPostgres, store: string): Promise<boolean> {
  await ensureDatabase(postgres.url('postgres'), store);
  const { rows } = await asking(postgres, store, (client) =>
    client.query<{ there: boolean }>(`SELECT to_regclass('schema_version') IS NOT NULL AS there`),
  );
  return rows[0]?.there ?? false;
}

/** Services of an earlier run listened on other ports: the new ones would look for them for half a minute. */
async function forgetMembers(postgres: EmbeddedPostgres): Promise<void> {
  await asking(postgres, 'temporal', (client) => client.query('DELETE FROM cluster_membership'));
}

async function asking<T>(postgres: EmbeddedPostgres, store: string, ask: (client: Postgres) => Promise<T>): Promise<T> {
  const client = new Postgres({ connectionString: postgres.url(store) });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

function configuration(postgres: EmbeddedPostgres, ports: readonly number[]) {
  const store = (databaseName: string) => {
    const { host, username, password } = new URL(postgres.url(databaseName));
    const sizes = { maxConns: CONNECTIONS, maxIdleConns: CONNECTIONS, maxConnLifetime: '1h' };
    const address = { pluginName: 'postgres12', databaseName, connectAddr: host, connectProtocol: 'tcp' };
    return { sql: { ...address, user: username, password, ...sizes } };
  };
  const services = SERVICES.map((name, index) => {
    const [grpcPort, membershipPort] = [ports[index], ports[SERVICES.length + index]];
    const http = name === 'frontend' ? { httpPort: ports[SERVICES.length * 2] } : {};
    return [name, { rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...http } }] as const;
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: SHARDS,
      datastores: { default: store('temporal'), visibility: store('visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(services),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `localhost:${ports[0]}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}
