import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';

const ASK_EVERY_MS = 250;

/** What somebody who asks four times a second saw while the desk was upgraded. */
export interface Seen {
  readonly asked: number;
  readonly answered: number;
  /** From a success to the end of the next one, milliseconds, at the most. */
  readonly longestGapMs: number;
}

type Ask = () => Promise<boolean>;

/** Reads a ticket, and writes to it, again and again until it is told to stop. */
export class Watch {
  private going = true;
  private readonly readings: Promise<Seen>;
  private readonly writings: Promise<Seen>;

  constructor(rig: FaultRig, key: string) {
    this.readings = this.repeat(async () => (await rig.call('agent', 'GET', `/tickets/${key}`)).status === 200);
    const body = { body: 'Still there?', visibility: 'internal' };
    this.writings = this.repeat(
      async () => (await rig.call('agent', 'POST', `/tickets/${key}/comments`, body)).status === 201,
    );
  }

  async stop(): Promise<{ readonly readings: Seen; readonly writings: Seen }> {
    this.going = false;
    return { readings: await this.readings, writings: await this.writings };
  }

  private async repeat(ask: Ask): Promise<Seen> {
    let [asked, answered, longestGapMs, last] = [0, 0, 0, performance.now()];
    while (this.going) {
      asked++;
      if (await ask().catch(() => false)) {
        answered++;
        longestGapMs = Math.max(longestGapMs, performance.now() - last);
        last = performance.now();
      }
      await sleep(ASK_EVERY_MS);
    }
    return { asked, answered, longestGapMs: Math.max(longestGapMs, performance.now() - last) };
  }
}
