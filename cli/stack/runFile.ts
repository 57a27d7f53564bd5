import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode, OperatorError } from '../operatorError';
import { endProcess, isRunning, lookUpProcess, type KnownProcess } from './processes';

/** What `guichet start` is doing on a data folder, for other commands and for the next start. */
export interface RunningDesk {
  readonly desk: KnownProcess;
  readonly postgres?: KnownProcess;
  readonly temporal?: KnownProcess;
  /** Password included: the file is for its owner only. */
  readonly databaseUrl?: string;
  readonly temporalAddress?: string;
  readonly namespace?: string;
  readonly temporalUiUrl?: string;
  readonly apiUrl?: string;
}

export interface RunFile {
  add(members: Partial<RunningDesk>): void;
  remove(): void;
}

const FILE = 'running.json';

/**
 * Takes a data folder for this process. Servers that an earlier start left behind, killed before it could stop them, are
 * stopped.
 * @throws OperatorError if another start is running on it
 */
export async function takeDataFolder(folder: string): Promise<RunFile> {
  const file = join(folder, FILE);
  const self = lookUpProcess(process.pid) ?? { pid: process.pid, started: '' };
  let content: RunningDesk = { desk: { pid: self.pid, started: self.started } };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      await clearLeftovers(folder, file);
    }
  }
  await stopLeftPostgres(folder);
  return {
    add: (members) => {
      content = { ...content, ...members };
      writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** The desk that runs on a data folder; null: none does. */
export function findRunningDesk(folder: string): RunningDesk | null {
  const content = read(join(folder, FILE));
  return content && isRunning(content.desk) ? content : null;
}

async function clearLeftovers(folder: string, file: string): Promise<void> {
  const left = read(file);
  if (left && isRunning(left.desk)) {
    throw new OperatorError(
      `Another guichet start (process ${left.desk.pid}) runs on the data folder ${folder}: stop it, ` +
        'or set GUICHET_DATA to another folder.',
    );
  }
  if (left?.temporal && isRunning(left.temporal)) await endProcess(left.temporal, 'SIGTERM', 10_000);
  if (left?.postgres && isRunning(left.postgres)) await endProcess(left.postgres, 'SIGINT', 15_000);
  rmSync(file, { force: true });
}

/** PostgreSQL writes down itself which process serves a cluster; a stale note of a number reused stops it from starting. */
async function stopLeftPostgres(folder: string): Promise<void> {
  const cluster = join(folder, 'postgres');
  const pidFile = join(cluster, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  } catch {
    return;
  }
  const process = lookUpProcess(pid);
  if (process?.command.includes(cluster)) await endProcess(process, 'SIGINT', 15_000);
  rmSync(pidFile, { force: true });
}

function read(file: string): RunningDesk | null {
  try {
    // Written by this module; a half-written one is none.
    return JSON.parse(readFileSync(file, 'utf8')) as RunningDesk;
  } catch {
    return null;
  }
}
