import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { OperatorError } from '../operatorError';

export interface ServerCommand {
  /** As people call it: "PostgreSQL". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Gets all that the server prints; appended to. */
  readonly logFile: string;
  /** What asks the server to end in good order. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Milliseconds after `stopSignal` until SIGKILL. */
  readonly stopTimeoutMs: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Run as another user: only root can. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface ServerProcess {
  readonly name: string;
  readonly pid: number;
  /** Settles when the process has ended, wanted or not. */
  readonly exited: Promise<void>;
  readonly hasExited: () => boolean;
  /** Asks the server to end, and kills it if it does not in time. Repeating waits for the same end. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server of ours. It has a session of its own, so that Ctrl-C in the terminal reaches only this process, which
 * then stops its servers in order; a guardian ends it should this process die without doing so.
 */
export async function startServerProcess(server: ServerCommand): Promise<ServerProcess> {
  const log = openSync(server.logFile, 'a');
  let child: ChildProcess;
  try {
    child = spawn(server.command, [...server.args], {
      detached: true,
      // Not where the caller stands: that may be closed to the user that the server runs as.
      cwd: dirname(server.logFile),
      stdio: ['ignore', log, log],
      env: { ...process.env, ...server.env },
      ...server.user,
    });
  } finally {
    closeSync(log);
  }
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new OperatorError(`${server.name} could not be started with ${server.command}: ${error.message}.`)),
    );
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${server.name} has no process id.`);

  let ended = false;
  const dismissGuardian = setGuardian(pid, server);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      dismissGuardian();
      resolve();
    });
  });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (ended) return;
    child.kill(server.stopSignal);
    const timer = setTimeout(() => child.kill('SIGKILL'), server.stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  return { name: server.name, pid, exited, hasExited: () => ended, stop: () => (stopping ??= stop()) };
}

/** Waits until `attempt` succeeds. Gives up, naming the log, when the server ends or the time is over. */
export async function waitUntilServing(
  server: ServerProcess,
  attempt: () => Promise<void>,
  { logFile, timeoutMs }: { readonly logFile: string; readonly timeoutMs: number },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await attempt();
      return;
    } catch {
      if (server.hasExited() || Date.now() > deadline) {
        const fate = server.hasExited() ? 'ended at once' : `did not answer within ${timeoutMs / 1000} s`;
        await server.stop();
        throw new OperatorError(`${server.name} ${fate}; its log ${logFile} ends with: ${lastLine(logFile)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export function lastLine(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const last = lines.at(-1)?.trim() ?? '';
  return last === '' ? '(nothing)' : last;
}

/** Reads until the pipe from its parent closes; unless it was dismissed before, it ends the server then. */
const GUARDIAN = `read -r word
[ "$word" = dismissed ] && exit
kill -s "$2" "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt "$3" ]; do sleep 0.2; tries=$((tries + 1)); done
kill -s KILL "$1" 2>/dev/null`;

function setGuardian(pid: number, server: ServerCommand): () => void {
  if (process.platform === 'win32') return () => undefined;
  const tries = Math.ceil(server.stopTimeoutMs / 200);
  const args = ['-c', GUARDIAN, 'guichet-guardian', String(pid), server.stopSignal.slice(3), String(tries)];
  const guardian = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a guardian only the death of this process by SIGKILL leaves the server behind; the next start stops it.
  guardian.on('error', () => undefined);
  guardian.stdin?.on('error', () => undefined);
  guardian.unref();
  // A pipe is a socket here, though not in the types.
  if (guardian.stdin instanceof Socket) guardian.stdin.unref();
  return () => guardian.stdin?.end('dismissed\n');
}
