import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma } from '../../prisma/client';
import type { Deps } from '../settings';
import { unauthenticated } from '../problem';
import { callerNow } from './caller';
import { carryOut, type BulkCommand, type BulkOutcome } from './carryOut';

/** Whoever holds a bulk renews its lease with each command; one that is older was left. */
const LEASE_SECONDS = 30;
/** Tickets that are worked on at once; the commands of one ticket go one after another, as they were sent. */
const AT_ONCE = 4;
const LOOK_EVERY_MS = 5_000;
/** A command that cannot be carried out is tried again after a pause, for so long. */
const PAUSE_MS = 2_000;
const TRIED_FOR_MS = 3_600_000;

interface BulkRow {
  readonly id: string;
  readonly actorId: string;
  readonly keyId: string;
  readonly createdAt: Date;
}

/** Carries out bulks in this process, one at a time: its own at once, and those that another process left. */
export class BulkRunner {
  private stopped = false;
  private running: Promise<void> | null = null;
  private again = false;
  private watching: NodeJS.Timeout | undefined;

  constructor(private readonly deps: Deps) {}

  /** There may be something to do. */
  wake(): void {
    this.again = true;
    this.running ??= this.run().finally(() => (this.running = null));
  }

  /** Looks from now on, every few seconds, for what other processes left. */
  watch(): void {
    this.watching = setInterval(() => this.wake(), LOOK_EVERY_MS);
  }

  /** Stops after the commands under way; what is left is another process's. */
  async stop(): Promise<void> {
    clearInterval(this.watching);
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        for (let bulk = await this.lease(); bulk && !this.stopped; bulk = await this.lease()) await this.carryOut(bulk);
      } catch (error) {
        this.deps.logger.warn({ err: error }, 'bulks wait; another look comes in seconds');
      }
    }
  }

  private async lease(): Promise<BulkRow | undefined> {
    const rows = await this.deps.prisma.$queryRaw<BulkRow[]>`
      UPDATE bulks SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE id = (SELECT id FROM bulks WHERE done_at IS NULL AND leased_until <= now()
                    ORDER BY leased_until LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, actor_id AS "actorId", key_id AS "keyId", created_at AS "createdAt"`;
    return rows[0];
  }

  private async carryOut(bulk: BulkRow): Promise<void> {
    const items = await this.deps.prisma.bulkItem.findMany({
      where: { bulkId: bulk.id, state: 'waiting' },
      orderBy: { no: 'asc' },
    });
    const byTicket = groupByTicket(items);
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (let own = byTicket.shift(); own; own = byTicket.shift()) {
        for (const item of own) if (!(await this.finish(bulk, item))) break;
      }
    });
    await Promise.all(hands);
    await this.deps.prisma.$executeRaw`
      UPDATE bulks SET done_at = now() WHERE id = ${bulk.id} AND done_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM bulk_items WHERE bulk_id = ${bulk.id} AND state = 'waiting')`;
  }

  /** @returns false if the process stops before there is an outcome: the next holder repeats the command */
  private async finish(bulk: BulkRow, item: BulkCommand): Promise<boolean> {
    const { prisma } = this.deps;
    for (;;) {
      if (this.stopped) return false;
      const outcome = await this.attempt(bulk, item);
      const late = Date.now() - bulk.createdAt.getTime() > TRIED_FOR_MS;
      await prisma.$executeRaw`
        UPDATE bulks SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = ${bulk.id}`;
      if (outcome.state !== 'open' || late) {
        await prisma.bulkItem.updateMany({
          where: { bulkId: bulk.id, no: item.no, state: 'waiting' },
          data: columnsOf(outcome),
        });
        return true;
      }
      await sleep(PAUSE_MS);
    }
  }

  private async attempt(bulk: BulkRow, item: BulkCommand): Promise<BulkOutcome> {
    const caller = await callerNow(this.deps.prisma, bulk);
    if (caller) return carryOut(this.deps, caller, item);
    const problem = unauthenticated('The sender of this bulk may not call any more.');
    return { state: 'refused', problem: problem.body(`bulk:${bulk.id}:${item.no}`) };
  }
}

function groupByTicket<T extends BulkCommand>(items: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(item.key, [...(groups.get(item.key) ?? []), item]);
  return [...groups.values()];
}

/** What people wrote in a command is not kept once it is carried out. */
function columnsOf(outcome: BulkOutcome) {
  const state = outcome.state === 'open' ? 'unknown' : outcome.state;
  if (outcome.state === 'done') return { state, version: outcome.version, body: {} };
  return { state, problem: outcome.problem as unknown as Prisma.InputJsonObject, body: {} };
}

const runners = new WeakMap<Deps, BulkRunner>();

export function runnerOf(deps: Deps): BulkRunner {
  const known = runners.get(deps);
  if (known) return known;
  const runner = new BulkRunner(deps);
  runners.set(deps, runner);
  return runner;
}
