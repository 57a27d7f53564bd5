import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketInput } from '../workflows/contract';
import type { TicketEvent } from '../workflows/domain/events';
import { startTicket, type StartFacts } from '../workflows/start';
import type { Deps } from './settings';

export interface NewWorkflow {
  readonly key: string;
  readonly received: TicketEvent & { readonly kind: 'received' };
  readonly facts: StartFacts;
}

/** Starts under way at once, and waiting behind them; more are left to the sweep, which comes after seconds. */
const AT_ONCE = 4;
const WAITING = 500;
/** So many tickets being written at once are a rush. */
const RUSH = 2;
/** The pause after each start in a rush, in times that one ticket takes to be written: about what its workflow costs. */
const PAUSE = 4;
/** However slow writing is, a start comes after this pause at most: milliseconds. */
const LONGEST_PAUSE_MS = 500;
/** How much the newest ticket counts in what writing one takes. */
const NEWEST = 0.1;

/**
 * Starts workflows of tickets whose row is durable, without anyone waiting. What fails here, or is too much, is found by
 * the sweep: rows at version 1 have no workflow that has done anything.
 *
 * In a rush whoever waits for a 201 comes first: workflows are started one by one then, and after each there is a pause
 * in which some are written. A workflow costs a multiple of its ticket's row, and nobody waits for it.
 */
export class Starter {
  private writing = 0;
  private writingMs = 0;
  private running = 0;
  private readonly waiting: NewWorkflow[] = [];

  constructor(private readonly deps: Deps) {}

  /** Hears of a ticket that is being written. */
  async during<T>(write: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    this.writing++;
    try {
      return await write();
    } finally {
      this.writing--;
      this.writingMs += (performance.now() - begun - this.writingMs) * NEWEST;
    }
  }

  start(workflow: NewWorkflow): void {
    if (this.waiting.length >= WAITING) return;
    this.waiting.push(workflow);
    this.startWaiting();
  }

  private get isRush(): boolean {
    return this.writing >= RUSH;
  }

  private startWaiting(): void {
    while (this.running < (this.isRush ? 1 : AT_ONCE)) {
      const next = this.waiting.shift();
      if (!next) return;
      this.running++;
      void this.startQuietly(next).finally(() => {
        this.running--;
        this.startWaiting();
      });
    }
  }

  private async startQuietly(workflow: NewWorkflow): Promise<void> {
    try {
      await this.startNow(workflow);
    } catch (error) {
      this.deps.logger.warn({ err: error, key: workflow.key }, 'workflow not started; the sweep will start it');
    }
    if (this.isRush) await sleep(Math.min(PAUSE * this.writingMs, LONGEST_PAUSE_MS), undefined, { ref: false });
  }

  startNow({ key, received, facts }: NewWorkflow): Promise<'started' | 'ended'> {
    const { alarmSpreadMs, rollAtEvents } = this.deps.settings;
    const settings = { alarmSpreadMs, atOnce: true as const, ...(rollAtEvents === undefined ? {} : { rollAtEvents }) };
    const input: TicketInput = { received, settings };
    return startTicket(this.deps.client, key, input, facts);
  }
}

const starters = new WeakMap<Deps, Starter>();

export function starterOf(deps: Deps): Starter {
  const known = starters.get(deps);
  if (known) return known;
  const starter = new Starter(deps);
  starters.set(deps, starter);
  return starter;
}
