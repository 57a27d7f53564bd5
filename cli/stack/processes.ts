import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process as it can be recognised later: its number alone may be another's by then. */
export interface KnownProcess {
  readonly pid: number;
  /** When it started, as the system tells it. */
  readonly started: string;
}

/** @returns null if there is no such process, or it has ended and only waits to be collected */
export function lookUpProcess(pid: number): (KnownProcess & { readonly command: string }) | null {
  return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

export function isRunning(known: KnownProcess): boolean {
  return lookUpProcess(known.pid)?.started === known.started;
}

/** Asks a process that is not our child to end, and kills it after `timeoutMs`. */
export async function endProcess(known: KnownProcess, signal: NodeJS.Signals, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  send(known, signal);
  while (isRunning(known)) {
    if (Date.now() > deadline) send(known, 'SIGKILL');
    if (Date.now() > deadline + 5_000) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function send({ pid }: KnownProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, or is not ours: the caller looks again.
  }
}

function readProc(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; after it come the state (3rd field) and, 22nd, the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, started: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

function askPs(pid: number) {
  try {
    const ask = (what: string) =>
      execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    return { pid, started: ask('lstart').trim(), command: ask('command').trim() };
  } catch {
    return null;
  }
}
