import type { Client } from '@temporalio/client';
import { v7 as uuidv7 } from 'uuid';
import { claimAgent } from '../../activities/claimAgent';
import { calmPageMs, PAGE } from '../../activities/reconcile';
import { MissingStarts } from '../../activities/startMissing';
import type { Prisma } from '../../prisma/client';
import { ticketWorkflowId } from '../../workflows/contract';
import { startTicket } from '../../workflows/start';
import { connectTestClient } from '../support/temporal';
import { TestDesk, type LiveTicket } from './desk';

let client: Client;
let desk: TestDesk;
beforeAll(async () => {
  client = await connectTestClient();
});
afterAll(() => client.connection.close());
beforeEach(async () => {
  desk = await TestDesk.open(client);
  // Keys are workflow ids: other tests on this server have the low ones.
  await desk.prisma
    .$executeRaw`SELECT setval('ticket_number_seq', ${Date.now() * 10 + Math.floor(Math.random() * 10)})`;
});
afterEach(async () => {
  for (const { key } of await desk.prisma.ticket.findMany({ select: { key: true } })) {
    await handleOf({ key })
      .terminate('end of test')
      .catch(() => undefined);
  }
  await desk.drop();
});

const handleOf = ({ key }: { key: string }) => client.workflow.getHandle(ticketWorkflowId(key));
const statusOf = async (ticket: { key: string }) => (await handleOf(ticket).describe()).status.name;
const hour = 3_600_000;

/** The input of its first workflow task: what the workflow was started with. */
async function inputOf(ticket: LiveTicket): Promise<Record<string, unknown>> {
  const { events } = await handleOf(ticket).fetchHistory();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  return JSON.parse(Buffer.from(payload ?? []).toString('utf8')) as Record<string, unknown>;
}

async function start(ticket: LiveTicket): Promise<void> {
  const { type, priority, status } = ticket.state;
  const input = { received: ticket.received, settings: { alarmSpreadMs: 0 } };
  await startTicket(client, ticket.key, input, { type, priority, status });
}

/** Time passes for the row, so that it counts as settled. */
async function age(ticket: LiveTicket): Promise<void> {
  await desk.prisma.ticket.update({ where: { id: ticket.id }, data: { updatedAt: new Date(Date.now() - hour) } });
}

describe('tickets that came while Temporal was away', () => {
  test('are started with what intake stored, and only those without a save', async () => {
    const [kept, saved] = [await desk.receive({}, { impact: 'low' }), await desk.open()];
    const fresh = await desk.receive({}, {}, Date.now() + hour);
    const sweep = new MissingStarts(desk.deps(client));
    expect(await sweep.start()).toEqual({ started: 1 });
    expect(await statusOf(kept)).toBe('RUNNING');
    expect(await inputOf(kept)).toEqual({ received: kept.received, settings: { alarmSpreadMs: 0 } });
    await expect(statusOf(saved)).rejects.toThrow('not found');
    await expect(statusOf(fresh)).rejects.toThrow('not found');
    // One that was asked for is left to its workflow; another worker, which does not know, finds it running.
    expect(await sweep.start()).toEqual({ started: 0 });
    const { runId } = await handleOf(kept).describe();
    await new MissingStarts(desk.deps(client)).start();
    expect((await handleOf(kept).describe()).runId).toBe(runId);
  });
});

describe('reconcile', () => {
  test('starts a row that no workflow has saved from its first event', async () => {
    const ticket = await desk.receive();
    expect(await desk.activities.reconcile()).toMatchObject({ checked: 1, started: [ticket.key], problems: [] });
    expect(await inputOf(ticket)).toMatchObject({ received: { seq: 1 } });
  });

  test('starts a lost ticket from its state, with the commands it has answered', async () => {
    const ticket = await desk.open();
    const commands = [uuidv7(), uuidv7()] as const;
    const comment = await desk.comment(ticket);
    await desk.save(ticket, desk.decide(ticket, 'accept', {}, Date.now(), undefined, commands[0]));
    const versions = [ticket.state.seq];
    await desk.save(ticket, desk.decide(ticket, 'resolve', { comment }, Date.now(), undefined, commands[1]));
    versions.push(ticket.state.seq);
    expect(versions[1]).toBe(2 + (versions[0] ?? 0));

    expect(await desk.activities.reconcile()).toMatchObject({ started: [ticket.key] });
    expect(await inputOf(ticket)).toEqual({
      state: JSON.parse(JSON.stringify(ticket.state)) as unknown,
      answered: commands.map((id, index) => [id, versions[index]]),
      settings: { alarmSpreadMs: 0 },
    });
  });

  test('starts a terminated one again, and frees the claim that outlived it', async () => {
    await desk.createTeam('a');
    const agent = await desk.createAgent(['a'], { capacity: 1 });
    const [ticket, other] = [await desk.receive(), await desk.receive()];
    await start(ticket);
    expect(await claimAgent(desk.prisma, { ticketId: ticket.id, team: 'a', no: 1 })).toEqual({ agent: agent.id });
    await handleOf(ticket).terminate('operator');
    expect(await claimAgent(desk.prisma, { ticketId: other.id, team: 'a', no: 1 })).toEqual({ agent: null });
    expect(await desk.activities.reconcile()).toMatchObject({ claimsFreed: 0 });

    await desk.prisma.assignment.updateMany({ data: { createdAt: new Date(Date.now() - hour) } });
    expect(await desk.activities.reconcile()).toMatchObject({ claimsFreed: 1 });
    expect(await statusOf(ticket)).toBe('RUNNING');
    expect(await claimAgent(desk.prisma, { ticketId: other.id, team: 'a', no: 1 })).toEqual({ agent: agent.id });
  });

  test('never starts a closed ticket: its row ends, and so does what it held', async () => {
    const ticket = await desk.open();
    await desk.save(ticket, desk.decide(ticket, 'resolve', { resolution: 'done' }));
    await desk.save(ticket, desk.decide(ticket, 'close', {}));
    expect((await desk.row(ticket)).endedAt).toBeNull();
    expect(await desk.activities.reconcile()).toMatchObject({ ended: [ticket.key], started: [] });
    expect((await desk.row(ticket)).endedAt).not.toBeNull();
    await expect(statusOf(ticket)).rejects.toThrow('not found');
    expect(await desk.activities.reconcile()).toMatchObject({ checked: 0 });
  });

  test('asks a workflow whose row lags to save again, and leaves alone one whose save may be on its way', async () => {
    const ticket = await desk.receive();
    await start(ticket);
    await desk.prisma.ticket.update({
      where: { id: ticket.id },
      data: {
        status: 'open',
        version: 2,
        state: JSON.parse(JSON.stringify({ ...ticket.state, seq: 2 })) as Prisma.InputJsonObject,
      },
    });
    expect(await desk.activities.reconcile()).toMatchObject({ reprojected: [], problems: [] });
    await age(ticket);
    expect(await desk.activities.reconcile()).toMatchObject({ reprojected: [ticket.key], problems: [] });
    const { events } = await handleOf(ticket).fetchHistory();
    const signals = events?.flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);
    expect(signals).toEqual(['reproject']);
  });

  test('tells of refused saves, and asks for them once more', async () => {
    const ticket = await desk.open();
    await start(ticket);
    const events = desk.decide(ticket, 'accept', {});
    const bad = { ...ticket.state, resolution: 'x' } as unknown as typeof ticket.state;
    await expect(desk.activities.save({ state: bad, events, runId: 'r' })).rejects.toThrow();
    const report = await desk.activities.reconcile();
    expect(report).toMatchObject({
      reprojected: [ticket.key],
      problems: [{ key: ticket.key, why: 'refusedSave', facts: { constraint: 'tickets_resolution_check' } }],
    });
    expect((await desk.prisma.setting.findUnique({ where: { name: 'reconcile' } }))?.value).toEqual(report);
  });

  test('sweeps texts that no event claimed and keys older than a day, and nothing that is read', async () => {
    const ticket = await desk.open();
    const [seen, lost, recent] = [await desk.comment(ticket), await desk.comment(ticket), await desk.comment(ticket)];
    const revision = uuidv7();
    const old = new Date(Date.now() - 25 * hour);
    await desk.prisma.revision.create({
      data: { id: revision, ticketId: ticket.id, subject: 'never', createdAt: old },
    });
    await desk.prisma.comment.updateMany({ where: { id: { in: [seen, lost] } }, data: { createdAt: old } });
    await desk.save(ticket, desk.decide(ticket, 'comment', { comment: seen, visibility: 'public', from: 'agent' }));
    const key = { actorId: 'a', route: 'POST /tickets', bodyHash: 'h', state: 'done' };
    await desk.prisma.operation.createMany({
      data: [
        { id: 'old', ...key, createdAt: old },
        { id: 'new', ...key },
      ],
    });

    expect(await desk.activities.reconcile()).toMatchObject({ textsSwept: 2 });
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
    expect(ids(await desk.prisma.comment.findMany({ orderBy: { id: 'asc' } }))).toEqual([seen, recent].sort());
    expect(ids(await desk.prisma.operation.findMany())).toEqual(['new']);
  });

  test('pages through more tickets than fit on one page', async () => {
    const first = await desk.receive();
    const { id: _id, number: _number, ...row } = await desk.row(first);
    await desk.prisma.$executeRaw`
      INSERT INTO tickets (id, number, key, version, type, status, priority, priority_rank, source, requester_id, subject,
                           created_at, updated_at)
      SELECT gen_random_uuid(), ${first.key.slice(3)}::bigint + n, 'SD-' || (${first.key.slice(3)}::bigint + n), 1, 'incident',
             'new', 'high', 3, 'api', ${row.requesterId}::uuid, 'x', now(), now() FROM generate_series(1, 450) n`;
    const report = await desk.activities.reconcile();
    expect(report.checked).toBe(451);
    // These have no first event, so they cannot be started, and are named.
    expect(report.problems).toHaveLength(200);
    expect(report.started).toEqual([first.key]);
    await desk.prisma.ticket.deleteMany({ where: { id: { not: first.id } } });
  }, 60_000);
});

describe('the pace of the comparison', () => {
  const round = (open: number) => (calmPageMs(open) * open) / PAGE;
  const minute = 60_000;

  test('costs as much in a minute with many open tickets as with few', () => {
    expect(calmPageMs(20_000)).toBe(calmPageMs(1_000));
    expect(round(1_000)).toBe(minute);
  });

  test('comes round in twenty minutes, however many there are', () => {
    expect(round(20_000)).toBe(20 * minute);
    expect(round(100_000)).toBe(20 * minute);
  });
});
