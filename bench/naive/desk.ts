import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDatabase } from '../../cli/stack/postgres';
import { openDatabase } from '../../prisma/client';
import type { FaultRig } from '../stack/rig';
import { runClosedLoop } from '../statistics';
import { NAIVE_QUEUE } from './queue';
import { naive, naiveTimer } from './workflows';

const DATABASE = 'naive';
const CLIENTS = 32;
const LOOK_EVERY_MS = 500;

/** The yardstick beside a desk, on the same servers: a worker process and a table in a database of its own. */
export class NaiveDesk {
  private constructor(
    private readonly rig: FaultRig,
    private readonly worker: ChildProcess,
    private readonly database: ReturnType<typeof openDatabase>,
  ) {}

  static async start(rig: FaultRig): Promise<NaiveDesk> {
    await ensureDatabase(rig.addressOf('postgres'), DATABASE);
    const url = rig.addressOf(DATABASE);
    const database = openDatabase(url, { max: 2 });
    await database.prisma.$executeRaw`CREATE TABLE IF NOT EXISTS naive (id text PRIMARY KEY)`;
    const log = openSync(join(rig.folder, 'naive.log'), 'a');
    const worker = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'worker.ts')], {
      stdio: ['ignore', log, log],
      env: { ...process.env, DATABASE_URL: url, TEMPORAL_ADDRESS: rig.temporalAddress },
    });
    closeSync(log);
    process.once('exit', () => worker.kill('SIGKILL'));
    const desk = new NaiveDesk(rig, worker, database);
    await desk.waitUntilServing().catch(async (error: unknown) => {
      await desk.stop();
      throw error;
    });
    return desk;
  }

  /** By one that has been carried out. */
  private async waitUntilServing(): Promise<void> {
    const id = `first-${Date.now()}`;
    await this.rig.withTemporal((client) =>
      client.workflow.start(naive, { taskQueue: NAIVE_QUEUE, workflowId: `naive-${id}`, args: [id] }),
    );
    await this.rig.eventually('the naive worker to serve', async () => (await this.rows(`${id}%`)).length === 1);
  }

  /** Starts so many that sleep until the same instant. @param until UTC epoch milliseconds */
  async startTimers(prefix: string, count: number, until: number): Promise<void> {
    await this.rig.withTemporal((client) =>
      runClosedLoop(CLIENTS, count, async (index) => {
        const id = `${prefix}-${index}`;
        const options = { taskQueue: NAIVE_QUEUE, workflowId: `naive-${id}`, args: [id, until] as [string, number] };
        await client.workflow.start(naiveTimer, options);
      }),
    );
  }

  /** @returns when each row was committed, UTC epoch milliseconds; what has not come by `deadline` is missing */
  async waitForTimers(prefix: string, count: number, deadline: number): Promise<number[]> {
    for (;;) {
      const rows = await this.rows(`${prefix}-%`);
      if (rows.length >= count || Date.now() > deadline) return rows;
      await sleep(LOOK_EVERY_MS);
    }
  }

  private async rows(pattern: string): Promise<number[]> {
    const rows = await this.database.prisma.$queryRaw<{ at: number }[]>`
      SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS at FROM naive WHERE id LIKE ${pattern}`;
    return rows.map(({ at }) => at);
  }

  async stop(): Promise<void> {
    await this.database.close();
    if (this.worker.exitCode !== null || this.worker.signalCode !== null) return;
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    this.worker.kill('SIGTERM');
    const timer = setTimeout(() => this.worker.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
