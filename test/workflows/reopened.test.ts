import { teamWorkflowId } from '../../workflows/contract';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(async () => {
  if (!rig) return;
  const team = rig.client.workflow.getHandle(teamWorkflowId('desk'));
  await team.terminate('the test is over').catch(() => undefined);
  await rig.stop();
});

const join = (presence?: string) => rig.joinDesk(presence);

const strategy = (assignment: string) => rig.prisma.team.update({ where: { id: 'desk' }, data: { assignment } });
const setPresence = (userId: string, presence: string) =>
  rig.prisma.agent.update({ where: { userId }, data: { presence } });

/** Accepted and resolved by an agent, who then goes away. */
async function resolvedBy(agent: string, presence = 'online'): Promise<RigTicket> {
  const ticket = await rig.openTriaged();
  const by = { id: agent, role: 'agent' };
  await ticket.command('accept', { by });
  await ticket.command('resolve', { by });
  await setPresence(agent, presence);
  return ticket;
}

/** Nothing tells that nothing happens: the errand has been answered when a roll has come through. */
async function settled(ticket: RigTicket): Promise<void> {
  const run = async () => (await ticket.handle.describe()).runId;
  const before = await run();
  await ticket.handle.signal('roll');
  await rig.eventually('the next run', async () => (await run()) !== before);
}

test('a reopened ticket stays with an agent who is there', async () => {
  await strategy('manual');
  const ticket = await resolvedBy(await join());
  const { assigneeId } = await ticket.row();
  await ticket.comment('It came back.', 'requester');
  await settled(ticket);
  expect(await ticket.row()).toMatchObject({ assigneeId, status: 'open' });
  expect(await ticket.kinds()).not.toContain('released');
});

test('and with one who reopens it herself, whatever her presence says', async () => {
  await strategy('manual');
  const agent = await join();
  const ticket = await resolvedBy(agent, 'away');
  await ticket.command('reopen', { by: { id: agent, role: 'agent' } });
  await settled(ticket);
  expect(await ticket.row()).toMatchObject({ assigneeId: agent, status: 'open' });
});

test.each(['away', 'off'])('of an agent who is %s it goes to her team, which finds another', async (presence) => {
  await strategy('manual');
  const agent = await join();
  const ticket = await resolvedBy(agent, presence);
  await strategy('leastLoaded');
  const other = await join();
  await ticket.comment('It came back.', 'requester');
  const released = await ticket.waitFor('released');
  expect(released.data).toEqual({ agent, comment: null, cause: 'absent' });
  const { data } = await ticket.waitFor('assigned', ({ agent: next }) => next !== agent);
  expect(data.cause).toBe('strategy');
  const holders = await rig.prisma.assignment.findMany({ where: { ticketId: ticket.id, state: 'held' } });
  expect(holders.map(({ agentId }) => agentId)).toEqual([data.agent]);
  await ticket.command('resolve');
  await setPresence(other, 'off');
});

test('of one who has left the desk, or the team, it waits in the queue of a team that assigns by hand', async () => {
  await strategy('manual');
  await rig.prisma.team.create({ data: { id: 'elsewhere', name: 'Elsewhere' } });
  const leave: ((agent: string) => Promise<unknown>)[] = [
    (id) => rig.prisma.user.update({ where: { id }, data: { active: false } }),
    (userId) => rig.prisma.membership.updateMany({ where: { userId }, data: { teamId: 'elsewhere' } }),
  ];
  for (const goes of leave) {
    const agent = await join();
    const ticket = await resolvedBy(agent);
    await goes(agent);
    await ticket.command('reopen', { by: rig.requester });
    await ticket.waitFor('released', ({ cause }) => cause === 'absent');
    expect(await ticket.row()).toMatchObject({ assigneeId: null, teamId: 'desk', status: 'open' });
    expect((await ticket.state()).queuedAt).not.toBeNull();
  }
});

test('whoever takes it up first, before anybody has looked, keeps it', async () => {
  await strategy('manual');
  const ticket = await resolvedBy(await join(), 'off');
  await Promise.all([
    ticket.command('reopen', { by: rig.requester }),
    ticket.command('assign', { agent: rig.agent.id }).catch(() => undefined),
  ]);
  await ticket.command('assign', { agent: rig.agent.id });
  await settled(ticket);
  expect(await ticket.row()).toMatchObject({ assigneeId: rig.agent.id });
});
