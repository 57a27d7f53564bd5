/** `guichet start` on servers of its own: starts, serves, stops in order, is killed, starts again with its data. */
import { mkdtempSync, readFileSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../cli/stack/ports';
import { lookUpProcess } from '../../cli/stack/processes';
import type { RunningDesk } from '../../cli/stack/runFile';
import { runCli, startCli, type RunningCli } from '../support/cli';

jest.setTimeout(120_000);

let folder: string;
let url: string;
let env: Record<string, string>;
let desk: RunningCli | undefined;
const started: RunningCli[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-lifecycle-'));
  chmodSync(folder, 0o711);
  const port = await findFreePort();
  url = `http://localhost:${port}`;
  env = { PORT: String(port), GUICHET_DATA: join(folder, 'data'), GUICHET_ALARM_SPREAD: '0' };
});

afterAll(async () => {
  for (const one of started) one.kill('SIGTERM');
  await Promise.all(started.map((one) => one.ended));
  rmSync(folder, { recursive: true, force: true });
});

async function startDesk(): Promise<RunningCli> {
  const one = startCli(['start'], env);
  started.push(one);
  const failed = one.ended.then(({ code, stderr }) => Promise.reject(new Error(`It ended with ${code}: ${stderr}`)));
  const answering = async () => {
    while (!one.stdout().includes('Guichet is running')) await sleep(50);
  };
  await Promise.race([failed, answering()]);
  failed.catch(() => undefined);
  return one;
}

function runFile(): RunningDesk {
  return JSON.parse(readFileSync(join(folder, 'data/running.json'), 'utf8')) as RunningDesk;
}

function processesOf({ desk: self, postgres, temporal }: RunningDesk): number[] {
  return [self, postgres, temporal].map((one) => one?.pid ?? 0);
}

function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => lookUpProcess(pid) !== null);
}

function demoKey(role: string): string {
  const keys = JSON.parse(readFileSync(join(folder, 'data/demo-keys.json'), 'utf8')) as {
    role: string;
    secret: string;
  }[];
  return keys.find((key) => key.role === role)?.secret ?? '';
}

async function call<T>(method: string, path: string, role: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${demoKey(role)}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

interface Ticket {
  readonly key: string;
  readonly status: string;
}

test('a desk lives through stop, second start, kill and another start', async () => {
  // First start: the addresses and the keys of the demonstration are told, and the desk serves.
  desk = await startDesk();
  expect(desk.stdout()).toContain(`${url}/docs`);
  expect(desk.stdout()).toMatch(/Temporal UI +http:/);
  const agentKey = demoKey('agent');
  expect(desk.stdout()).toContain(agentKey);
  expect(statSync(join(folder, 'data/demo-keys.json')).mode & 0o077).toBe(0);
  const subject = 'Problème d’accès à l’email';
  const { key } = await call<Ticket>('POST', '/api/v1/tickets', 'requester', { type: 'incident', subject });
  const first = runFile();
  expect(alive(processesOf(first))).toHaveLength(3);

  const doctor = await runCli(['doctor'], env);
  expect(doctor).toMatchObject({ code: 0, stderr: '' });
  expect(doctor.stdout).toMatch(/✓ workers: 1 serve/);
  expect(doctor.stdout).toMatch(/✓ webhooks: may reach what is out on the internet, .* nothing inside/);

  const second = await runCli(['start'], { ...env, PORT: '0' });
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/^guichet: Another guichet start \(process \d+\) runs on the data folder .*\n$/);

  // Ctrl-C, as npm passes it on: twice at once is still one.
  desk.kill('SIGINT');
  await sleep(50);
  desk.kill('SIGINT');
  const stopped = await desk.ended;
  expect(stopped.code).toBe(0);
  expect(alive(processesOf(first))).toEqual([]);
  for (const secret of [agentKey, readFileSync(join(folder, 'data/postgres.password'), 'utf8').trim()]) {
    expect(stopped.stderr).not.toContain(secret);
  }
  expect((await runCli(['doctor'], env)).stderr).toMatch(/no guichet start is running/);

  // Second start: the same keys are told, and the ticket goes on.
  desk = await startDesk();
  expect(desk.stdout()).toContain(agentKey);
  await call<Ticket>('POST', `/api/v1/tickets/${key}/accept`, 'agent');

  // Killed: its servers do not outlive it for long, and nothing stands against the next start.
  const killed = runFile();
  desk.kill('SIGKILL');
  await desk.ended;
  desk = await startDesk();
  expect(alive(processesOf(killed))).toEqual([]);
  const resolved = await call<Ticket>('POST', `/api/v1/tickets/${key}/resolve`, 'agent', { resolution: 'done' });
  expect(resolved.status).toBe('resolved');

  // A server of ours that dies takes the desk down, in order and with a reason.
  const last = runFile();
  process.kill(last.temporal?.pid ?? 0, 'SIGKILL');
  const broken = await desk.ended;
  expect(broken.code).toBe(1);
  expect(broken.stderr).toMatch(/Temporal has ended by itself/);
  expect(alive(processesOf(last))).toEqual([]);
});

test('told to stop while it starts, it stops and leaves nothing', async () => {
  const starting = startCli(['start'], env);
  started.push(starting);
  let pids: number[] = [];
  while (pids.length < 2) {
    await sleep(20);
    try {
      pids = [runFile().postgres?.pid, runFile().temporal?.pid].filter((pid) => pid !== undefined);
    } catch {
      // Not written yet.
    }
  }
  starting.kill('SIGTERM');
  expect((await starting.ended).code).toBe(0);
  expect(alive(pids)).toEqual([]);
});
