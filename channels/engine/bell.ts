/** Waits until somebody rings, or a time is over. A ring that nobody waits for is heard by who waits next. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  readonly ring = (): void => {
    this.rung = true;
    this.wake?.();
  };

  /** @param ms at most; more than a timer can hold counts as a day */
  async wait(ms: number): Promise<void> {
    if (!this.rung && ms > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        timer = setTimeout(resolve, Math.min(ms, 86_400_000));
      });
      clearTimeout(timer);
      this.wake = null;
    }
    this.rung = false;
  }
}
