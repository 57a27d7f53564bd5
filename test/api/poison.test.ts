/** One ticket is stuck for good: the others go on, somebody sees it, the API says so, and a command heals it. */
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createTicketWorker } from '../../activities/worker';
import { contentChecks } from '../../cli/doctor/databaseChecks';
import { runChecks } from '../../cli/doctor/report';
import { commandSignal } from '../../workflows/contract';
import { testBundle } from '../support/bundle';
import { runCli } from '../support/cli';
import { Desk, type Person } from '../support/desk';
import { temporal } from '../support/temporalCli';
import { testTemporal } from '../support/temporal';

jest.setTimeout(180_000);

let desk: Desk;
let agent: Person;
let admin: Person;
let stopFaulty = (): Promise<void> => Promise.resolve();
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  agent = await desk.person('agent');
  admin = await desk.person('admin');
});
afterAll(async () => {
  await stopFaulty();
  await desk?.stop();
});

/** What whoever runs the desk sees of a ticket: the report, the metric, the doctor. */
async function seen(key: string) {
  await desk.reconcile();
  const report = (await admin.client.get('/reports/orphans')).body;
  const why: string = report.data.find((one: { key: string }) => one.key === key)?.why;
  const metrics = (await desk.stranger.get('//metrics')).text;
  const counted = new RegExp(`^guichet_orphans_by_cause\\{why="${why}"\\} (\\d+)$`, 'm').exec(metrics)?.[1];
  const lines: string[] = [];
  const healthy = await runChecks(contentChecks(desk.databaseUrl), (line) => lines.push(line));
  return { why, counted, healthy, doctor: lines.find((line) => line.includes(`${key}:`)) };
}

/** The command as it is typed. */
function heal(key: string) {
  const { address, namespace } = testTemporal();
  return runCli(['heal', key], {
    DATABASE_URL: desk.databaseUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    GUICHET_ALARM_SPREAD: '0',
  });
}

async function kinds(key: string): Promise<string[]> {
  const rows = await desk.prisma.ticketEvent.findMany({ where: { ticket: { key } }, orderBy: { seq: 'asc' } });
  return rows.map(({ kind }) => kind);
}

/** A release with a bug: whatever is pending has a timer that no other release knows of. */
async function startFaultyWorker(): Promise<void> {
  const { code } = testBundle();
  const sdk = /\(0, ?(\w+)\.continueAsNew\)/.exec(code)?.[1];
  const bug = `roll.look(); if (record.state.status === 'pending') void ${sdk}.sleep(86_400_000);`;
  const faulty = code.replace('roll.look();', bug);
  if (faulty === code || sdk === undefined)
    throw new Error('The bundle has no such line any more: plant the bug elsewhere.');
  const { address, namespace } = testTemporal();
  const connection = await NativeConnection.connect({ address });
  const worker: Worker = await createTicketWorker({
    ...{ connection, client: desk.temporal, namespace, prisma: desk.prisma, workflowBundle: { code: faulty } },
    settings: { run: { alarmSpreadMs: 0 } },
  });
  const running = worker.run();
  let stopped = false;
  stopFaulty = async () => {
    if (stopped) return;
    stopped = true;
    worker.shutdown();
    await running;
    await connection.close();
  };
}

/** Its events are refused, and not for a reason that the database names: every save fails, and is tried again. */
async function refuseSaves(key: string): Promise<() => Promise<void>> {
  const name = `refuse_${key.replace('-', '_').toLowerCase()}`;
  await desk.prisma.$executeRawUnsafe(`
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.key = '${key}' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$`);
  await desk.prisma.$executeRawUnsafe(
    `CREATE TRIGGER ${name} BEFORE UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION ${name}()`,
  );
  return async () => {
    await desk.prisma.$executeRawUnsafe(`DROP TRIGGER ${name} ON tickets`);
    await desk.prisma.$executeRawUnsafe(`DROP FUNCTION ${name}()`);
  };
}

test('a history that no release can go on with', async () => {
  await startFaultyWorker();
  const { key } = await agent.client.open();
  const run = await desk.temporal.workflow.getHandle(key).describe();
  expect((await agent.client.post(`/tickets/${key}/pend`, { reason: 'vendor' })).status).toBe(200);
  // Accepted and told so, but never saved: the workflow gets stuck before.
  const mend = await refuseSaves(key);
  const later = await agent.client.post(`/tickets/${key}/resume`);
  expect(later.status).toBe(202);
  const operation = later.headers.get('location')!.replace('/api/v1', '');
  await stopFaulty();

  // The bug is mended, and everybody else's tickets are well.
  await desk.startWorker();
  const signalled = await desk.prisma.comment.create({
    data: {
      ...{
        id: '01980000-0000-7000-8000-00000000000a',
        authorId: agent.id,
        authorRole: 'agent',
        visibility: 'internal',
      },
      ...{ body: 'by Signal', createdAt: new Date(), ticket: { connect: { key } } },
    } as never,
  });
  const by = { id: agent.id, role: 'agent' } as const;
  const payload = { comment: signalled.id, visibility: 'internal', from: 'agent', by } as const;
  await desk.temporal.workflow.getHandle(key).signal(commandSignal('comment'), payload);
  const other = await agent.client.open();
  expect((await agent.client.post(`/tickets/${other.key}/accept`)).status).toBe(200);

  // Whoever runs the desk sees it, and whoever works with the ticket is told soon.
  await desk.eventually(
    'the workflow task to fail over and over',
    async () => {
      const { raw } = await desk.temporal.workflow.getHandle(key).describe();
      return (raw.pendingWorkflowTask?.attempt ?? 0) >= 4;
    },
    90_000,
  );
  expect(await seen(key)).toEqual({
    ...{ why: 'taskFails', counted: '1', healthy: false },
    doctor: expect.stringMatching(/^✗ reconciliation: .*guichet heal/) as unknown,
  });
  const refused = await agent.client.post(`/tickets/${key}/escalate`, { reason: 'why' });
  expect([refused.status, refused.body.code]).toEqual([503, 'temporarily_unavailable']);
  expect(refused.body.detail).toMatch(/stuck/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(5);
  expect((await agent.client.get(`/tickets/${key}`)).body).toMatchObject({ status: 'pending' });

  const healed = await heal(key);
  expect(healed).toMatchObject({ code: 0, stderr: '' });
  expect(healed.stdout).toMatch(/^✓ .*was ended; it goes on/);
  await mend();
  await desk.eventually('what was acknowledged', async () => (await kinds(key)).includes('commented'));
  expect((await kinds(key)).filter((kind) => ['pended', 'resumed', 'commented'].includes(kind))).toEqual([
    ...['pended', 'resumed', 'commented'],
  ]);
  expect((await agent.client.get(operation)).body).toMatchObject({ status: 'done' });
  expect((await agent.client.post(`/tickets/${key}/resolve`)).status).toBe(200);
  // Once more: there is nothing to do, and nothing is done twice.
  expect((await heal(key)).stdout).toMatch(/nothing is wrong|is over/);
  expect((await kinds(key)).filter((kind) => kind === 'resumed')).toHaveLength(1);
  expect((await seen(other.key)).healthy).toBe(true);
  await forget(key, run.runId);
});

/** The one run that must not replay. */
async function forget(workflowId: string, runId: string): Promise<void> {
  const { namespace } = testTemporal();
  await desk.temporal.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
  await desk.eventually('it to be forgotten', async () => {
    for await (const run of desk.temporal.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
      if (run.runId === runId) return false;
    return true;
  });
}

test('an activity that always fails', async () => {
  const { key } = await agent.client.open();
  const mend = await refuseSaves(key);
  expect((await agent.client.post(`/tickets/${key}/accept`)).status).toBe(202);
  const other = await agent.client.open();
  expect((await agent.client.post(`/tickets/${other.key}/accept`)).status).toBe(200);
  await desk.eventually(
    'it to have failed often',
    async () => {
      const { raw } = await desk.temporal.workflow.getHandle(key).describe();
      return raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 11);
    },
    90_000,
  );
  expect(await seen(key)).toEqual({
    ...{ why: 'activityFails', counted: '1', healthy: false },
    doctor: expect.stringMatching(/^✗ reconciliation: .*activity save has failed/) as unknown,
  });
  // It cannot be healed before the cause is mended, and then goes on by itself.
  const tried = await heal(key);
  expect([tried.code, tried.stdout]).toEqual([1, expect.stringContaining('activity save has failed') as unknown]);
  await mend();
  await desk.eventually('it to be saved', async () => (await kinds(key)).includes('accepted'));
  expect((await seen(key)).healthy).toBe(true);
});

test('payloads of two megabytes', async () => {
  const { key } = await agent.client.open();
  const handle = desk.temporal.workflow.getHandle(key);
  // What the server takes is refused by the ticket, and leaves a trace.
  for (const megabytes of [1.5, 1.9])
    await handle.signal('comment', {
      comment: 'x'.repeat(megabytes * 1024 * 1024),
      visibility: 'internal',
      from: 'agent',
    });
  // What it does not take changes nothing; nor does the API pass such a thing on.
  await expect(handle.signal('comment', { comment: 'x'.repeat(3 * 1024 * 1024) })).rejects.toThrow();
  const long = await agent.client.post(`/tickets/${key}/comments`, { body: 'x'.repeat(2 * 1024 * 1024) });
  expect([long.status, long.body.code]).toEqual([413, 'too_large']);
  await desk.eventually(
    'both to be refused',
    async () => (await kinds(key)).filter((kind) => kind === 'refused').length === 2,
  );
  expect((await agent.client.post(`/tickets/${key}/resolve`)).status).toBe(200);
  expect((await heal(key)).stdout).toMatch(/nothing is wrong|no open ticket/);
});

test('what is not to be healed is said so', async () => {
  expect(await heal('SD-999999999999')).toMatchObject({ code: 1, stdout: expect.stringContaining('no open ticket') });
  const wrong = await heal('printer');
  expect([wrong.code === 0, wrong.stderr]).toEqual([false, expect.stringContaining('not the key of a ticket')]);
  const { key } = await agent.client.open();
  await temporal('workflow', 'terminate', '--workflow-id', key, '--reason', 'an operator');
  expect((await heal(key)).stdout).toMatch(/goes on from what the database has/);
  expect((await agent.client.post(`/tickets/${key}/accept`)).status).toBe(200);
});
