import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelDeps } from '../deps';
import { RETRY_A_DAY } from './backoff';
import { intoBatches, isBatch, type Batch } from './batches';
import { Bell } from './bell';
import { claimDue, isOpen, nextDue, releaseClaims, renewClaims } from './claim';
import { tellTicket } from './giveUp';
import { Health } from './health';
import { judge, record } from './record';
import { noteHowItFares, pause } from './status';
import type { ChannelRest, ChannelRun, Outcome, Sender, Waiting } from './types';

/** Rows in hand at most: enough to keep a pool busy, few enough to wait for when their worker is killed. */
const CLAIM_ROWS = 200;
/** Whatever was not heard of is found after this many milliseconds. */
const LOOK_AGAIN_MS = 5_000;
const RENEW_MS = 3_000;
const NOTE_MS = 1_000;
/** After this long a turn ends, so that the workflow can start afresh. */
const TURN_MS = 3_600_000;
/** A batch that takes longer has failed, whatever its sender thinks. */
const SEND_MS = 180_000;
/** A row whose ticket could not be told of its end waits this long. */
const TELL_AGAIN_MS = 30_000;

/** Sends what waits for a channel until the turn is over. */
export async function runSending(deps: ChannelDeps, sender: Sender, run: ChannelRun): Promise<ChannelRest> {
  try {
    return await new Sending(deps, sender, run).untilTheTurnIsOver();
  } finally {
    await sender.close?.();
  }
}

class Sending {
  private readonly bell = new Bell();
  private readonly health = new Health();
  /** Claimed, and not begun yet. */
  private queue: Batch[] = [];
  private readonly active = new Set<Promise<void>>();
  /** Ids of all that is claimed. */
  private readonly held = new Set<string>();
  /** Something was written or changed since the channel was looked at. */
  private news = true;
  /** Nothing more is begun. */
  private closing = false;

  constructor(
    private readonly deps: ChannelDeps,
    private readonly sender: Sender,
    private readonly turn: ChannelRun,
  ) {}

  async untilTheTurnIsOver(): Promise<ChannelRest> {
    const { listener, prisma, logger } = this.deps;
    const { channel, stop } = this.turn;
    const restsAt = Date.now() + TURN_MS;
    const hear = (payload: string) => {
      if (payload !== '' && payload !== channel) return;
      this.news = true;
      this.bell.ring();
    };
    const unsubscribe = listener?.subscribe('deliveries', hear);
    stop.addEventListener('abort', this.bell.ring);
    const beside = [
      every(RENEW_MS, () => renewClaims(prisma, [...this.held]), this.warn('Claims could not be renewed')),
      every(NOTE_MS, () => this.note(), this.warn('How the channel fares could not be noted')),
    ];
    try {
      while (!stop.aborted && Date.now() < restsAt) {
        const { channel: state, waitMs } = await this.round().catch((error: unknown) => {
          logger.warn({ err: error, channel }, 'The outbox could not be read; trying again');
          return { channel: 'open', waitMs: 1_000 } as const;
        });
        if (state !== 'open') return state;
        await this.bell.wait(Math.min(waitMs, restsAt - Date.now()));
      }
      return 'rested';
    } finally {
      await this.finish();
      for (const timer of beside) clearInterval(timer);
      unsubscribe?.();
      stop.removeEventListener('abort', this.bell.ring);
    }
  }

  /** Begins what can be begun, and claims more when there is room. @returns how long nothing will happen by itself */
  private async round(): Promise<{ readonly channel: 'open' | 'paused' | 'gone'; readonly waitMs: number }> {
    const { prisma } = this.deps;
    const { channel } = this.turn;
    this.begin();
    if (this.queue.length > 0 || this.active.size >= this.room) {
      // Somebody may have paused it: what is in the queue must not go out any more.
      if (this.news && !(await isOpen(prisma, channel))) return { channel: 'paused', waitMs: 0 };
      this.news = false;
      return { channel: 'open', waitMs: LOOK_AGAIN_MS };
    }
    const rest = this.health.restLeft(Date.now());
    // A channel that rests may be paused or gone, too: a claim of nothing tells.
    const { channel: state, rows } = await claimDue(
      prisma,
      channel,
      rest > 0 ? 0 : this.health.probing ? 1 : CLAIM_ROWS,
    );
    this.news = false;
    if (state !== 'open') return { channel: state, waitMs: 0 };
    if (rest > 0) return { channel: state, waitMs: Math.min(rest, LOOK_AGAIN_MS) };
    for (const { id } of rows) this.held.add(id);
    this.queue = [...intoBatches(rows, this.sender.together ?? 'ticket')];
    this.begin();
    if (rows.length > 0) return { channel: state, waitMs: this.active.size < this.room ? 0 : LOOK_AGAIN_MS };
    const due = await nextDue(prisma, channel);
    return { channel: state, waitMs: due ? Math.min(due.getTime() - Date.now() + 1, LOOK_AGAIN_MS) : LOOK_AGAIN_MS };
  }

  private get room(): number {
    return this.health.probing ? 1 : this.sender.parallel;
  }

  private begin(): void {
    while (!this.closing && this.queue.length > 0 && this.active.size < this.room) {
      const batch = this.queue.shift();
      if (!batch) return;
      const sending = this.sendBatch(batch)
        .catch((error: unknown) => this.warn('A batch could not be recorded')(error))
        .finally(() => {
          for (const { id } of batch) this.held.delete(id);
          this.active.delete(sending);
          this.bell.ring();
        });
      this.active.add(sending);
    }
  }

  /** Message by message: each is recorded before the next is sent, so that a crash repeats one at most. */
  private async sendBatch(batch: Batch): Promise<void> {
    const settled = new Set<string>();
    const stuck = new Set<string>();
    let rest: readonly Waiting[] = batch;
    while (isBatch(rest) && !this.closing) {
      const outcomes = await this.attempt(rest);
      const before = settled.size;
      for (const outcome of outcomes) {
        const row = rest.find(({ id }) => id === outcome.id);
        if (!row) continue;
        settled.add(row.id);
        if (outcome.kind === 'sent') for (const id of outcome.gathered ?? []) settled.add(id);
        if (!(await this.settle(row, outcome))) stuck.add(row.ticketId ?? row.id);
      }
      rest = rest.filter((row) => !settled.has(row.id) && !stuck.has(row.ticketId ?? row.id));
      // Either it wants no more of them, or nothing else would get through.
      if (settled.size === before || this.health.probing) break;
    }
    await this.putBack(batch.filter(({ id }) => !settled.has(id)));
    if (this.health.probing) await this.putBack(this.queue.splice(0).flat());
  }

  private async attempt(rest: Batch): Promise<readonly Outcome[]> {
    const late = new AbortController();
    try {
      return await Promise.race([
        this.sender.send(rest),
        sleep(SEND_MS, undefined, { signal: late.signal, ref: false }).then(() => {
          throw new Error(`no answer within ${SEND_MS / 1_000} s`);
        }),
      ]);
    } catch (error) {
      return [{ id: rest[0].id, kind: 'failed', error: error instanceof Error ? error.message : String(error) }];
    } finally {
      late.abort();
    }
  }

  /** Records what became of a row. @returns false if it is to be tried again, and holds back what is later of its ticket */
  private async settle(row: Waiting, outcome: Outcome): Promise<boolean> {
    const { prisma, logger } = this.deps;
    if (outcome.kind === 'sent') this.health.noteSent();
    if (outcome.kind !== 'failed') {
      await this.persistently(() => record(prisma, row, outcome));
      return true;
    }
    const now = Date.now();
    // A message that is refused for good says nothing against the channel.
    if (!outcome.final) this.health.noteFailure(outcome.error, outcome.down ?? false, now, Math.random());
    const plan = this.sender.retry ?? RETRY_A_DAY;
    const probeMs = this.health.restLeft(now);
    const verdict = judge(row, outcome, plan, { now, chance: Math.random(), probeMs });
    const { channel } = this.turn;
    logger.warn(
      { channel, delivery: row.id, attempt: row.attempts + 1, problem: outcome.error },
      WARNINGS[verdict.kind],
    );
    if (verdict.kind === 'givenUp' && !(await tellTicket(this.deps, row))) {
      const at = new Date(now + TELL_AGAIN_MS);
      await this.persistently(() => record(prisma, row, { id: row.id, kind: 'later', at }));
      return false;
    }
    await this.persistently(() => record(prisma, row, outcome, verdict));
    return verdict.kind === 'givenUp';
  }

  /** What was sent must be written down, else it is sent again: tried until it is, or the worker is told to end. */
  private async persistently(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (this.turn.stop.aborted) throw error;
        this.warn('What became of a message could not be recorded; trying again')(error);
        await sleep(1_000);
      }
    }
  }

  private async putBack(rows: readonly Waiting[]): Promise<void> {
    const ids = rows.map(({ id }) => id);
    await releaseClaims(this.deps.prisma, ids);
    for (const id of ids) this.held.delete(id);
  }

  private async note(): Promise<void> {
    const fared = this.health.take();
    if (!fared) return;
    const { prisma, logger } = this.deps;
    const { channel } = this.turn;
    const failingSince = await noteHowItFares(prisma, channel, fared);
    const { dead } = this.sender;
    if (!dead || !failingSince || Date.now() - failingSince.getTime() < dead.afterMs) return;
    if (!(await pause(prisma, channel, 'dead'))) return;
    logger.warn({ channel, since: failingSince }, 'Nothing gets through: the channel is paused');
    await dead.tell();
  }

  /** Lets end what has begun, and puts back the rest. */
  private async finish(): Promise<void> {
    this.closing = true;
    await this.putBack(this.queue.splice(0).flat()).catch(this.warn('Claims could not be put back'));
    await Promise.all(this.active);
    await this.note().catch(this.warn('How the channel fares could not be noted'));
  }

  private warn(message: string): (error: unknown) => void {
    return (error) => this.deps.logger.warn({ err: error, channel: this.turn.channel }, message);
  }
}

const WARNINGS = {
  again: 'A message could not be sent; it will be tried again',
  givenUp: 'A message could not be sent and is given up',
} as const;

function every(ms: number, work: () => Promise<unknown>, failed: (error: unknown) => void): NodeJS.Timeout {
  let running = false;
  return setInterval(() => {
    if (running) return;
    running = true;
    void work()
      .catch(failed)
      .finally(() => (running = false));
  }, ms);
}
