import type { Logger } from 'pino';

interface Part {
  readonly name: string;
  readonly stop: () => Promise<void>;
  readonly timeoutMs: number;
}

/** npm passes on the Ctrl-C that the terminal has sent to all: within this time it is the same one. */
const SAME_SIGNAL_MS = 800;

/** Thrown into whatever is starting when the desk is told to stop. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/**
 * Stops the parts of this process in the opposite order of their start, when a signal or the end of a part says so. A part
 * that hangs is passed over after its time.
 */
export class Lifecycle {
  private readonly parts: Part[] = [];
  private stopping: Promise<void> | undefined;
  private exitCode = 0;
  private stoppedAt = 0;

  constructor(
    private readonly log: Logger,
    /** Ends what must not be left behind, at once. */
    private readonly force: () => void = () => undefined,
  ) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.onSignal(signal));
  }

  /** @throws Stopping if the desk is stopping: then `stop` has been called instead */
  async add(name: string, stop: () => Promise<void>, timeoutMs: number): Promise<void> {
    const part = { name, stop, timeoutMs };
    if (this.stopping) {
      await this.stopPart(part);
      throw new Stopping();
    }
    this.parts.push(part);
  }

  /** Between two steps of a start: has somebody said stop? */
  check(): void {
    if (this.stopping) throw new Stopping();
  }

  /**
   * Runs a start: when it fails, what has begun is stopped, and the failure is thrown; when somebody stops the desk
   * meanwhile, the process ends as it would later.
   */
  async guard(start: () => Promise<void>): Promise<void> {
    try {
      await start();
    } catch (error) {
      if (this.stopping || error instanceof Stopping) return this.exit();
      await this.stop(1);
      throw error;
    }
  }

  /** A part that ends by itself ends the process, so that whoever watches it starts it anew. */
  stopWhenEnded(name: string, ended: Promise<void>): void {
    const fail = (error?: unknown) => {
      if (this.stopping) return;
      this.log.error(error === undefined ? {} : { err: error }, `${name} has ended by itself; the desk stops`);
      void this.stop(1).then(() => this.exit());
    };
    ended.then(() => fail(), fail);
  }

  /** Stops everything. Repeating waits for the same end. */
  stop(exitCode = 0): Promise<void> {
    this.exitCode = Math.max(this.exitCode, exitCode);
    return (this.stopping ??= this.stopAll());
  }

  /** Waits until the desk has stopped, then ends this process. */
  async exit(): Promise<never> {
    await this.stopping;
    process.exit(this.exitCode);
  }

  private onSignal(signal: NodeJS.Signals): void {
    if (!this.stopping) {
      this.stoppedAt = Date.now();
      this.log.info(`Stopping on ${signal}; once more to stop at once`);
      void this.stop().then(() => this.exit());
    } else if (Date.now() - this.stoppedAt > SAME_SIGNAL_MS) {
      this.log.warn('Stopping at once');
      this.force();
      process.exit(130);
    }
  }

  private async stopAll(): Promise<void> {
    for (;;) {
      const part = this.parts.pop();
      if (!part) return;
      await this.stopPart(part);
    }
  }

  private async stopPart({ name, stop, timeoutMs }: Part): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeoutMs);
    });
    try {
      const outcome = await Promise.race([stop(), late]);
      if (outcome === 'late') this.log.warn(`${name} did not stop within ${timeoutMs / 1000} s and is left`);
      else this.log.debug(`${name} has stopped`);
    } catch (error) {
      this.log.warn({ err: error }, `${name} did not stop in good order`);
    } finally {
      clearTimeout(timer);
    }
  }
}
