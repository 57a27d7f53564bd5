import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { findFreePort } from '../../cli/stack/ports';
import { ensureDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from '../../cli/stack/postgres';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../cli/stack/temporal';
import { findTemporalBinary, userCacheFolder } from '../../cli/stack/temporalBinary';
import { openDatabase, type Database } from '../../prisma/client';
import { migrate } from '../../prisma/migrate';
import { seedDemo } from '../../prisma/seed';
import { setUpDatabase } from '../../prisma/setup';

const ROOT = join(__dirname, '../..');
const SERVE_WITHIN_MS = 60_000;
const LAST_WORDS = 2_000;

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** A process of the desk as an operator runs it: started, killed without warning, started again. */
class DeskProcess {
  private child: ChildProcess | null = null;

  constructor(
    private readonly command: string,
    private readonly env: Record<string, string>,
    private readonly logFile: string,
  ) {}

  start(): void {
    const log = openSync(this.logFile, 'a');
    this.child = spawn(process.execPath, [join(ROOT, 'cli/guichet.cjs'), this.command], {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...this.env },
    });
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    return ended;
  }
}

/** Durable servers, an API process and a worker process, each of which can be killed and brought back. */
export class FaultRig {
  private constructor(
    private readonly folder: string,
    private readonly binary: string,
    private readonly postgresPort: number,
    private readonly temporalPort: number,
    private postgres: EmbeddedPostgres,
    private temporal: EmbeddedTemporal,
    readonly database: Database,
    private readonly keys: ReadonlyMap<string, string>,
    private readonly apiPort: number,
    readonly api: DeskProcess,
    readonly worker: DeskProcess,
  ) {}

  /** @param settings more than the desk needs, for its processes */
  static async start(settings: Record<string, string> = {}): Promise<FaultRig> {
    const folder = mkdtempSync(join(tmpdir(), 'guichet-faults-'));
    chmodSync(folder, 0o711);
    const binary = await findTemporalBinary({ caches: [userCacheFolder()], note: console.log });
    const [postgresPort, temporalPort, apiPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
    const postgres = await startEmbeddedPostgres({ folder, port: postgresPort });
    const temporal = await startEmbeddedTemporal({ binary, folder, headless: true, port: temporalPort });
    await ensureDatabase(postgres.url('postgres'), 'desk');
    const url = postgres.url('desk');
    await migrate(url);
    const database = openDatabase(url, { max: 5 });
    await setUpDatabase(database.prisma, {});
    const { keys } = await seedDemo(database.prisma);
    const env = {
      DATABASE_URL: url,
      TEMPORAL_ADDRESS: temporal.address,
      PORT: String(apiPort),
      GUICHET_ALARM_SPREAD: '0',
      GUICHET_RATE_LIMIT: '0',
      GUICHET_DATA: folder,
      ...settings,
    };
    const migrated = new DeskProcess('migrate', env, join(folder, 'migrate.log'));
    migrated.start();
    const rig = new FaultRig(
      folder,
      binary,
      postgresPort,
      temporalPort,
      postgres,
      temporal,
      database,
      new Map(keys.map(({ role, secret }) => [role, secret])),
      apiPort,
      new DeskProcess('api', env, join(folder, 'api.log')),
      new DeskProcess('worker', env, join(folder, 'worker.log')),
    );
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

  get base(): string {
    return `http://127.0.0.1:${this.apiPort}`;
  }

  /** @throws when there is no answer: the API is down */
  async call(role: string, method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.keys.get(role) ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  }

  /** What a GET answers, as it is. */
  async read(role: string, path: string): Promise<string> {
    const headers = { authorization: `Bearer ${this.keys.get(role) ?? ''}` };
    return (await fetch(`${this.base}/api/v1${path}`, { headers, signal: AbortSignal.timeout(10_000) })).text();
  }

  /** As a careful client does: the same key until the answer is final. @returns every status seen on the way */
  async insist(role: string, path: string, body: unknown): Promise<{ answer: Answer; seen: number[] }> {
    const key = randomUUID();
    const seen: number[] = [];
    const deadline = Date.now() + 120_000;
    for (;;) {
      const answer = await this.call(role, 'POST', path, body, key).catch(() => null);
      seen.push(answer?.status ?? 0);
      const undecided =
        !answer || answer.status === 202 || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
      if (!undecided) return { answer, seen };
      if (Date.now() > deadline) throw new Error(`POST ${path} got no final answer: ${seen.join(' ')}`);
      await sleep(300);
    }
  }

  async open(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { answer } = await this.insist('requester', '/tickets', { subject: "Problème d'accès à l'email", ...more });
    return String(answer.body.key);
  }

  async stopPostgres(): Promise<void> {
    await this.postgres.server.stop();
  }

  async startPostgres(): Promise<void> {
    this.postgres = await startEmbeddedPostgres({ folder: this.folder, port: this.postgresPort });
  }

  async stopTemporal(): Promise<void> {
    await this.temporal.server.stop();
  }

  async startTemporal(): Promise<void> {
    const { folder, binary } = this;
    this.temporal = await startEmbeddedTemporal({ binary, folder, headless: true, port: this.temporalPort });
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
    await Promise.all([this.api.kill('SIGTERM'), this.worker.kill('SIGTERM')]);
    await this.database.close();
    await this.temporal.server.stop();
    await this.postgres.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
