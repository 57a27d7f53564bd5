import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createTicketWorker, SERVING } from '../activities/worker';
import { createApp } from '../api/app';
import { listen } from '../api/server';
import { ensureDatabase, startEmbeddedPostgres } from '../cli/stack/postgres';
import { DiskStore } from '../files/diskStore';
import { openDatabase } from '../prisma/client';
import { migrate } from '../prisma/migrate';
import { seedDemo } from '../prisma/seed';
import { setUpDatabase, signingSecret } from '../prisma/setup';
import { cpuMs } from './stack/usage';
import { startTemporal, type TemporalStore } from './stack/temporalStore';
import { createNaiveActivities } from './naive/activities';
import { NAIVE_QUEUE } from './naive/queue';
import { naive, naiveUpdatable, writeUpdate } from './naive/workflows';

export interface CpuUsed {
  readonly temporal: number;
  readonly postgres: number;
  readonly node: number;
}

export type BenchDesk = Awaited<ReturnType<typeof startBenchDesk>>;

/**
 * Durable servers of its own, the desk and the naive worker on them, all on loopback. The two workers have the same
 * settings; both write to the same PostgreSQL.
 */
export async function startBenchDesk({ temporal: store }: { readonly temporal: TemporalStore }) {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder });
  const temporal = await startTemporal(store, { folder, postgres });
  await ensureDatabase(postgres.url('postgres'), 'bench');
  const url = postgres.url('bench');
  await migrate(url);
  const database = openDatabase(url, { max: 20 });
  const { prisma } = database;
  await setUpDatabase(prisma, {});
  const { keys } = await seedDemo(prisma);
  await prisma.$executeRaw`CREATE TABLE naive (id text PRIMARY KEY)`;

  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const workerConnection = await NativeConnection.connect({ address: temporal.address });
  const ticketWorker = await createTicketWorker({
    connection: workerConnection,
    client,
    namespace: 'default',
    prisma,
    settings: { run: { alarmSpreadMs: 0 } },
  });
  const naiveWorker = await Worker.create({
    connection: workerConnection,
    taskQueue: NAIVE_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: join(__dirname, 'naive/workflows.ts') }),
    activities: createNaiveActivities(prisma),
    ...SERVING,
  });
  const running = [ticketWorker.run(), naiveWorker.run()];

  const secret = await signingSecret(prisma);
  const files = { store: new DiskStore(join(folder, 'attachments')), clamd: null };
  const app = createApp({
    prisma,
    client,
    logger: pino({ level: 'silent' }),
    settings: {
      rateLimit: 0,
      publicUrl: 'http://localhost',
      temporalUiUrl: null,
      namespace: 'default',
      secret,
      alarmSpreadMs: 0,
    },
    readiness: () => Promise.resolve({ ready: true, parts: {} }),
    files,
  });
  const server = await listen(app, 0, '127.0.0.1');
  const base = `http://127.0.0.1:${server.port}`;
  const keyOf = (role: string) => keys.find((key) => key.role === role)?.secret ?? '';

  async function call<T>(
    role: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${keyOf(role)}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  interface Seen {
    readonly key: string;
    readonly status: string;
    readonly survey: { readonly url?: string } | null;
  }
  const see = (key: string) => call<Seen>('requester', 'GET', `/api/v1/tickets/${key}`);

  await call('admin', 'PUT', '/api/v1/policies/bench-life', PLAIN_LIFE_POLICY, { 'if-none-match': '*' });

  return {
    /** What the parts beside the API and the workers reach the desk by. */
    reach: { prisma, client, secret, files },
    /** Milliseconds of processor time used until now: of this process are API, both workers and the load. */
    cpu(): CpuUsed {
      const { user, system } = process.cpuUsage();
      return {
        temporal: cpuMs(temporal.server.pid),
        postgres: cpuMs(postgres.server.pid),
        node: (user + system) / 1_000,
      };
    },
    async startNaive(id: string): Promise<void> {
      await client.workflow.start(naive, { taskQueue: NAIVE_QUEUE, workflowId: `naive-${id}`, args: [id] });
    },
    async countNaive(): Promise<number> {
      const [row] = await prisma.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM naive`;
      return Number(row?.n ?? 0);
    },
    async startUpdatable() {
      const handle = await client.workflow.start(naiveUpdatable, {
        taskQueue: NAIVE_QUEUE,
        workflowId: `naive-${randomUUID()}`,
      });
      return {
        update: (id: string) => handle.executeUpdate(writeUpdate, { args: [id] }),
        end: () => handle.terminate().then(() => undefined),
      };
    },
    async openTicket(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
      const body = { subject: "Problème d'accès à l'email", ...more };
      return (await call<Seen>('requester', 'POST', '/api/v1/tickets', body)).key;
    },
    countProjected: () => prisma.ticket.count({ where: { version: { gt: 1 } } }),
    async waitUntilTriaged(key: string): Promise<void> {
      while ((await see(key)).status === 'new') await sleep(20);
    },
    async status(key: string): Promise<string> {
      return (await see(key)).status;
    },
    command: (key: string, name: string, body: unknown) =>
      call('agent', 'POST', `/api/v1/tickets/${key}/${name}`, body),
    reclassify: (key: string, priority: string) => call('agent', 'PATCH', `/api/v1/tickets/${key}`, { priority }),
    async answerSurvey(key: string, score: number): Promise<void> {
      for (;;) {
        const url = (await see(key)).survey?.url;
        if (url) return void (await call('requester', 'POST', new URL(url).pathname, { score }));
        await sleep(50);
      }
    },
    async historyOf(key: string): Promise<{ events: number; bytes: number }> {
      const { historyLength, historySize } = await client.workflow.getHandle(key).describe();
      return { events: historyLength, bytes: historySize ?? 0 };
    },
    async stop(): Promise<void> {
      await server.close();
      ticketWorker.shutdown();
      naiveWorker.shutdown();
      await Promise.allSettled(running);
      await workerConnection.close();
      await connection.close();
      await database.close();
      await temporal.server.stop();
      await postgres.server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The default policy for incidents in short: the same clocks and alarms, with seconds to the survey and to closing. */
const PLAIN_LIFE_POLICY = {
  name: 'Plain life',
  order: 1,
  when: 'has(ticket.fields.bench) && ticket.fields.bench == "life"',
  calendar: 'always',
  clocks: {
    firstResponse: { targets: { high: 'PT1H' } },
    nextReply: { targets: { high: 'PT2H' } },
    resolution: { targets: { high: 'PT8H' }, pausedWhile: ['requester', 'vendor', 'scheduled'] },
  },
  warnings: [50, 80],
  escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
  closeAfter: 'PT6S',
  survey: { delay: 'PT1S', expireAfter: 'P7D' },
};
