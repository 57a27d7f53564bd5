import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Queueing } from '../contract';
import { nextDue } from '../domain/alarms';
import { evolve } from '../domain/evolve';
import type { TicketState } from '../domain/state';
import { number } from '../domain/steps';

export interface WakeUp {
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** What a process owner reads on the timer in the Temporal UI. */
  readonly label: string;
}

/** Longer waits are cut into pieces of this length. */
const LONGEST_TIMER_MS = 5 * 366 * 86_400_000;

/** How many soft alarms ahead of a hard one are looked at. */
const LOOK_AHEAD = 50;

/**
 * When the workflow must wake next. Soft alarms (warnings, nudges, surveys, automatic closing) may ring late by the
 * ticket's own part of the spread, so that a thousand of one instant do not come at once; a hard one behind them rings
 * on time. What they mean is not touched: each is dated at its due instant.
 */
export function nextWakeUp(state: TicketState, spreadMs: number, queueing: Queueing | null): WakeUp | null {
  let ahead = state;
  let wakeUp: WakeUp | null = null;
  for (let looked = 0; looked < LOOK_AHEAD; looked++) {
    const due = nextDue(ahead);
    if (!due || (wakeUp && due.at >= wakeUp.at)) return wakeUp;
    const at = due.soft ? due.at + spreadOf(state.key, due.id, spreadMs) : due.at + waitOf(due.at, queueing);
    if (!wakeUp || at < wakeUp.at) wakeUp = { at, label: due.label };
    if (!due.soft || due.events.length === 0) return wakeUp;
    ahead = number(ahead, due.events, 'ahead').reduce(evolve, ahead);
  }
  return wakeUp;
}

function waitOf(dueAt: number, queueing: Queueing | null): number {
  return queueing?.dueAt === dueAt ? queueing.waitMs : 0;
}

/** FNV-1a: the same ticket and alarm always get the same part of the spread. */
function spreadOf(key: string, alarm: string, spreadMs: number): number {
  if (spreadMs <= 0) return 0;
  let hash = 0x811c9dc5;
  for (const char of `${key}/${alarm}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash % spreadMs;
}

/** The ticket's one timer. It stays while instant and label stay, since each change costs two history events. */
export class Alarm {
  rang = false;
  private pending: { readonly wakeUp: WakeUp; readonly scope: CancellationScope } | null = null;

  set(wakeUp: WakeUp | null): void {
    const { pending } = this;
    if (wakeUp && pending?.wakeUp.at === wakeUp.at && pending.wakeUp.label === wakeUp.label) return;
    pending?.scope.cancel();
    this.pending = wakeUp && this.start(wakeUp);
  }

  private start(wakeUp: WakeUp) {
    const scope = new CancellationScope({ cancellable: true });
    const pending = { wakeUp, scope };
    const ms = Math.min(Math.max(wakeUp.at - Date.now(), 1), LONGEST_TIMER_MS);
    void scope
      .run(() => sleep(ms, { summary: wakeUp.label }))
      .then(() => {
        if (this.pending !== pending) return;
        this.pending = null;
        this.rang = true;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
    return pending;
  }
}
