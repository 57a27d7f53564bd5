import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { ensureDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from '../../cli/stack/postgres';
import { openDatabase, type Database } from '../../prisma/client';
import { cpuMs, memoryBytes } from './usage';
import { DeskCaller, type KeysByRole } from './deskCaller';
import { freePorts } from './ports';
import { DeskProcess, runToEnd } from './process';
import { startTcpProxy, type TcpProxy } from '../../test/support/tcpProxy';
import { killFamily } from './family';
import { keysOf, keysSeededBy } from './rigKeys';
import { startTemporal, type RunningTemporal, type TemporalStore } from './temporalStore';

const SERVE_WITHIN_MS = 60_000;
const LAST_WORDS = 2_000;
/** Connections of a PostgreSQL that has Temporal's tables, too: each of its services has a pool for each store. */
const WITH_TEMPORAL = 300;
/** A PostgreSQL whose killed predecessor's memory is still there ends at once: a supervisor tries again. */
const START_AGAIN_AFTER_MS = 300;

export interface RigOptions {
  /** Default `dev`: it starts in seconds and needs nothing but the binary. */
  readonly temporal?: TemporalStore;
  /** More than the desk needs, for its processes. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Kept when the rig stops, and gone on with by the next that is given it; absent: one of its own, removed at the end. */
  readonly folder?: string;
  readonly maxConnections?: number;
  /** Of PostgreSQL, by their names: what is measured may need `track_commit_timestamp`. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
  /** The checkout whose code runs in API and worker, if not this one. */
  readonly root?: string;
  /** The desk reaches PostgreSQL and Temporal through `links`, which can be cut, delayed and frozen; the rig goes straight. */
  readonly proxied?: boolean;
  /** Where PostgreSQL's cluster is, if not in the folder: on a disk that can be filled, for one. */
  readonly postgresFolder?: string;
}

/** What stands between the desk's processes and their servers. */
export interface Links {
  readonly postgres: TcpProxy;
  readonly temporal: TcpProxy;
}

/** Processor time in milliseconds since each began, and memory in bytes now. */
export interface Usage {
  readonly cpu: Readonly<Record<Part, number>>;
  readonly memory: Readonly<Record<Part, number>>;
}

type Part = 'temporal' | 'postgres' | 'api' | 'worker';

/** What is kept in a folder beside the servers' data. */
interface Ports {
  readonly postgres: number;
  readonly temporal: number;
  readonly api: number;
}

/**
 * Durable servers, an API process and a worker process, each of which can be killed and brought back, all on loopback:
 * what fault tests and measurements of the whole desk run on.
 */
export class FaultRig extends DeskCaller {
  private readonly others: DeskProcess[] = [];

  private constructor(
    readonly folder: string,
    private readonly options: RigOptions,
    private readonly ports: Ports,
    private postgres: EmbeddedPostgres,
    private temporal: RunningTemporal,
    readonly database: Database,
    keys: KeysByRole,
    /** What the processes of the desk are told. */
    readonly env: Readonly<Record<string, string>>,
    readonly api: DeskProcess,
    readonly worker: DeskProcess,
    private readonly linked: Links | null,
  ) {
    super(ports.api, keys);
  }

  static async start(options: RigOptions = {}): Promise<FaultRig> {
    const folder = options.folder ? resolve(options.folder) : mkdtempSync(join(tmpdir(), 'guichet-faults-'));
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o711);
    const [postgresPort = 0, temporalPort = 0, apiPort = 0] = await freePorts(3);
    const ports = { postgres: postgresPort, temporal: temporalPort, api: apiPort };
    const postgres = await startPostgres(folder, ports, options);
    const temporal = await startTemporal(options.temporal ?? 'dev', { folder, postgres, port: ports.temporal });
    await ensureDatabase(postgres.url('postgres'), 'desk');
    const url = postgres.url('desk');
    const linked = options.proxied ? await link(ports) : null;
    const env = {
      DATABASE_URL: linked ? onPort(url, linked.postgres.port) : url,
      TEMPORAL_ADDRESS: linked ? `127.0.0.1:${linked.temporal.port}` : temporal.address,
      PORT: String(ports.api),
      GUICHET_ALARM_SPREAD: '0',
      GUICHET_RATE_LIMIT: '0',
      GUICHET_DATA: folder,
      ...options.settings,
    };
    const process = (name: string) =>
      new DeskProcess({ name, env, logFile: join(folder, `${name}.log`), ...(options.root && { root: options.root }) });
    // The release that is to run sets up its own tables and schedules.
    await runToEnd(process('migrate'));
    const database = openDatabase(url, { max: 5 });
    const keys = options.root ? await keysSeededBy(process('seed'), folder) : await keysOf(folder, database);
    const [api, worker] = [process('api'), process('worker')];
    const rig = new FaultRig(folder, options, ports, postgres, temporal, database, keys, env, api, worker, linked);
    rig.api.start();
    rig.worker.start();
    await rig.waitUntilReady();
    return rig;
  }

  async waitUntilReady(): Promise<void> {
    await this.eventually('the API to be ready', async () => (await fetch(`${this.base}/readyz`)).ok);
  }

  /** A new client, since the server may have been another process a moment ago. */
  async withTemporal<T>(act: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: this.temporal.address });
    try {
      return await act(new Client({ connection }));
    } finally {
      await connection.close();
    }
  }

  /** @throws unless the rig was started with `proxied` */
  get links(): Links {
    if (!this.linked) throw new Error('This rig has no links: start it with proxied');
    return this.linked;
  }

  /** PostgreSQL's own address of a database, whatever the desk goes through. */
  addressOf(database: string): string {
    return this.postgres.url(database);
  }

  /** Another process of the desk, beside the two; the rig stops it. */
  another(name: 'api' | 'worker', env: Readonly<Record<string, string>> = {}): DeskProcess {
    const { command } = name === 'api' ? this.api : this.worker;
    const one = new DeskProcess({ ...command, env: { ...command.env, ...env } });
    this.others.push(one);
    return one;
  }

  get temporalAddress(): string {
    return this.temporal.address;
  }

  /** In good order, as before an upgrade of its own; `kill` does not wait for anything. */
  async stopPostgres(): Promise<void> {
    await this.postgres.server.stop();
  }

  /** As a machine that fails does, or a container that is killed: PostgreSQL with all its processes. */
  async killPostgres(): Promise<void> {
    killFamily(this.postgres.server.pid);
    await this.postgres.server.exited;
  }

  /** Its first process alone; the others notice, each when it looks. */
  async killPostmaster(): Promise<void> {
    process.kill(this.postgres.server.pid, 'SIGKILL');
    await this.postgres.server.exited;
  }

  async killTemporal(): Promise<void> {
    process.kill(this.temporal.server.pid, 'SIGKILL');
    await this.temporal.server.exited;
  }

  async startPostgres(): Promise<void> {
    this.postgres = await supervise(() => startPostgres(this.folder, this.ports, this.options));
  }

  /** On a full disk it ends by itself. */
  isPostgresUp(): boolean {
    return !this.postgres.server.hasExited();
  }

  /** Temporal on PostgreSQL ends when it starts without its tables, or is without them for long: somebody starts it again. */
  isTemporalUp(): boolean {
    return !this.temporal.server.hasExited();
  }

  async stopTemporal(): Promise<void> {
    await this.temporal.server.stop();
  }

  async startTemporal(): Promise<void> {
    this.temporal = await supervise(() => this.temporal.again());
  }

  usage(): Usage {
    const pids: Record<Part, number> = {
      temporal: this.temporal.server.pid,
      postgres: this.postgres.server.pid,
      api: this.api.pid,
      worker: this.worker.pid,
    };
    const each = (measure: (pid: number) => number) =>
      Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, measure(pid)])) as Record<Part, number>;
    return { cpu: each(cpuMs), memory: each(memoryBytes) };
  }

  async eventually(what: string, holds: () => Promise<boolean>, withinMs = SERVE_WITHIN_MS): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await holds().catch(() => false))) {
      if (Date.now() > deadline)
        throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}; the worker said last: ${this.lastWords()}`);
      await sleep(200);
    }
  }

  private lastWords(): string {
    return readFileSync(join(this.folder, 'worker.log'), 'utf8').slice(-LAST_WORDS);
  }

  async stop(): Promise<void> {
    await Promise.all([this.api, this.worker, ...this.others].map((one) => one.kill('SIGTERM')));
    await this.database.close();
    await this.temporal.server.stop();
    await this.postgres.server.stop();
    await Promise.all([this.linked?.postgres.close(), this.linked?.temporal.close()]);
    if (!this.options.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Starts a server as a supervisor does: again and again, until it runs. */
async function supervise<T>(start: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + SERVE_WITHIN_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(START_AGAIN_AFTER_MS);
    }
  }
}

function startPostgres(
  folder: string,
  ports: Ports,
  { temporal, maxConnections, postgresFolder, postgresSettings: settings }: RigOptions,
): Promise<EmbeddedPostgres> {
  const where = { folder: postgresFolder ?? folder, port: ports.postgres };
  const most = maxConnections ?? (temporal === 'postgres' ? WITH_TEMPORAL : null);
  return startEmbeddedPostgres({ ...where, ...(most && { maxConnections: most }), ...(settings && { settings }) });
}

async function link({ postgres, temporal }: Ports): Promise<Links> {
  const [first, second] = await Promise.all([
    startTcpProxy('127.0.0.1', postgres),
    startTcpProxy('127.0.0.1', temporal),
  ]);
  return { postgres: first, temporal: second };
}

function onPort(address: string, port: number): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href;
}
