import { claimAgent } from '../../activities/claimAgent';
import { TestDesk, type LiveTicket } from './desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
afterEach(() => desk.drop());

const claim = async (ticket: LiveTicket, team: string, no = 1) =>
  (await claimAgent(desk.prisma, { ticketId: ticket.id, team, no })).agent;
const tickets = (count: number) => Promise.all(Array.from({ length: count }, () => desk.receive()));
const loads = async () => {
  const rows = await desk.prisma.assignment.groupBy({ by: ['agentId'], _count: true });
  return new Map(rows.map((row) => [row.agentId, row._count]));
};

test('fifty tickets at once never take more places than two teams that share agents have', async () => {
  await desk.createTeam('a');
  await desk.createTeam('b');
  const agents = await Promise.all([
    desk.createAgent(['a'], { capacity: 5 }),
    desk.createAgent(['a', 'b'], { capacity: 7 }),
    desk.createAgent(['b', 'a'], { capacity: 4 }),
    desk.createAgent(['b'], { capacity: 6 }),
  ]);
  const many = await tickets(50);
  const claimed = await Promise.all(many.map((ticket, index) => claim(ticket, index % 2 ? 'a' : 'b')));
  expect(claimed.filter((agent) => agent !== null)).toHaveLength(22);
  expect(await loads()).toEqual(new Map(agents.map(({ id }, index) => [id, [5, 7, 4, 6][index]])));
}, 30_000);

test('the least loaded for her capacity gets the next, and among equals whoever has waited longest', async () => {
  await desk.createTeam('a');
  const small = await desk.createAgent(['a'], { capacity: 2 });
  const large = await desk.createAgent(['a'], { capacity: 4 });
  const chosen: (string | null)[] = [];
  for (const ticket of await tickets(7)) chosen.push(await claim(ticket, 'a'));
  // Loads after each: ½, ¼ / ½, 2⁄4, then who waited longest, …
  expect(chosen).toEqual([small.id, large.id, large.id, small.id, large.id, large.id, null]);
});

test('round robin goes in turn, whatever the load, and skips whoever is full', async () => {
  await desk.createTeam('a', 'roundRobin');
  const small = await desk.createAgent(['a'], { capacity: 1 });
  const large = await desk.createAgent(['a'], { capacity: 9 });
  const other = await desk.createAgent(['a'], { capacity: 9 });
  const chosen: (string | null)[] = [];
  for (const ticket of await tickets(5)) chosen.push(await claim(ticket, 'a'));
  expect(chosen).toEqual([small.id, large.id, other.id, large.id, other.id]);
});

test('nobody is claimed who is away, inactive or of another team, nor by a team that assigns by hand', async () => {
  await desk.createTeam('a');
  await desk.createTeam('hand', 'manual');
  await desk.createAgent(['a'], { presence: 'away' });
  const inactive = await desk.createAgent(['a']);
  await desk.prisma.user.update({ where: { id: inactive.id }, data: { active: false } });
  await desk.createAgent(['hand']);
  const [ticket] = (await tickets(1)) as [LiveTicket];
  expect(await claim(ticket, 'a')).toBeNull();
  expect(await claim(ticket, 'hand')).toBeNull();
  expect(await claim(ticket, 'no such team')).toBeNull();
  expect(await desk.prisma.assignment.count()).toBe(0);
});

test('a repeat claims nothing twice, also when both come at once', async () => {
  await desk.createTeam('a');
  await desk.createAgent(['a']);
  await desk.createAgent(['a']);
  const [ticket] = (await tickets(1)) as [LiveTicket];
  const answers = await Promise.all(Array.from({ length: 8 }, () => claim(ticket, 'a')));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).not.toBeNull();
  expect(await desk.prisma.assignment.count()).toBe(1);
});

test('a late claim of an old number is refused, and one that was given back stays given back', async () => {
  await desk.createTeam('a');
  await desk.createAgent(['a']);
  const [ticket] = (await tickets(1)) as [LiveTicket];
  const [other] = (await tickets(1)) as [LiveTicket];
  await claim(other, 'a', 1);
  await claim(other, 'a', 2);
  expect(await claim(other, 'a', 1)).toBeNull();
  await claim(ticket, 'a', 2);
  expect(await claim(ticket, 'a', 1)).toBeNull();
  expect(await desk.activities.claimAgent({ ticketId: ticket.id, team: 'a', no: 3 })).not.toEqual({ agent: null });
  await desk.activities.giveBack({ ticketId: ticket.id, no: 3 });
  expect(await claim(ticket, 'a', 3)).toBeNull();
  expect((await desk.assignments(ticket)).map((line) => line.slice(0, 9))).toEqual(['2 claimed', '3 freed 0']);
});

test.each(['resolved', 'closed', 'ended'])('a ticket that is %s gets no agent any more', async (how) => {
  await desk.createTeam('a');
  await desk.createAgent(['a']);
  const ticket = await desk.open();
  await desk.save(ticket, desk.decide(ticket, 'resolve', { resolution: 'cancelled' }));
  if (how !== 'resolved') await desk.save(ticket, desk.decide(ticket, 'close', {}));
  if (how === 'ended') expect((await desk.row(ticket)).endedAt).not.toBeNull();
  expect(await claim(ticket, 'a', 5)).toBeNull();
  expect(await desk.prisma.assignment.count()).toBe(0);
});

describe('what `save` makes of claims', () => {
  test('assigned holds, pending and resolved free, resumed and reopened hold again', async () => {
    await desk.createTeam('a');
    const agent = await desk.createAgent(['a']);
    const ticket = await desk.receive();
    await claim(ticket, 'a');
    const admitted = await desk.activities.admit({ ticketId: ticket.id });
    const step = async (...[name, data]: Parameters<TestDesk['decide']> extends [unknown, ...infer R] ? R : never) => {
      await desk.save(ticket, desk.decide(ticket, name, data));
      return (await desk.assignments(ticket)).at(-1);
    };
    expect(await step('triage', { ...admitted, team: 'a', claim: { agent: agent.id, no: 1 } })).toBe(
      `1 held ${agent.id}`,
    );
    expect(await step('pend', { reason: 'vendor' })).toBe(`1 freed ${agent.id}`);
    expect(await step('resume', {})).toBe(`1 held ${agent.id}`);
    expect(await step('resolve', { resolution: 'done' })).toBe(`1 freed ${agent.id}`);
    expect(await step('reopen', {})).toBe(`1 held ${agent.id}`);
    expect(await step('release', {})).toBe(`1 freed ${agent.id}`);
  });

  test('another assignee takes over from the first, and a claim on its way is not lost to a comment', async () => {
    await desk.createTeam('a');
    const [first, second] = [await desk.createAgent(['a']), await desk.createAgent([])];
    const ticket = await desk.receive();
    await claim(ticket, 'a');
    const comment = await desk.comment(ticket);
    await desk.save(ticket, desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'requester' }));
    await desk.save(ticket, desk.decide(ticket, 'pend', { reason: 'vendor' }));
    expect(await desk.assignments(ticket)).toEqual([`1 claimed ${first.id}`]);
    await desk.save(ticket, desk.decide(ticket, 'resume', {}));
    await desk.save(ticket, desk.decide(ticket, 'assign', { agent: second.id }));
    expect(await desk.assignments(ticket)).toEqual([`1 held ${second.id}`]);
    await desk.save(ticket, desk.decide(ticket, 'assign', { team: 'a' }));
    const no = ticket.state.claim?.no;
    expect(no).toBe(2);
    expect(await claim(ticket, 'a', 2)).toBe(first.id);
    await desk.save(ticket, desk.decide(ticket, 'escalate', {}));
    await desk.save(ticket, desk.decide(ticket, 'offer', { no: 2, team: 'a', agent: first.id }));
    expect(await desk.assignments(ticket)).toEqual([`1 freed ${second.id}`, `2 held ${first.id}`]);
  });
});
