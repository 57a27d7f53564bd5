import { teamWorkflowId } from '../../workflows/contract';
import { TicketRig } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(async () => {
  if (!rig) return;
  await rig.client.workflow.getHandle(teamWorkflowId('desk')).terminate('the test is over');
  await rig.stop();
});

const join = (presence?: string) => rig.joinDesk(presence);

it('offers a ticket that is not accepted in time to another agent, and leaves it to whoever accepts', async () => {
  await rig.prisma.team.update({ where: { id: 'desk' }, data: { assignment: 'roundRobin', acceptWithin: 'PT2S' } });
  const agents = [await join(), await join()];
  const ticket = await rig.openTriaged();
  const first = await ticket.waitFor('assigned');
  const lapsed = await ticket.waitFor('released', ({ cause }) => cause === 'notAccepted');
  expect(lapsed.at.getTime() - first.at.getTime()).toBe(2_000);
  const other = agents.find((agent) => agent !== first.data.agent)!;
  await ticket.waitFor('assigned', ({ agent, cause }) => agent === other && cause === 'strategy');
  await ticket.command('accept', { by: { id: other, role: 'agent' } });
  await new Promise((done) => setTimeout(done, 2_500));
  expect(await ticket.row()).toMatchObject({ assigneeId: other, status: 'open' });
  expect((await ticket.kinds()).filter((kind) => kind === 'released')).toHaveLength(1);
});

it('refuses an offer that it has no use for, and one that is none', async () => {
  const ticket = await rig.openTriaged();
  const { data } = await ticket.waitFor('assigned');
  const other = await join('off');
  const claim = { ticketId: ticket.id, no: 7, agentId: other, teamId: 'desk', state: 'claimed' };
  await rig.prisma.assignment.create({ data: claim });
  await ticket.handle.signal('offer', { no: 7, team: 'desk', agent: other });
  await rig.eventually('the claim given back', async () => {
    const row = await rig.prisma.assignment.findUnique({ where: { ticketId_no: { ticketId: ticket.id, no: 7 } } });
    return row?.state === 'freed';
  });
  await ticket.handle.signal('offer', { no: 8, team: 'desk', agent: other, lease: { within: 'soon' } });
  await ticket.waitFor('refused', ({ command, code }) => command === 'offer' && code === 'invalid');
  expect((await ticket.row()).assigneeId).toBe(data.agent);
});
