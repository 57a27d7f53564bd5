import type { TicketInput } from '../workflows/contract';
import type { TicketEvent } from '../workflows/domain/events';
import { startTicket, type StartFacts } from '../workflows/start';
import type { Deps } from './settings';

export interface NewWorkflow {
  readonly key: string;
  readonly received: TicketEvent & { readonly kind: 'received' };
  readonly facts: StartFacts;
}

/**
 * Starts under way at once, and waiting behind them; more are left to the sweep, which comes after seconds. Few at once:
 * in a rush more of them only take from those who wait for their 201, and triage is no faster for it.
 */
const AT_ONCE = 4;
const WAITING = 500;

/**
 * Starts workflows of tickets whose row is durable, without anyone waiting. What fails here, or is too much, is found by
 * the sweep: rows at version 1 have no workflow that has done anything.
 */
export class Starter {
  private running = 0;
  private readonly waiting: NewWorkflow[] = [];

  constructor(private readonly deps: Deps) {}

  start(workflow: NewWorkflow): void {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length < WAITING) this.waiting.push(workflow);
      return;
    }
    this.running++;
    void this.startNow(workflow)
      .catch((error: unknown) => {
        this.deps.logger.warn({ err: error, key: workflow.key }, 'workflow not started; the sweep will start it');
      })
      .finally(() => {
        this.running--;
        const next = this.waiting.shift();
        if (next) this.start(next);
      });
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
