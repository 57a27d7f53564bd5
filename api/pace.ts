export interface PaceLimits {
  /** Under way at once to begin with. */
  readonly start: number;
  /** However long they take. */
  readonly least: number;
  /** However quick they are. */
  readonly most: number;
  /** Whatever takes longer has waited for others, in milliseconds. */
  readonly slowMs: number;
}

/** How much is left of a limit that proved too high. */
const LESS = 0.7;
/** What was let in before a limit was lowered says nothing about the new one, for so long: milliseconds. */
const AFTERMATH_MS = 1_000;

/**
 * How many requests a process has under way at once: fewer while they take too long, more while they do not. What a desk
 * can do in a second depends on its machines, and a request that waits for its turn longer than its caller waits for it
 * is work for nobody. Lowered by a share and raised one by one, as TCP does with what it has on its way.
 */
export class Pace {
  private running = 0;
  private allowed: number;
  private notBefore = 0;

  constructor(
    private readonly limits: PaceLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.allowed = Math.min(limits.start, limits.most);
  }

  get isFull(): boolean {
    return this.running >= Math.floor(this.allowed);
  }

  /** @returns says that it is over, and whether the time it took tells anything; to be called once */
  enter(): (tells: boolean) => void {
    const begun = this.now();
    // One that runs alone and is slow is slow by itself.
    this.running++;
    return (tells) => {
      const crowded = this.running >= this.allowed / 2;
      this.running--;
      if (tells && crowded) this.learn(this.now() - begun);
    };
  }

  private learn(ms: number): void {
    const { least, most, slowMs } = this.limits;
    if (ms <= slowMs) this.allowed = Math.min(most, this.allowed + 1 / this.allowed);
    else if (this.now() >= this.notBefore) {
      this.allowed = Math.max(Math.min(least, most), this.allowed * LESS);
      this.notBefore = this.now() + AFTERMATH_MS;
    }
  }
}
