import { TASK_QUEUE, TICKET_WORKFLOW } from '../../workflows/contract';
import { Desk, type Person } from '../support/desk';

const HOUR = 3_600_000;
let desk: Desk;
let requester: Person;
let agent: Person;
let lead: Person;
beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  lead = await desk.person('lead');
});
afterAll(() => desk.stop());

async function orphans(language = 'en') {
  const reply = await lead.client.get('/reports/orphans', { 'Accept-Language': language });
  expect(reply.status).toBe(200);
  return reply.body;
}

describe('orphans', () => {
  test('nobody has looked yet, then all is well, and whoever has lost its workflow is mended', async () => {
    expect(await orphans()).toMatchObject({ asOf: null, stale: false, total: 0, data: [], unstarted: [] });
    const { key } = await requester.client.open();
    await desk.temporal.workflow.getHandle(key).terminate('an operator');
    await desk.reconcile();
    const mended = await orphans();
    expect(mended).toMatchObject({ total: 0, data: [], mended: { started: [key] } });
    expect(mended.checked).toBeGreaterThan(0);
    await desk.reconcile();
    expect(await orphans()).toMatchObject({ data: [], mended: { started: [] } });
  });

  test('whoever waits for somebody who has left, or for nobody, is told in the reader’s language', async () => {
    const leaver = await desk.person('agent');
    const hers = await requester.client.open();
    expect((await leaver.client.post(`/tickets/${hers.key}/accept`)).status).toBe(200);
    await desk.prisma.user.update({ where: { id: leaver.id }, data: { active: false } });
    const nobodys = await requester.client.open();
    await desk.prisma.$executeRaw`
      UPDATE tickets SET team_id = NULL, state = jsonb_set(state, '{team}', 'null') WHERE key = ${nobodys.key}`;
    await desk.reconcile();
    const { total, data } = await orphans('fr');
    expect(total).toBe(2);
    expect(data).toEqual(
      expect.arrayContaining([
        { key: hers.key, why: 'assigneeGone', sentence: expect.stringContaining('n’est plus actif') as unknown },
        { key: nobodys.key, why: 'noTeam', sentence: expect.stringContaining('file d’aucune') as unknown },
      ]),
    );

    // What the report says to do helps.
    expect((await agent.client.post(`/tickets/${hers.key}/assign`, { agent: agent.id })).status).toBe(200);
    expect((await agent.client.post(`/tickets/${nobodys.key}/assign`, { team: 'desk' })).status).toBe(200);
    await desk.reconcile();
    expect(await orphans()).toMatchObject({ total: 0, data: [] });
  });

  test('C18 an alarm that did not ring shows, and a check that did not run as well', async () => {
    const { key } = await requester.client.open();
    const row = await desk.prisma.ticket.findUniqueOrThrow({ where: { key } });
    const earlier = shifted(row.state, -100 * 24 * HOUR);
    await desk.prisma.ticket.update({ where: { key }, data: { state: earlier as object } });
    await desk.reconcile();
    const [orphan] = (await orphans()).data;
    expect(orphan).toMatchObject({ key, why: 'overdue' });
    expect(orphan.sentence).toMatch(/^What was to come by itself \((warning|breach)\) at .* has not come/);

    await desk.prisma.$executeRaw`
      UPDATE settings SET value = jsonb_set(value, '{at}', to_jsonb(now() - interval '1 hour')) WHERE name = 'reconcile'`;
    expect(await orphans()).toMatchObject({ stale: true });
    await desk.prisma.ticket.update({ where: { key }, data: { state: row.state as object } });
  });

  test('a workflow that runs and fails over and over is no running workflow', async () => {
    const { key } = await requester.client.open();
    const handle = desk.temporal.workflow.getHandle(key);
    await handle.terminate('an operator');
    // As after a release that cannot read the ticket's history.
    await desk.temporal.workflow.start(TICKET_WORKFLOW, { workflowId: key, taskQueue: TASK_QUEUE, args: [{}] });
    const attempts = async () => (await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0;
    await desk.eventually('a task that fails', async () => (await attempts()) >= 4, 100_000);
    await desk.reconcile();
    expect((await orphans()).data).toEqual([
      { key, why: 'taskFails', sentence: expect.stringMatching(/has failed \d+ times in a row/) as unknown },
    ]);
    await handle.terminate('the test is over');
    await desk.prisma.ticket.delete({ where: { key } });
  }, 120_000);

  test('what no worker has begun for long is named without waiting for the check', async () => {
    const { key } = await requester.client.open();
    const version = { version: 1, state: { seq: 1 }, createdAt: new Date(Date.now() - HOUR) };
    const { version: before, state, createdAt } = await desk.prisma.ticket.findUniqueOrThrow({ where: { key } });
    await desk.prisma.ticket.update({ where: { key }, data: version });
    expect((await orphans()).unstarted).toEqual([{ key, createdAt: version.createdAt.toISOString() }]);
    await desk.prisma.ticket.update({ where: { key }, data: { version: before, state: state as object, createdAt } });
    expect((await orphans()).unstarted).toEqual([]);
  });

  test('are for leads and administrators', async () => {
    for (const { client } of [requester, agent]) expect((await client.get('/reports/orphans')).status).toBe(403);
  });
});

/** Every instant of a state so much later. */
function shifted<T>(value: T, by: number): T {
  const move = (part: unknown): unknown => {
    if (typeof part === 'number' && part > 1e12 && part < 8e15) return part + by;
    if (Array.isArray(part)) return part.map(move);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, move(inner)]));
  };
  return move(value) as T;
}
