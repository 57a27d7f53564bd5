import { PROBE, waitAfter } from './backoff';
import type { Fared } from './status';

/** After so many failures without a message that got through, one message at a time is tried. */
const PATIENCE = 5;

/** How a channel fares: whether it is worth trying more than one message at a time, and when. */
export class Health {
  private failuresInARow = 0;
  private probes = 0;
  private restsUntil = 0;
  private sent = 0;
  private error: string | null = null;
  private changed = false;

  /** Nothing gets through just now. */
  get probing(): boolean {
    return this.probes > 0;
  }

  /** Milliseconds until the channel is worth another try. */
  restLeft(now: number): number {
    return Math.max(0, this.restsUntil - now);
  }

  noteSent(): void {
    this.sent++;
    this.failuresInARow = 0;
    this.probes = 0;
    this.restsUntil = 0;
    this.changed = true;
  }

  /** @param down the channel itself fails, not the message */
  noteFailure(error: string, down: boolean, now: number, chance: number): void {
    this.failuresInARow++;
    this.error = error;
    this.changed = true;
    if (!down && this.failuresInARow < PATIENCE) return;
    // What failed beside it is no second try.
    if (this.restLeft(now) > 0) return;
    this.probes++;
    this.restsUntil = now + waitAfter(PROBE, this.probes, chance);
  }

  /** @returns what has changed since it was asked last; null: nothing */
  take(): Fared | null {
    if (!this.changed) return null;
    const fared = { sent: this.sent, error: this.error, failuresInARow: this.failuresInARow };
    this.sent = 0;
    this.error = null;
    this.changed = false;
    return fared;
  }
}
