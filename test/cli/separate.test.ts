/** migrate, worker, api and doctor as separate processes on servers that were there before. */
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../cli/stack/ports';
import { SCHEDULES } from '../../cli/temporalSetup';
import { openTemporalClient } from '../../cli/temporalClient';
import { runCli, startCli, type CliEnvironment, type RunningCli } from '../support/cli';
import { createEmptyTestDatabase, type TestDatabase } from '../support/database';
import { testTemporal } from '../support/temporal';

jest.setTimeout(120_000);

const ADMIN_KEY = 'an-administrator-of-tests';
const namespace = `separate-${Date.now()}`;
const { address } = testTemporal();
let database: TestDatabase;
let env: CliEnvironment;
const running: RunningCli[] = [];

beforeAll(async () => {
  database = await createEmptyTestDatabase();
  env = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    GUICHET_ADMIN_KEY: ADMIN_KEY,
  };
});

afterAll(async () => {
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(running.map((one) => one.ended));
  await database.drop();
});

/** Lines of the doctor that begin with ✗, by their subject. */
async function findWrong(more: CliEnvironment = {}): Promise<{ code: number | null; wrong: Record<string, string> }> {
  const { code, stdout, stderr } = await runCli(['doctor'], { ...env, ...more });
  if (stderr !== '') throw new Error(stderr);
  const wrong = [...stdout.matchAll(/^✗ (.+?): (.+)$/gm)].map(([, subject, what]) => [subject, what] as const);
  return { code, wrong: Object.fromEntries(wrong) as Record<string, string> };
}

async function until(url: string, status: number): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.status === status) return;
    await sleep(100);
  }
}

test('each part does its work alone, and the doctor sees which are missing', async () => {
  // Nothing is prepared: the doctor says what to run, and stops looking where that is the cause.
  const unprepared = await findWrong();
  expect(unprepared.code).toBe(1);
  expect(Object.keys(unprepared.wrong)).toEqual(['migrations', 'Temporal']);
  expect(unprepared.wrong.migrations).toMatch(/run guichet migrate/);
  expect(unprepared.wrong.Temporal).toMatch(/has no namespace .* run guichet migrate/);

  // Prepared, and once more: the same.
  const first = await runCli(['migrate'], env);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^Applied \S+\n(Applied \S+\n)*The database is up to date\.\nThe Temporal namespace/);
  const second = await runCli(['migrate'], { ...env, GUICHET_ADMIN_KEY: 'another-key-that-comes-later' });
  expect(second).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/^The database was up to date/) as unknown,
  });
  const temporal = await openTemporalClient({ connection: { address }, namespace });
  const ids: string[] = [];
  for (const { id } of SCHEDULES) {
    const { spec, policies } = await temporal.client.schedule.getHandle(id).describe();
    expect({ id, every: spec.intervals?.[0]?.every, overlap: policies.overlap }).toMatchObject({ overlap: 'SKIP' });
    ids.push(id);
  }
  expect(ids).toEqual(['reconcile']);

  // A schedule that somebody paused stays paused through another migrate, and the doctor tells.
  const [{ id: paused } = { id: '' }] = SCHEDULES;
  await temporal.client.schedule.getHandle(paused).pause();
  await runCli(['migrate'], env);
  const alone = await findWrong();
  expect(Object.keys(alone.wrong)).toEqual(['schedules', 'workers']);
  expect(alone.wrong.schedules).toContain(`${paused} paused`);
  expect(alone.wrong.workers).toMatch(/start guichet worker/);
  await temporal.client.schedule.getHandle(paused).unpause();
  await temporal.close();

  // Worker and API beside each other.
  const [port, healthPort] = [await findFreePort(), await findFreePort()];
  const url = `http://localhost:${port}`;
  const worker = startCli(['worker'], { ...env, GUICHET_HEALTH_PORT: String(healthPort) });
  const api = startCli(['api'], { ...env, PORT: String(port) });
  running.push(worker, api);
  await Promise.all([until(`http://localhost:${healthPort}/healthz`, 200), until(`${url}/readyz`, 200)]);
  expect((await fetch(`http://localhost:${healthPort}/elsewhere`)).status).toBe(404);
  const headers = { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ type: 'request', subject: 'Accès à Zoom' });
  const created = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { ...headers, Prefer: 'wait=5' },
    body,
  });
  expect(created.status).toBe(201);
  const { key } = (await created.json()) as { key: string };
  const resolved = await fetch(`${url}/api/v1/tickets/${key}/resolve`, { method: 'POST', headers, body: '{}' });
  expect(resolved.status).toBe(200);
  const later = await fetch(`${url}/api/v1/tickets`, {
    headers: { Authorization: 'Bearer another-key-that-comes-later' },
  });
  expect(later.status).toBe(401);
  expect(await findWrong({ GUICHET_PUBLIC_URL: url })).toEqual({ code: 0, wrong: {} });

  // Told to stop, both end in good order; the doctor misses them.
  for (const one of [worker, api]) one.kill('SIGTERM');
  expect([(await worker.ended).code, (await api.ended).code]).toEqual([0, 0]);
  expect(worker.stderr()).not.toContain(ADMIN_KEY);
  expect((await findWrong({ GUICHET_PUBLIC_URL: url })).wrong).toMatchObject({
    API: expect.stringContaining('does not answer') as unknown,
  });
});

test('the doctor names tickets without a workflow and projections that the database refuses', async () => {
  const { prisma } = database.database;
  const requester = await prisma.user.findFirstOrThrow();
  const at = new Date(Date.now() - 600_000);
  const ticket = await prisma.ticket.create({
    data: {
      id: '01980000-0000-7000-8000-000000000001',
      key: 'SD-900',
      number: 900,
      version: 1,
      type: 'incident',
      status: 'new',
      priority: 'high',
      priorityRank: 3,
      source: 'api',
      requesterId: requester.id,
      subject: 'Lost',
      createdAt: at,
      updatedAt: at,
    },
  });
  await prisma.saveFailure.create({
    data: { ticketId: ticket.id, seq: 2, constraint: 'tickets_team_id_fkey', sqlState: '23503' },
  });
  const { code, wrong } = await findWrong();
  expect(code).toBe(1);
  expect(wrong).toMatchObject({
    projections: expect.stringMatching(/SD-900 .*tickets_team_id_fkey/) as unknown,
    'tickets without a workflow': expect.stringMatching(/^SD-900:/) as unknown,
  });
});
