import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

async function runsOf(ticket: RigTicket) {
  return (await rig.runs()).filter(({ workflowId }) => workflowId === ticket.key);
}

describe('continue-as-new at 30 events', () => {
  const settings = { rollAtEvents: 30 };

  it('loses, doubles and breaks nothing, with refused Updates near the limit', async () => {
    const ticket = await rig.openTriaged({ settings });
    const refused: string[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const command = ticket.command(
        turn % 2 === 0 ? 'pend' : 'resume',
        turn % 2 === 0 ? { reason: 'vendor' } : {},
        `turn-${turn}`,
      );
      // Refused while the other is on its way: such a workflow task leaves no trace in the history.
      refused.push(
        ...(await Promise.all([
          ticket.refusal('reopen'),
          ticket.refusal('close'),
          ticket.refusal('rate', { no: 1, score: 9 }),
        ])),
      );
      await command;
    }
    expect(refused).toHaveLength(30);
    expect(refused).not.toContain('already_done');
    const kinds = await ticket.kinds();
    expect(kinds.filter((kind) => kind === 'pended')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'resumed')).toHaveLength(5);
    expect((await ticket.events()).map(({ seq }) => seq)).toEqual(kinds.map((_, index) => index + 1));
    expect((await runsOf(ticket)).length).toBeGreaterThan(2);
    expect((await ticket.state()).seq).toBe((await ticket.row()).version);
  });

  it('still knows in a later run the commands of an earlier one', async () => {
    const ticket = await rig.openTriaged({ settings });
    const first = await ticket.command('pend', { reason: 'vendor' }, 'early');
    await ticket.command('resume');
    await ticket.command('pend', { reason: 'requester' });
    await ticket.command('resume');
    await rig.eventually('a second run', async () => (await runsOf(ticket)).length > 1);
    expect(await ticket.command('pend', { reason: 'vendor' }, 'early')).toEqual(first);
    expect(await ticket.row()).toMatchObject({ status: 'open' });
  });

  it('takes its alarm along', async () => {
    const policy = await rig.policy('rolling', { clocks: { resolution: { targets: { high: 'PT3S' } } } });
    const ticket = await rig.openTriaged({ policy, settings });
    await ticket.command('accept');
    await ticket.command('release');
    await rig.eventually('a second run', async () => (await runsOf(ticket)).length > 1);
    const breached = await ticket.waitFor('breached');
    expect(breached.at.getTime() - (await ticket.row()).createdAt.getTime()).toBe(3_000);
  });
});

describe('the signal `roll`', () => {
  it('brings a sleeping ticket to a new run', async () => {
    const ticket = await rig.openTriaged();
    await ticket.handle.signal('roll');
    await rig.eventually('a second run', async () => (await runsOf(ticket)).length === 2);
    await ticket.command('accept');
    expect(await ticket.row()).toMatchObject({ assigneeId: rig.agent.id });
  });
});
