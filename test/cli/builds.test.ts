/** Two builds of workers beside each other: Temporal sends tickets to the current one only. */
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../cli/stack/ports';
import { openTemporalClient, type TemporalClient } from '../../cli/temporalClient';
import { runCli, startCli, type CliEnvironment, type RunningCli } from '../support/cli';
import { createEmptyTestDatabase, type TestDatabase } from '../support/database';
import { testTemporal } from '../support/temporal';

jest.setTimeout(300_000);

const ADMIN_KEY = 'an-administrator-of-tests';
const namespace = `builds-${Date.now()}`;
const { address } = testTemporal();
const running: RunningCli[] = [];
let database: TestDatabase;
let temporal: TemporalClient;
let env: CliEnvironment;
let url: string;

beforeAll(async () => {
  database = await createEmptyTestDatabase();
  const port = await findFreePort();
  url = `http://localhost:${port}`;
  env = {
    ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace },
    ...{ GUICHET_ADMIN_KEY: ADMIN_KEY, GUICHET_LOG_LEVEL: 'warn', PORT: String(port) },
  };
  expect(await runCli(['migrate'], env)).toMatchObject({ code: 0 });
  temporal = await openTemporalClient({ connection: { address }, namespace });
  running.push(startCli(['api'], env));
  await untilOk(`${url}/readyz`);
});

afterAll(async () => {
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(running.map((one) => one.ended));
  await temporal?.close();
  await database?.drop();
});

async function untilOk(address: string): Promise<void> {
  while (!(await fetch(address).catch(() => null))?.ok) await sleep(100);
}

/** @returns when it polls */
async function startWorker(build: string | null): Promise<RunningCli> {
  const port = await findFreePort();
  const own = { GUICHET_HEALTH_PORT: String(port), ...(build !== null && { GUICHET_BUILD_ID: build }) };
  const worker = startCli(['worker'], { ...env, ...own });
  running.push(worker);
  await untilOk(`http://localhost:${port}/healthz`);
  return worker;
}

async function stop(worker: RunningCli): Promise<void> {
  worker.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);
}

const promote = (build: string | null) =>
  runCli(['promote'], { ...env, ...(build !== null && { GUICHET_BUILD_ID: build }) });

/** Until it is done, as a client does that knows how to repeat. @returns the key of the ticket */
async function insist(path: string, body: object): Promise<string> {
  const headers = { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' };
  const idempotent = { ...headers, 'Idempotency-Key': `${path} ${JSON.stringify(body)}` };
  for (;;) {
    const options = { method: 'POST', headers: idempotent, body: JSON.stringify(body) };
    const response = await fetch(`${url}/api/v1${path}`, options);
    if (response.status === 200 || response.status === 201) return ((await response.json()) as { key: string }).key;
    expect([202, 409, 503]).toContain(response.status);
    await sleep(300);
  }
}

/** The build that decided last, by the ticket's history; null: a worker without one. */
async function lastBuildOf(key: string): Promise<string | null> {
  const { events } = await temporal.client.workflow.getHandle(key).fetchHistory();
  const last = events?.findLast((event) => event.workflowTaskCompletedEventAttributes);
  return last?.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId ?? null;
}

async function workersCheck(): Promise<string> {
  const { stdout } = await runCli(['doctor'], env);
  return /^[✓✗] workers: .+$/m.exec(stdout)?.[0] ?? stdout;
}

test('tickets go from build to build as they are promoted, and back to workers without one', async () => {
  // Begun before anybody thought of builds.
  const plain = await startWorker(null);
  const key = await insist('/tickets', { type: 'request', subject: 'Accès à Zoom' });
  await insist(`/tickets/${key}/pend`, { reason: 'vendor' });
  expect(await lastBuildOf(key)).toBeNull();

  // A build that is there and not promoted has nothing to do with tickets.
  const first = await startWorker('one');
  await insist(`/tickets/${key}/resume`, {});
  expect(await lastBuildOf(key)).toBeNull();

  expect(await promote('one')).toMatchObject({
    code: 0,
    stdout: 'Tickets go to the build one of guichet; before, to workers without a build.\n',
  });
  await stop(plain);
  await insist(`/tickets/${key}/pend`, { reason: 'requester' });
  expect(await lastBuildOf(key)).toBe('one');
  const born = await insist('/tickets', { type: 'request', subject: 'Accès à Teams' });
  await insist(`/tickets/${born}/accept`, {});
  expect(await lastBuildOf(born)).toBe('one');

  // The next build beside it, promoted; the one before ends.
  const second = await startWorker('two');
  await insist(`/tickets/${born}/pend`, { reason: 'vendor' });
  expect(await lastBuildOf(born)).toBe('one');
  expect((await promote('two')).stdout).toContain('before, to the build one.');
  await stop(first);
  for (const one of [key, born]) {
    await insist(`/tickets/${one}/resolve`, {});
    expect(await lastBuildOf(one)).toBe('two');
  }
  expect(await workersCheck()).toMatch(/^✓ .*; tickets go to the build two$/);

  // Nobody can promote what is not there: tickets would wait for ever.
  const mistyped = await promote('twoo');
  expect(mistyped.code).toBe(1);
  expect(mistyped.stderr).toMatch(/Temporal knows no worker of the build "twoo" of "guichet"/);

  // Workers without a build while one is current: the doctor says what tickets wait for.
  await startWorker(null);
  await stop(second);
  expect((await promote(null)).stdout).toBe('Tickets go to workers without a build; before, to the build two.\n');
  await insist(`/tickets/${key}/reopen`, {});
  expect(await lastBuildOf(key)).toBeNull();
});
