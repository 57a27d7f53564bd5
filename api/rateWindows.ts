import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { PrismaClient } from '../prisma/client';
import { within } from './within';

/** This process's part of somebody's minute. */
interface Window {
  /** What all processes have taken, as of the last time that this one asked. */
  taken: number;
  /** Of that, what this process may still give out. */
  left: number;
  /** The limit is used up: nothing more is asked for until the end. */
  readonly spent: boolean;
  /** Requests that wait for more than was left. */
  readonly wanted: number;
  /** By this machine's clock, in epoch milliseconds. */
  readonly endsAt: number;
}

interface Asking {
  readonly answer: Promise<void>;
  /** Requests that wait for it. */
  waiting: number;
}

const MINUTE = 60_000;
/** A database that is slower than this is not waited for, in milliseconds; unless said. */
const PATIENCE_MS = 500;
/** Windows in memory at most; the oldest are forgotten, and with them what this process had taken for them. */
const MOST_WINDOWS = 20_000;

/**
 * Counts requests a minute across API processes. Each process takes a hundredth of the limit at a time from PostgreSQL and
 * gives it out by itself, so that a request seldom pays a write, and who is over the limit costs none. All processes
 * together never let through more than the limit; what one has taken and not given out is missing to the others, some
 * hundredths at most (ADR 0017).
 *
 * Without PostgreSQL each process counts for itself, up to the whole limit: nobody is locked out, nobody is unlimited.
 */
export class RateWindows implements Store {
  readonly localKeys = false;
  private readonly windows = new Map<string, Window>();
  private readonly asking = new Map<string, Asking>();
  private readonly block: number;
  private sweptAt = Date.now();

  /**
   * @param limit requests a minute, 1 or more
   * @param patienceMs how long a request waits for the database before its process counts for itself
   */
  constructor(
    private readonly deps: { readonly prisma: PrismaClient; readonly logger: Logger },
    private readonly limit: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.block = Math.max(1, Math.floor(limit / 100));
  }

  async increment(subject: string): Promise<ClientRateLimitInfo> {
    for (;;) {
      const window = this.current(subject);
      if (window && window.left > 0) {
        window.left--;
        return { totalHits: window.taken - window.left, resetTime: new Date(window.endsAt) };
      }
      if (window?.spent) return { totalHits: this.limit + 1, resetTime: new Date(window.endsAt) };
      await this.refill(subject);
    }
  }

  decrement(subject: string): void {
    const window = this.current(subject);
    if (window && window.left < window.taken) window.left++;
  }

  async resetKey(subject: string): Promise<void> {
    this.windows.delete(subject);
    await this.deps.prisma.rateWindow.deleteMany({ where: { subject } });
  }

  private current(subject: string): Window | undefined {
    const window = this.windows.get(subject);
    return window && window.endsAt > Date.now() ? window : undefined;
  }

  /** Many requests of one subject at once ask once, for all of them. */
  private async refill(subject: string): Promise<void> {
    const already = this.asking.get(subject);
    if (already) {
      already.waiting++;
      return already.answer;
    }
    const count = Math.max(this.block, this.current(subject)?.wanted ?? 0);
    const answer = this.take(subject, count).finally(() => this.asking.delete(subject));
    this.asking.set(subject, { answer, waiting: 1 });
    return answer;
  }

  private async take(subject: string, count: number): Promise<void> {
    try {
      const { taken, ms } = await within(this.patienceMs, this.takeFromDatabase(subject, count));
      const granted = Math.min(count, Math.max(0, this.limit - (taken - count)));
      this.remember(subject, {
        taken: Math.min(taken, this.limit),
        left: granted,
        spent: taken >= this.limit,
        wanted: Math.max(0, (this.asking.get(subject)?.waiting ?? 0) - granted),
        endsAt: Date.now() + ms,
      });
      this.sweep();
    } catch (error) {
      this.deps.logger.warn({ err: error }, 'Requests are counted in this process alone for a minute');
      const { taken, endsAt } = this.current(subject) ?? { taken: 0, endsAt: Date.now() + MINUTE };
      this.remember(subject, { taken: this.limit, left: this.limit - taken, spent: true, wanted: 0, endsAt });
    }
  }

  private async takeFromDatabase(subject: string, count: number): Promise<{ taken: number; ms: number }> {
    const rows = await this.deps.prisma.$queryRaw<{ taken: number; ms: number }[]>`
      INSERT INTO rate_windows AS w (subject, ends_at, taken) VALUES (${subject}, now() + interval '1 minute', ${count})
      ON CONFLICT (subject) DO UPDATE SET
        taken = CASE WHEN w.ends_at <= now() THEN excluded.taken ELSE w.taken + excluded.taken END,
        ends_at = CASE WHEN w.ends_at <= now() THEN excluded.ends_at ELSE w.ends_at END
      RETURNING taken, greatest(1, ceil(extract(epoch FROM ends_at - now()) * 1000))::int AS ms`;
    return rows[0]!;
  }

  private remember(subject: string, window: Window): void {
    this.windows.delete(subject);
    this.windows.set(subject, window);
    if (this.windows.size <= MOST_WINDOWS) return;
    const oldest = this.windows.keys().next();
    if (!oldest.done) this.windows.delete(oldest.value);
  }

  /** Once a minute: nobody asks about minutes that are over. */
  private sweep(): void {
    const now = Date.now();
    if (now - this.sweptAt < MINUTE) return;
    this.sweptAt = now;
    for (const [subject, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(subject);
    const swept = this.deps.prisma.$executeRaw`DELETE FROM rate_windows WHERE ends_at < now() - interval '1 minute'`;
    swept.catch((error: unknown) =>
      this.deps.logger.warn({ err: error }, 'Minutes that are over could not be put away'),
    );
  }
}
