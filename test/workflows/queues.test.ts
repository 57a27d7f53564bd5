import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { wakeQueues } from '../../api/wakeQueues';
import type { Deps } from '../../api/settings';
import { teamWorkflowId } from '../../workflows/contract';
import { testBundle } from '../support/bundle';
import { fetchRuns, replay } from '../support/replay';
import { TicketRig, type RigTicket } from '../support/ticketRig';

const TICKETS = 200;
const AGENTS = 10;
const CAPACITY = 5;
/** People who act at once, each as fast as the desk answers. */
const HANDS = 6;
const ACTIONS = 220;

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(async () => {
  if (!rig) return;
  const runs = await fetchRuns(rig.client, `WorkflowId = "${teamWorkflowId('desk')}"`);
  await rig.client.workflow.getHandle(teamWorkflowId('desk')).terminate('the test is over');
  await rig.stop();
  expect(runs).not.toHaveLength(0);
  expect(await replay(runs, testBundle())).toEqual([]);
}, 120_000);

/** A small generator of its own, so that a failing run can be told by its seed. */
function lots(seed: number) {
  let state = seed;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { draw, oneOf: <T>(items: readonly T[]) => items[Math.floor(draw() * items.length)]! };
}

async function staff(): Promise<string[]> {
  await rig.prisma.team.update({ where: { id: 'desk' }, data: { assignment: 'leastLoaded' } });
  const agents = Array.from({ length: AGENTS }, () => uuidv7());
  for (const id of agents)
    await rig.prisma.user.create({
      data: {
        ...{ id, email: `${id}@example.org`, name: 'Agent', role: 'agent' },
        agent: { create: { capacity: CAPACITY } },
        memberships: { create: { teamId: 'desk' } },
      },
    });
  return agents;
}

/** As `PUT /agents/{id}` does. */
async function setPresence(userId: string, presence: string): Promise<void> {
  await rig.prisma.agent.update({ where: { userId }, data: { presence } });
  const logger = { warn: () => undefined };
  wakeQueues({ prisma: rig.prisma, client: rig.client, logger } as unknown as Deps);
}

async function overloaded(): Promise<unknown[]> {
  return rig.prisma.$queryRaw`
    SELECT s.agent_id, count(*)::int AS load FROM assignments s WHERE s.state IN ('claimed', 'held')
     GROUP BY s.agent_id HAVING count(*) > ${CAPACITY}`;
}

/** Agents who are there and have room, while somebody waits. */
async function idle(): Promise<unknown[]> {
  return rig.prisma.$queryRaw`
    SELECT a.user_id FROM agents a JOIN memberships m ON m.user_id = a.user_id
     WHERE m.team_id = 'desk' AND a.presence = 'online'
       AND a.capacity > (SELECT count(*) FROM assignments s WHERE s.agent_id = a.user_id AND s.state IN ('claimed', 'held'))
       AND EXISTS (SELECT 1 FROM tickets t WHERE t.team_id = 'desk' AND t.assignee_id IS NULL AND t.status IN ('new', 'open')
         AND NOT EXISTS (SELECT 1 FROM assignments s WHERE s.ticket_id = t.id AND s.state = 'claimed'))`;
}

/** Looks over and over, as often as the database answers, until told to stop. */
function watchLoads() {
  const found: unknown[] = [];
  let over = false;
  const watching = (async () => {
    for (; !over; await sleep(20)) found.push(...(await overloaded()));
  })();
  return async () => {
    over = true;
    await watching;
    return found;
  };
}

async function openMany(): Promise<RigTicket[]> {
  const tickets: RigTicket[] = [];
  for (let count = 0; count < TICKETS; count += 20)
    tickets.push(...(await Promise.all(Array.from({ length: 20 }, () => rig.open()))));
  return tickets;
}

/**
 * Somebody else may have been faster: a refusal is no fault. Only of the version that was seen: whoever accepts what has
 * meanwhile been offered to another takes more than there is room for, which people may and the desk may not.
 */
async function attempt(ticket: RigTicket, name: 'accept' | 'release' | 'resolve', seen: Seen): Promise<void> {
  const by = { id: seen.assigneeId, role: 'agent' };
  await ticket.command(name, { by, ifVersion: seen.version }).catch(() => undefined);
}

interface Seen {
  readonly assigneeId: string | null;
  readonly version: number;
}

test.each([randomInt(2 ** 31)])(
  `${TICKETS} tickets, ${AGENTS} agents with room for ${CAPACITY}, and people who accept, release, resolve, come and go (seed %i)`,
  async (seed) => {
    const { draw, oneOf } = lots(seed);
    const agents = await staff();
    const stopWatching = watchLoads();
    const tickets = await openMany();
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    const assigned = () =>
      rig.prisma.ticket.findMany({
        where: { assigneeId: { not: null }, status: 'open' },
        select: { id: true, version: true, assigneeId: true, acceptedAt: true },
      });

    let left = ACTIONS;
    const act = async () => {
      while (left-- > 0) {
        const chance = draw();
        if (chance < 0.15) {
          await setPresence(oneOf(agents), oneOf(['online', 'online', 'away', 'off']));
          continue;
        }
        const rows = await assigned();
        if (rows.length === 0) continue;
        const seen = oneOf(rows);
        const wish = chance < 0.4 ? 'release' : chance < 0.65 && seen.acceptedAt === null ? 'accept' : 'resolve';
        await attempt(byId.get(seen.id)!, wish, seen);
      }
    };
    await Promise.all(Array.from({ length: HANDS }, act));

    const settled = () => rig.eventually('nobody idle while somebody waits', async () => (await idle()).length === 0);
    await settled();
    // Rounds that are under way end: what happens next is for the change of presence alone.
    await sleep(1_500);
    for (const agent of agents) await setPresence(agent, 'online');
    await settled();
    // Whoever is left is worked off; each place that becomes free is filled again.
    for (;;) {
      const rows = await assigned();
      await Promise.all(rows.map((seen) => attempt(byId.get(seen.id)!, 'resolve', seen)));
      await settled();
      const open = await rig.prisma.ticket.count({ where: { status: { not: 'resolved' } } });
      if (open === 0) break;
    }

    expect(await stopWatching()).toEqual([]);
    for (const ticket of tickets) await expectGivenOnce(ticket);
    expect(await rig.prisma.assignment.count({ where: { state: { not: 'freed' } } })).toBe(0);
  },
  180_000,
);

/** Nobody is assigned to a ticket that somebody has, and no offer came that was none. */
async function expectGivenOnce(ticket: RigTicket): Promise<void> {
  let assignee: unknown = null;
  for (const { kind, data } of await ticket.events()) {
    if (kind === 'assigned') {
      expect([ticket.key, assignee]).toEqual([ticket.key, null]);
      assignee = data.agent;
    }
    if (kind === 'released') assignee = null;
    expect(kind).not.toBe('refused');
  }
}
