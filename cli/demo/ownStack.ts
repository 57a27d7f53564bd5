import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../stack/ports';
import { findRunningDesk, type RunningDesk } from '../stack/runFile';
import { lastLine } from '../stack/serverProcess';

export interface DemoStack {
  readonly url: string;
  /** Bearer values of the demonstration, by role. */
  readonly keys: ReadonlyMap<string, string>;
  /** What its run file says of its servers. */
  readonly running: RunningDesk;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 180_000;

/** Starts a whole desk as `npm start` does, in a folder of its own that goes with it. */
export async function startOwnStack(): Promise<DemoStack> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-demo-'));
  chmodSync(folder, 0o711);
  const logFile = join(folder, 'desk.log');
  const log = openSync(logFile, 'a');
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...inherited } = process.env;
  const desk = spawn(process.execPath, [join(__dirname, '../guichet.cjs'), 'start'], {
    stdio: ['ignore', log, log],
    env: {
      ...inherited,
      PORT: String(port),
      GUICHET_DATA: folder,
      GUICHET_DEMO: '1',
      // The story is told in seconds, so nothing may come late.
      GUICHET_ALARM_SPREAD: '0',
    },
  });
  const ended = new Promise<void>((resolve) => desk.once('exit', () => resolve()));
  const stop = async () => {
    desk.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await isReady(url))) {
    if (desk.exitCode !== null || Date.now() > deadline) {
      const last = lastLine(logFile);
      await stop();
      throw new Error(`The desk did not start: ${last}`);
    }
    await sleep(200);
  }
  const running = findRunningDesk(folder);
  if (!running) throw new Error('The desk serves, but has left no run file.');
  return { url, keys: readDemoKeys(folder), running, stop };
}

export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/readyz', url))).ok;
  } catch {
    return false;
  }
}

/** The keys that `guichet start` prints and keeps. */
export function readDemoKeys(folder: string): ReadonlyMap<string, string> {
  const keys = JSON.parse(readFileSync(join(folder, 'demo-keys.json'), 'utf8')) as { role: string; secret: string }[];
  return new Map(keys.map(({ role, secret }) => [role, secret]));
}
