import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';

const ASK_EVERY_MS = 250;

/** What somebody saw who asks four times a second while the desk is upgraded. */
export interface Seen {
  readonly asked: number;
  /** With what she asked for, at last. */
  readonly answered: number;
  /** Requests made again under the same key, because the answer was 202, 503 or none. */
  readonly repeated: number;
  /** From one success to the next, milliseconds, at the most, and when that was over. */
  readonly longestGapMs: number;
  readonly longestGapAt: string;
}

/** @returns whether it was answered; null: not yet, the same is to be asked again */
type Ask = (key: string) => Promise<boolean | null>;

/** Reads a ticket, and writes to it, again and again until it is told to stop. */
export class Watch {
  private going = true;
  private readonly readings: Promise<Seen>;
  private readonly writings: Promise<Seen>;

  constructor(rig: FaultRig, key: string) {
    this.readings = this.repeat(async () => (await rig.call('agent', 'GET', `/tickets/${key}`)).status === 200);
    const body = { body: 'Still there?', visibility: 'internal' };
    this.writings = this.repeat(async (id) => {
      const { status } = await rig.call('agent', 'POST', `/tickets/${key}/comments`, body, id);
      return status === 201 ? true : status === 202 || status === 503 || status === 409 ? null : false;
    });
  }

  async stop(): Promise<{ readonly readings: Seen; readonly writings: Seen }> {
    this.going = false;
    return { readings: await this.readings, writings: await this.writings };
  }

  private async repeat(ask: Ask): Promise<Seen> {
    const seen = { asked: 0, answered: 0, repeated: 0, longestGapMs: 0, longestGapAt: '' };
    for (let last = performance.now(); this.going; await sleep(ASK_EVERY_MS)) {
      const key = randomUUID();
      seen.asked++;
      let answered = await ask(key).catch(() => null);
      for (; answered === null && this.going; seen.repeated++) {
        await sleep(ASK_EVERY_MS);
        answered = await ask(key).catch(() => null);
      }
      // Whoever is told to stop while she waits has not asked.
      if (answered === null) seen.asked--;
      if (!answered) continue;
      seen.answered++;
      const gap = performance.now() - last;
      if (gap > seen.longestGapMs) Object.assign(seen, { longestGapMs: gap, longestGapAt: new Date().toISOString() });
      last = performance.now();
    }
    return seen;
  }
}
