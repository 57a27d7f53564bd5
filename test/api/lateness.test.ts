import { setTimeout as sleep } from 'node:timers/promises';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let agent: Person;
let lead: Person;
beforeAll(async () => {
  desk = await Desk.start();
  agent = await desk.person('agent');
  lead = await desk.person('lead');
  const admin = await desk.person('admin');
  const policy = {
    ...{ name: 'Seconds', order: 1, when: 'type == "request"', calendar: 'always' },
    clocks: { resolution: { targets: { low: 'PT2S', critical: 'PT1H' } } },
  };
  expect((await admin.client.put('/policies/seconds', policy, { 'If-None-Match': '*' })).status).toBe(201);
});
afterAll(() => desk.stop());

interface Report {
  readonly desk: {
    readonly alarms: number;
    readonly late: number;
    readonly byKind: { kind: string; alarms: number; late: number; lateBy: { maxMs: number } | null }[];
  };
  readonly teams: {
    readonly team: { id: string } | null;
    readonly priority: string;
    readonly clock: string;
    readonly breaches: number;
    readonly running: number;
    readonly madeUpLate: number;
    readonly over: { medianMs: number; p95Ms: number; maxMs: number } | null;
  }[];
}

async function report(query = ''): Promise<Report> {
  const reply = await lead.client.get(`/reports/lateness${query}`);
  expect(reply.status).toBe(200);
  return reply.body as Report;
}

const open = async (more: object = {}): Promise<string> =>
  (await agent.client.open({ type: 'request', impact: 'low', urgency: 'low', ...more })).key;
const breached = (key: string) =>
  desk.eventually(`the breach of ${key}`, async () => {
    const { data } = (await agent.client.get(`/tickets/${key}/events`)).body as {
      data: { kind: string; data: { lateMs?: number } }[];
    };
    return data.find(({ kind }) => kind === 'breached');
  });

test('C18 an outage of the desk is told apart from what a team did not do in time', async () => {
  expect(await report()).toMatchObject({ desk: { alarms: 0, late: 0, byKind: [] }, teams: [] });

  // The desk is there, the team is late.
  const slow = await open();
  expect((await breached(slow)).data.lateMs).toBeUndefined();
  await sleep(1_000);
  expect((await agent.client.post(`/tickets/${slow}/resolve`)).status).toBe(200);
  const before = await report();
  expect(before.desk).toMatchObject({ late: 0, byKind: [{ kind: 'breached', alarms: 1, late: 0, lateBy: null }] });
  expect(before.teams).toMatchObject([
    { team: { id: 'desk' }, priority: 'low', clock: 'resolution', breaches: 1, running: 0, madeUpLate: 0 },
  ]);
  const { over } = before.teams[0]!;
  expect(over!.maxMs).toBeGreaterThanOrEqual(1_000);
  expect([over!.medianMs, over!.p95Ms]).toEqual([over!.maxMs, over!.maxMs]);

  // The desk is away when the time of this one runs out.
  const unseen = await open();
  await desk.stopWorker();
  await sleep(8_000);
  await desk.startWorker();
  const { lateMs } = (await breached(unseen)).data;
  expect(lateMs).toBeGreaterThan(5_000);
  const after = await report();
  expect(after.desk.byKind).toEqual([
    { kind: 'breached', alarms: 2, late: 1, lateBy: { medianMs: lateMs, p95Ms: lateMs, maxMs: lateMs } },
  ]);
  expect(after.desk).toMatchObject({ alarms: 2, late: 1 });
  expect(after.teams).toMatchObject([{ breaches: 2, running: 1, madeUpLate: 1, over }]);

  // Who has it now, and how urgent it has become, changes nothing of whose time it was.
  await desk.prisma.team.create({ data: { id: 'other', name: 'Other' } });
  expect((await agent.client.post(`/tickets/${unseen}/assign`, { team: 'other' })).status).toBe(200);
  expect((await agent.client.patch(`/tickets/${unseen}`, { priority: 'critical' })).status).toBe(200);
  expect((await report()).teams).toEqual(after.teams);
}, 60_000);

test('is of a time: from then, until before then', async () => {
  const { at } = await desk.prisma.ticketEvent.findFirstOrThrow({
    where: { kind: 'breached' },
    orderBy: { at: 'asc' },
  });
  const span = (from: number, to: number) =>
    `?from=${new Date(at.getTime() + from).toISOString()}&to=${new Date(at.getTime() + to).toISOString()}`;
  expect((await report(span(0, 1))).desk.alarms).toBe(1);
  expect((await report(span(-1, 0))).desk.alarms).toBe(0);
  expect((await report(span(1, 2))).teams).toEqual([]);

  for (const [query, code] of [
    ['?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'invalid'],
    ['?from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'too_long'],
    ['?from=yesterday', 'invalid_instant'],
  ] as const) {
    const { status, body } = await lead.client.get(`/reports/lateness${query}`);
    expect([query, status, body.errors[0].parameter, body.errors[0].code]).toEqual([query, 422, 'from', code]);
  }
});

test('reads its indexes, not the events of all tickets', async () => {
  await desk.prisma.$executeRaw`
    INSERT INTO ticket_events (ticket_id, seq, at, kind, identity, data)
    SELECT t.id, 1000 + n, now() - n * interval '1 minute', 'commented', 'command:' || n || '#0', '{}'
      FROM (SELECT id FROM tickets LIMIT 1) t, generate_series(1, 20000) n`;
  await desk.prisma.$executeRaw`ANALYZE ticket_events`;
  const plans = await desk.prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT e.kind, count(*) FROM ticket_events e
       WHERE e.identity LIKE 'alarm:%#0' AND e.at >= now() - interval '30 days' GROUP BY e.kind`;
    const late = await tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT e.kind FROM ticket_events e
       WHERE e.identity LIKE 'alarm:%#0' AND e.data -> 'lateMs' IS NOT NULL AND e.at >= now() - interval '30 days'`;
    return [...rows, ...late].map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plans).toContain('ticket_events_alarms_idx');
  expect(plans).toContain('ticket_events_late_idx');
});
