import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const LAUNCHER = join(__dirname, '../../cli/guichet.cjs');

export type CliEnvironment = Readonly<Record<string, string | undefined>>;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly pid: number;
  readonly ended: Promise<CliResult>;
  /** All that it wrote to standard output until now. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts the real command with none of this process's settings but those given. */
export function startCli(args: readonly string[], env: CliEnvironment): RunningCli {
  const foreign = (name: string) => /^(GUICHET_|TEMPORAL_(?!CLI$)|DATABASE_URL$|PORT$|SMTP_|IMAP_)/.test(name);
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign(name)));
  const child: ChildProcess = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<CliResult>((resolve) => {
    // Not `close`: a server left behind would hold the pipes open, and that is what some tests look for.
    child.once('exit', (code) => setTimeout(() => resolve({ code, stdout, stderr }), 50));
  });
  if (child.pid === undefined) throw new Error('The command was not started.');
  return {
    pid: child.pid,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => child.kill(signal),
  };
}

/** Runs the real command to its end. */
export function runCli(args: readonly string[], env: CliEnvironment = {}): Promise<CliResult> {
  return startCli(args, env).ended;
}
