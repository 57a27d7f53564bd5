import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

export interface DeskCommand {
  /** Of `guichet`, such as `api`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets all that it prints; appended to. */
  readonly logFile: string;
  /** The checkout whose code runs; absent: this one. */
  readonly root?: string;
}

/** As a supervisor does with what ends by itself, in milliseconds. */
const START_AGAIN_AFTER_MS = 500;

/** A process of the desk as an operator runs it: started, killed without warning, started again. */
export class DeskProcess {
  private child: ChildProcess | null = null;
  /** Started again when it ends by itself. */
  private supervised = false;
  /** Nobody has killed it since its last start. */
  private wanted = false;

  constructor(readonly command: DeskCommand) {}

  /** Of the process that runs now, or ran last; NaN before the first start. */
  get pid(): number {
    return this.child?.pid ?? Number.NaN;
  }

  /**
   * From now on it is started again whenever it ends otherwise than by `kill`: API and worker do so when they start while
   * a server is away, and rely on somebody who tries again.
   */
  supervise(): void {
    this.supervised = true;
  }

  /** @param more for this start only, beside what it is always told */
  start(more: Readonly<Record<string, string>> = {}): void {
    const { name, env, logFile, root = ROOT } = this.command;
    const log = openSync(logFile, 'a');
    try {
      this.child = spawn(process.execPath, [join(root, 'cli/guichet.cjs'), name], {
        cwd: root,
        stdio: ['ignore', log, log],
        env: { ...process.env, ...env, ...more },
      });
    } finally {
      closeSync(log);
    }
    this.wanted = true;
    const { child } = this;
    const startAgain = () => {
      if (this.supervised && this.wanted && this.child === child) this.start(more);
    };
    child.once('exit', () => setTimeout(startAgain, START_AGAIN_AFTER_MS).unref());
  }

  /** SIGSTOP and SIGCONT: it neither works nor knows that it does not. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** @returns its code when it has ended; null if a signal ended it, or it does not run */
  async ended(): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null)
      await new Promise<void>((resolve) => child.once('exit', () => resolve()));
    return child.exitCode;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.wanted = false;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await this.ended();
  }
}

/** @throws unless it ends in good order */
export async function runToEnd(once: DeskProcess): Promise<void> {
  once.start();
  const code = await once.ended();
  const { name, logFile } = once.command;
  if (code !== 0) throw new Error(`guichet ${name} ended with ${String(code)}: ${readFileSync(logFile, 'utf8')}`);
}
