/** What the API and a worker tell Prometheus, as processes of their own on real servers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { findFreePort } from '../../cli/stack/ports';
import { RECONCILE_SETTING } from '../../prisma/reconcileReport';
import { TASK_QUEUE, TICKET_WORKFLOW } from '../../workflows/contract';
import { runCli, startCli, type CliEnvironment, type RunningCli } from '../support/cli';
import { createEmptyTestDatabase, type TestDatabase } from '../support/database';
import { alertRules, dashboardQuestions, metricsOf } from '../support/monitoring';
import { testTemporal } from '../support/temporal';

jest.setTimeout(120_000);

const ADMIN_KEY = 'an-administrator-of-tests';
const running: RunningCli[] = [];
let database: TestDatabase;
let api: string;
let worker: string;
let key: string;

beforeAll(async () => {
  database = await createEmptyTestDatabase();
  const env: CliEnvironment = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: testTemporal().address,
    TEMPORAL_NAMESPACE: `metrics-${Date.now()}`,
    GUICHET_ADMIN_KEY: ADMIN_KEY,
    GUICHET_ALARM_SPREAD: '0',
    GUICHET_LOG_LEVEL: 'warn',
  };
  const migrated = await runCli(['migrate'], env);
  if (migrated.code !== 0) throw new Error(migrated.stderr);
  await database.database.prisma.document.create({ data: { ...WARNED_AT_ONCE } });
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  [api, worker] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${metricsPort}`];
  running.push(startCli(['worker'], { ...env, GUICHET_METRICS_PORT: String(metricsPort) }));
  running.push(startCli(['api'], { ...env, PORT: String(port) }));
  await Promise.all([until(() => answers(`${api}/readyz`)), until(() => answers(`${worker}/metrics`))]);
  key = await liveTicket();
  await failATask(env.TEMPORAL_NAMESPACE ?? '');
  await until(async () => (await database.database.prisma.setting.count({ where: { name: RECONCILE_SETTING } })) > 0);
});
afterAll(async () => {
  for (const one of running) one.kill('SIGTERM');
  await Promise.all(running.map((one) => one.ended));
  await database.drop();
});

/** A policy under which something comes due within a second. */
const WARNED_AT_ONCE = {
  kind: 'policy',
  id: 'quick',
  version: 1,
  document: {
    ...{ name: 'quick', order: 0, when: 'true', calendar: 'always' },
    clocks: { resolution: { targets: { high: 'PT1S' } } },
  },
};

/** Opens a ticket, has a target breached, resolves it. @returns its key */
async function liveTicket(): Promise<string> {
  const headers = { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json', Prefer: 'wait=10' };
  const send = async (path: string, body: object) => {
    const reply = await fetch(`${api}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as { key: string };
  };
  const ticket = await send('/tickets', { subject: 'Nothing works', type: 'incident' });
  await until(async () => {
    const events = await database.database.prisma.ticketEvent.findMany({ where: { kind: 'breached' } });
    return events.length > 0;
  });
  await send(`/tickets/${ticket.key}/comments`, { body: 'Seen' });
  return ticket.key;
}

/** A workflow that cannot begin: Temporal's SDK tells of failures once there was one. Has tickets compared, too. */
async function failATask(namespace: string): Promise<void> {
  const connection = await Connection.connect({ address: testTemporal().address });
  const client = new Client({ connection, namespace });
  const options = { workflowId: 'nonsense', taskQueue: TASK_QUEUE, args: [{}] };
  const handle = await client.workflow.start(TICKET_WORKFLOW, options);
  await client.schedule.getHandle('reconcile').trigger();
  await until(async () =>
    (await (await fetch(`${worker}/metrics`)).text()).includes('workflow_task_execution_failed_total{'),
  );
  await handle.terminate('seen');
  await connection.close();
}

async function answers(url: string): Promise<boolean> {
  return (await fetch(url).catch(() => null))?.status === 200;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}

async function read(origin: string): Promise<string> {
  const reply = await fetch(`${origin}/metrics`);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
  return reply.text();
}

/** Lines of samples, by the name of their metric and labels: `name{a="b"}`. */
function samples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('the API tells of requests, commands, queues, channels and what waits in Temporal', async () => {
  const told = samples(await read(api));
  const value = (name: string) => told.get(name);
  expect(value('guichet_http_request_seconds_count{method="POST",route="/tickets",status="201"}')).toBe(1);
  expect(value('guichet_command_seconds_count{command="comment"}')).toBe(1);
  expect(value('guichet_commands_total{command="comment",outcome="201"}')).toBe(1);
  expect(value('guichet_queue_waiting{team="desk"}')).toBe(1);
  expect(value('guichet_queue_oldest_seconds{team="desk"}')).toBeGreaterThan(0);
  expect(value('guichet_task_backlog{queue="tickets",kind="workflow"}')).toBeDefined();
  expect(value('guichet_task_backlog_age_seconds{queue="channels",kind="activity"}')).toBeDefined();
  expect(value('guichet_task_pollers{queue="tickets",kind="activity"}')).toBe(1);
  expect(value('guichet_channel_oldest_due_seconds{channel="email"}')).toBeDefined();
  for (const part of ['database', 'migrations', 'temporal'])
    expect([part, value(`guichet_part_up{part="${part}"}`)]).toEqual([part, 1]);
  expect([value('guichet_tickets_unstarted'), value('guichet_saves_refused')]).toEqual([0, 0]);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
});

test('a worker tells of saves and alarms, of itself, and what Temporal’s SDK knows', async () => {
  const told = samples(await read(worker));
  const value = (name: string) => told.get(name);
  expect(value('guichet_projection_seconds_count')).toBeGreaterThan(0);
  expect(value('guichet_projection_unsaved_seconds')).toBe(0);
  expect(value('guichet_alarm_lateness_seconds_count{kind="breached"}')).toBe(1);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  const names = new Set([...told.keys()].map((name) => name.split('{')[0]));
  for (const name of ['temporal_sticky_cache_size', 'temporal_worker_task_slots_used', 'temporal_request_total'])
    expect([name, names.has(name)]).toEqual([name, true]);
});

test('every metric that the dashboard and the alert rules name is told', async () => {
  const told = await Promise.all([read(api), read(worker)]);
  const names = new Set(told.flatMap((text) => [...samples(text).keys()].map((name) => name.split('{')[0])));
  // Of those that nothing has happened to yet only the type is told.
  const types = told.flatMap((text) => [...text.matchAll(/^# TYPE (guichet_\w+) /gm)].map(([, name]) => name));
  const known = new Set([...names, ...types]);
  const questions = [...alertRules(), ...dashboardQuestions()];
  expect(questions.length).toBeGreaterThan(40);
  const unknown = questions.flatMap((one) =>
    metricsOf(one)
      .filter((name) => !known.has(name))
      .map((name) => `${one.by}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('nothing that is told names a ticket or a person', async () => {
  const { prisma } = database.database;
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { key } });
  for (const text of [await read(api), await read(worker)])
    for (const name of [key, ticket.id, ticket.requesterId, 'Nothing works'])
      expect([name, text.includes(name)]).toEqual([name, false]);
});

test('whoever does not ask from this machine needs a key of an administrator', async () => {
  const elsewhere = { 'X-Forwarded-For': '203.0.113.1' };
  const ask = async (headers: Record<string, string>) => (await fetch(`${worker}/metrics`, { headers })).status;
  expect(await ask(elsewhere)).toBe(401);
  expect(await ask({ ...elsewhere, Authorization: 'Bearer gk_nobody_knows' })).toBe(401);
  expect(await ask({ ...elsewhere, Authorization: `Bearer ${ADMIN_KEY}` })).toBe(200);
  expect((await fetch(`${worker}/`)).status).toBe(404);
});
