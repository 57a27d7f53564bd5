import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../../workflows/contract';
import { findFreePort } from './ports';
import { startServerProcess, waitUntilServing, type ServerProcess } from './serverProcess';

const USUAL_PORT = 7233;
const USUAL_UI_PORT = 8233;

export interface EmbeddedTemporalOptions {
  readonly binary: string;
  /** Holds `temporal.log` and, unless `inMemory`, `temporal.db`. Must exist. */
  readonly folder: string;
  readonly inMemory?: boolean;
  /** Without the Web UI. */
  readonly headless?: boolean;
  readonly namespaces?: readonly string[];
  /** Of the gRPC service; it must be free. */
  readonly port?: number;
  /** Take any free port rather than the usual ones. */
  readonly anyPort?: boolean;
  /** Told the process as soon as there is one. */
  readonly onSpawn?: (pid: number) => void;
}

export interface EmbeddedTemporal {
  readonly server: ServerProcess;
  /** `host:port` of the gRPC service. */
  readonly address: string;
  readonly uiUrl: string | null;
}

/** Starts Temporal's development server with the desk's search attributes registered. */
export async function startEmbeddedTemporal(options: EmbeddedTemporalOptions): Promise<EmbeddedTemporal> {
  const port = options.port ?? (await findFreePort(options.anyPort ? undefined : USUAL_PORT));
  const uiPort = options.headless ? null : await findFreePort(options.anyPort ? undefined : USUAL_UI_PORT);
  const namespaces = options.namespaces ?? ['default'];
  const logFile = join(options.folder, 'temporal.log');
  const server = await startServerProcess({
    name: 'Temporal',
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-format', 'json'],
      ...['--log-level', 'warn'],
      ...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
      ...(options.inMemory ? [] : ['--db-filename', join(options.folder, 'temporal.db')]),
      ...namespaces.flatMap((name) => ['--namespace', name]),
      ...Object.values(searchAttributes).flatMap(({ name, type }) => [
        '--search-attribute',
        `${name}=${cliType(type)}`,
      ]),
    ],
    logFile,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
    // A developer's own profile must not change how the server starts.
    env: { TEMPORAL_CONFIG_FILE: '' },
  });
  options.onSpawn?.(server.pid);
  const address = `127.0.0.1:${port}`;
  await waitUntilServing(server, () => describeNamespaces(address, namespaces), { logFile, timeoutMs: 60_000 });
  return { server, address, uiUrl: uiPort === null ? null : `http://127.0.0.1:${uiPort}` };
}

async function describeNamespaces(address: string, namespaces: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    for (const namespace of namespaces) await connection.workflowService.describeNamespace({ namespace });
  } finally {
    await connection.close();
  }
}

/** `KEYWORD` is `Keyword` on the command line. */
function cliType(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}
