import type { Client } from '@temporalio/client';
import { claimForQueued } from '../../activities/claimAgent';
import { handOutQueue } from '../../activities/handOutQueue';
import { leaseTerms } from '../../activities/leaseTerms';
import { wakeTeams } from '../../activities/wakeTeams';
import { forgetIdleWakes, teamsToWake } from '../../prisma/queueWakes';
import { teamWorkflowId, ticketWorkflowId } from '../../workflows/contract';
import type { CalendarDocument } from '../../workflows/domain/compile';
import type { Actor, Priority } from '../../workflows/domain/codes';
import { startTicket } from '../../workflows/start';
import { connectTestClient } from '../support/temporal';
import { TestDesk, type LiveTicket } from './desk';

const HOUR = 3_600_000;
/** A team of its own, since its workflow's id must be met by no other test. */
const TEAM = `queue-${process.pid}-${Date.now()}`;

let client: Client;
let desk: TestDesk;
const started: string[] = [];
beforeAll(async () => {
  client = await connectTestClient();
});
afterAll(async () => {
  for (const id of [...started, teamWorkflowId(TEAM)]) {
    await client.workflow
      .getHandle(id)
      .terminate('end of test')
      .catch(() => undefined);
  }
  await client.connection.close();
});
beforeEach(async () => {
  desk = await TestDesk.open(client);
  await desk.prisma
    .$executeRaw`SELECT setval('ticket_number_seq', ${Date.now() * 10 + Math.floor(Math.random() * 10)})`;
  await desk.createTeam(TEAM);
});
afterEach(() => desk.drop());

/** A ticket in the team's queue, with a workflow that no worker serves. */
async function queued(options: { priority?: Priority; ageMs?: number; tags?: string[] } = {}): Promise<LiveTicket> {
  const at = Date.now() - (options.ageMs ?? 0);
  const ticket = await desk.receive({}, {}, at);
  const { type, priority, status } = ticket.state;
  const input = { received: ticket.received, settings: { alarmSpreadMs: 0 } };
  await startTicket(client, ticket.key, input, { type, priority, status });
  started.push(ticket.key);
  const admitted = await desk.activities.admit({ ticketId: ticket.id });
  const tags = options.tags ?? [];
  await desk.save(ticket, desk.decide(ticket, 'triage', { ...admitted, team: TEAM, tags }, at));
  if (options.priority) await desk.save(ticket, desk.decide(ticket, 'edit', { priority: options.priority }));
  return ticket;
}

const round = (again = false) => handOutQueue(desk.deps(client), TEAM, again);

async function holders(...tickets: readonly LiveTicket[]): Promise<(string | null)[]> {
  return Promise.all(
    tickets.map(async ({ id }) => {
      const row = await desk.prisma.assignment.findFirst({ where: { ticketId: id, state: { not: 'freed' } } });
      return row?.agentId ?? null;
    }),
  );
}

async function offersTo({ key }: LiveTicket): Promise<unknown[]> {
  const { events } = await client.workflow.getHandle(ticketWorkflowId(key)).fetchHistory();
  return (events ?? [])
    .map((event) => event.workflowExecutionSignaledEventAttributes)
    .filter((signal) => signal?.signalName === 'offer')
    .map((signal) => JSON.parse(Buffer.from(signal?.input?.payloads?.[0]?.data ?? []).toString('utf8')) as unknown);
}

/** The ticket takes what it was offered, as its workflow does. */
async function take(ticket: LiveTicket): Promise<void> {
  const [claim] = await desk.prisma.assignment.findMany({ where: { ticketId: ticket.id, state: 'claimed' } });
  await desk.save(ticket, desk.decide(ticket, 'offer', { no: claim!.no, team: TEAM, agent: claim!.agentId }));
}

async function storeCalendar(id: string, document: CalendarDocument, version = 1): Promise<string> {
  const stored: object = document;
  await desk.prisma.document.updateMany({ where: { kind: 'calendar', id }, data: { current: false } });
  await desk.prisma.document.create({ data: { kind: 'calendar', id, version, document: stored } });
  return id;
}

const hourText = (at: number) => `${String(new Date(at).getUTCHours()).padStart(2, '0')}:00`;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Open one hour a day, from an hour of UTC on. */
const oneHour = (from: number): CalendarDocument => {
  const end = hourText(from + HOUR);
  const interval: [string, string] = [hourText(from), end === '00:00' ? '24:00' : end];
  return { timeZone: 'UTC', weekly: Object.fromEntries(WEEK.map((day) => [day, [interval]])) };
};

test('the most urgent comes first, then the oldest, and the offer names agent, team and number', async () => {
  const young = await queued({ ageMs: 1_000 });
  const old = await queued({ ageMs: 9 * HOUR });
  const urgent = await queued({ priority: 'critical', ageMs: 10 });
  const unimportant = await queued({ priority: 'low', ageMs: 99 * HOUR });
  const agent = await desk.createAgent([TEAM], { capacity: 2 });
  expect(await round()).toEqual({ offered: 2, more: false, wakeAt: null });
  expect(await holders(urgent, old, young, unimportant)).toEqual([agent.id, agent.id, null, null]);
  expect(await offersTo(urgent)).toEqual([{ no: 1, team: TEAM, agent: agent.id }]);
  expect(await offersTo(young)).toEqual([]);
  await desk.prisma.agent.update({ where: { userId: agent.id }, data: { capacity: 3 } });
  await round();
  expect(await holders(young, unimportant)).toEqual([agent.id, null]);
});

test('a ticket that asks for skills gets only an agent with all of them, and holds up nobody behind it', async () => {
  const both = await queued({ tags: ['skill:vpn', 'skill:french', 'printer'], ageMs: 3_000 });
  const rare = await queued({ tags: ['skill:cobol'], ageMs: 2_000 });
  const plain = await queued({ ageMs: 1_000 });
  const half = await desk.createAgent([TEAM], { capacity: 2 });
  await desk.prisma.agent.update({ where: { userId: half.id }, data: { skills: ['vpn'] } });
  expect(await round()).toMatchObject({ offered: 1 });
  expect(await holders(both, rare, plain)).toEqual([null, null, half.id]);
  await desk.prisma.agent.update({ where: { userId: half.id }, data: { skills: ['french', 'vpn', 'unix'] } });
  await round();
  expect(await holders(both, rare)).toEqual([half.id, null]);
});

test('triage asks for the skills of the rule that matched', async () => {
  const rules = [{ id: 'vpn', when: 'true', set: { team: TEAM, tags: ['skill:vpn'] } }];
  await desk.prisma.document.updateMany({ where: { kind: 'triageRules' }, data: { document: { rules } } });
  await desk.createAgent([TEAM]);
  const able = await desk.createAgent([TEAM]);
  await desk.prisma.agent.update({ where: { userId: able.id }, data: { skills: ['vpn'] } });
  await desk.createAgent([TEAM]);
  const { id } = await desk.receive();
  expect((await desk.activities.admit({ ticketId: id })).claim).toEqual({ agent: able.id, no: 1 });
});

test('an agent gets tickets within her shift only, and the round tells when the next one begins', async () => {
  const now = Date.now();
  const agent = await desk.createAgent([TEAM]);
  const calendar = await storeCalendar('shift', oneHour(now + 2 * HOUR));
  await desk.prisma.agent.update({ where: { userId: agent.id }, data: { calendar } });
  const ticket = await queued();
  const begins = Math.floor((now + 2 * HOUR) / HOUR) * HOUR;
  expect(await round()).toEqual({ offered: 0, more: false, wakeAt: begins });
  expect(await holders(ticket)).toEqual([null]);
  await storeCalendar('shift', oneHour(Date.now()), 2);
  expect(await round()).toEqual({ offered: 1, more: false, wakeAt: null });
  expect(await holders(ticket)).toEqual([agent.id]);
});

test('what was released goes to another who is free, and back only if nobody else is', async () => {
  const ticket = await queued();
  const [first, second] = [await desk.createAgent([TEAM]), await desk.createAgent([TEAM])];
  const release = () => desk.save(ticket, desk.decide(ticket, 'release', {}));
  await round();
  await take(ticket);
  expect(ticket.state.assignee).toBe(first.id);
  // The other is busier, and still the one.
  const busy = await queued();
  await desk.save(busy, desk.decide(busy, 'assign', { agent: second.id }));
  await release();
  await round();
  await take(ticket);
  expect(ticket.state.assignee).toBe(second.id);
  await desk.prisma.agent.update({ where: { userId: first.id }, data: { presence: 'off' } });
  await release();
  await round();
  expect(await holders(ticket)).toEqual([second.id]);
});

test('an attempt that is repeated offers what was claimed and not offered, and claims nothing twice', async () => {
  const ticket = await queued();
  const agent = await desk.createAgent([TEAM]);
  await desk.createAgent([TEAM]);
  const claimed = await claimForQueued(desk.prisma, TEAM, { ...ticket, skills: [] });
  expect(claimed).toEqual({ outcome: 'claimed', no: 1, claimed: { agent: agent.id } });
  expect(await round()).toMatchObject({ offered: 0 });
  expect(await offersTo(ticket)).toEqual([]);
  await round(true);
  expect(await offersTo(ticket)).toEqual([{ no: 1, team: TEAM, agent: agent.id }]);
  expect(await desk.assignments(ticket)).toEqual([`1 claimed ${agent.id}`]);
});

test('rounds at the same time give no ticket twice and take no place twice', async () => {
  const tickets = await Promise.all(Array.from({ length: 8 }, () => queued()));
  const agents: Actor[] = [
    await desk.createAgent([TEAM], { capacity: 2 }),
    await desk.createAgent([TEAM], { capacity: 3 }),
  ];
  await Promise.all([round(), round(), round(), round()]);
  const held = (await holders(...tickets)).filter((agent) => agent !== null);
  expect(agents.map(({ id }) => held.filter((agent) => agent === id).length)).toEqual([2, 3]);
  expect(await desk.prisma.assignment.count()).toBe(5);
});

test('a ticket without a workflow gives its claim back', async () => {
  const ticket = await queued();
  await client.workflow.getHandle(ticket.key).terminate('by an operator');
  const agent = await desk.createAgent([TEAM]);
  expect(await round()).toMatchObject({ offered: 0 });
  expect(await desk.assignments(ticket)).toEqual([`1 freed ${agent.id}`]);
});

test('turns go on over tickets that are done, and whoever was passed over because she was full comes first', async () => {
  await desk.prisma.team.update({ where: { id: TEAM }, data: { assignment: 'roundRobin' } });
  const agents = [
    await desk.createAgent([TEAM], { capacity: 1 }),
    await desk.createAgent([TEAM]),
    await desk.createAgent([TEAM]),
  ];
  const names = new Map(agents.map(({ id }, index) => [id, 'abc'[index]]));
  const order: unknown[] = [];
  for (let count = 0; count < 7; count++) {
    const ticket = await queued();
    await round();
    await take(ticket);
    order.push(names.get(ticket.state.assignee!));
    // The first ticket stays with a, who has room for one only, until five are given.
    if (count > 0 && count !== 4) await desk.save(ticket, desk.decide(ticket, 'resolve', {}));
    if (count === 4) await desk.prisma.agent.update({ where: { userId: agents[0]!.id }, data: { capacity: 2 } });
  }
  expect(order).toEqual(['a', 'b', 'c', 'b', 'c', 'a', 'b']);
});

describe('the outbox', () => {
  let agent: Actor;
  beforeEach(async () => {
    agent = await desk.createAgent([TEAM], { capacity: 1, presence: 'off' });
  });
  const set = (data: object) => desk.prisma.agent.update({ where: { userId: agent.id }, data });
  const wakes = async () => (await desk.prisma.queueWake.findMany()).map(({ teamId, cause }) => `${teamId} ${cause}`);

  test.each<[string, string, (ticket: LiveTicket) => Promise<unknown>]>([
    ['her presence', 'agent', () => set({ presence: 'online' })],
    ['more capacity', 'agent', () => set({ capacity: 2 })],
    ['another skill', 'agent', () => set({ skills: ['vpn'] })],
    ['a calendar of hers', 'calendar', () => storeCalendar('hers', oneHour(0), 2)],
    ['a new member', 'membership', () => desk.createAgent([TEAM])],
    [
      'a person who comes back',
      'person',
      () => desk.prisma.user.update({ where: { id: agent.id }, data: { active: true } }),
    ],
    ['a resolution', 'assignment', (ticket) => desk.save(ticket, desk.decide(ticket, 'resolve', {}))],
    ['a wait', 'assignment', (ticket) => desk.save(ticket, desk.decide(ticket, 'pend', { reason: 'vendor' }))],
  ])('is written by %s', async (_what, cause, change) => {
    const ticket = await queued();
    await desk.save(ticket, desk.decide(ticket, 'assign', { agent: agent.id }));
    await storeCalendar('hers', oneHour(0));
    await set({ calendar: 'hers' });
    await desk.prisma.user.update({ where: { id: agent.id }, data: { active: false } });
    await desk.prisma.queueWake.deleteMany();
    await change(ticket);
    expect([...new Set(await wakes())]).toContain(`${TEAM} ${cause}`);
  });

  test('is written by a release and a change of tags, for the ticket that waits', async () => {
    const ticket = await queued();
    await desk.save(ticket, desk.decide(ticket, 'assign', { agent: agent.id }));
    await desk.prisma.queueWake.deleteMany();
    await desk.save(ticket, desk.decide(ticket, 'release', {}));
    expect((await wakes()).sort()).toEqual([`${TEAM} assignment`, `${TEAM} ticket`]);
  });

  test('is not written for a team that assigns by hand, until it no longer does', async () => {
    await desk.prisma.team.update({ where: { id: TEAM }, data: { assignment: 'manual' } });
    await desk.prisma.queueWake.deleteMany();
    const ticket = await queued();
    await set({ presence: 'online' });
    await desk.save(ticket, desk.decide(ticket, 'accept', {}));
    await desk.save(ticket, desk.decide(ticket, 'release', {}));
    expect(await wakes()).toEqual([]);
    await desk.prisma.team.update({ where: { id: TEAM }, data: { assignment: 'leastLoaded' } });
    expect(await wakes()).toEqual([`${TEAM} team`]);
  });

  test('names a team as long as somebody waits, a round empties it, and an idle team is forgotten', async () => {
    expect(await teamsToWake(desk.prisma)).toEqual([]);
    expect(await wakes()).not.toEqual([]);
    await forgetIdleWakes(desk.prisma);
    expect(await wakes()).toEqual([]);
    await queued();
    expect(await teamsToWake(desk.prisma)).toEqual([TEAM]);
    await forgetIdleWakes(desk.prisma);
    expect(await wakes()).toEqual([`${TEAM} ticket`]);
    await wakeTeams(desk.deps(client));
    expect((await client.workflow.getHandle(teamWorkflowId(TEAM)).describe()).status.name).toBe('RUNNING');
    await round();
    expect(await wakes()).toEqual([]);
  });
});

describe('the time to accept', () => {
  let agent: Actor;
  beforeEach(async () => {
    agent = await desk.createAgent([TEAM]);
  });
  const terms = async (team: { acceptWithin?: string; calendar?: string; returnAtShiftEnd?: boolean }) => {
    await desk.prisma.team.update({ where: { id: TEAM }, data: team });
    return leaseTerms(desk.prisma, TEAM, agent.id);
  };

  test('comes with the claim, as the team has it', async () => {
    expect(await terms({})).toBeUndefined();
    expect(await terms({ acceptWithin: 'PT30M' })).toEqual({ within: 'PT30M' });
    const ticket = await queued();
    await round();
    expect(await offersTo(ticket)).toMatchObject([{ lease: { within: 'PT30M' } }]);
    await storeCalendar('office', oneHour(Date.now()));
    expect(await terms({ acceptWithin: 'P1D', calendar: 'office' })).toEqual({ within: 'P1D' });
  });

  test('in open time brings as much of the team’s calendar as it can need, and little more', async () => {
    await storeCalendar('office', oneHour(Date.now()));
    const { window } = (await terms({ acceptWithin: 'PT3H', calendar: 'office' }))!;
    expect(window).toMatchObject({ id: 'office', version: 1 });
    expect(window!.intervals.length).toBeGreaterThanOrEqual(6);
    expect(window!.intervals.length).toBeLessThanOrEqual(8);
    expect(window!.until).toBe(window!.intervals.at(-1)![1]);
  });

  test('ends with the agent’s shift where the team wants it so', async () => {
    const ends = (Math.floor(Date.now() / HOUR) + 1) * HOUR;
    const calendar = await storeCalendar('hers', oneHour(Date.now()));
    expect(await terms({ returnAtShiftEnd: true })).toBeUndefined();
    await desk.prisma.agent.update({ where: { userId: agent.id }, data: { calendar } });
    expect(await terms({})).toEqual({ shiftEnd: ends });
    expect(await terms({ acceptWithin: 'P1D' })).toEqual({ within: 'P1D', shiftEnd: ends });
    expect(await terms({ returnAtShiftEnd: false })).toEqual({ within: 'P1D' });
    await desk.prisma.agent.update({ where: { userId: agent.id }, data: { calendar: 'always' } });
    expect(await terms({ returnAtShiftEnd: true })).toEqual({ within: 'P1D' });
  });
});
