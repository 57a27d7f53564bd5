import { temporal } from '../support/temporalCli';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

/** Goes back to just after a workflow task. */
async function reset(ticket: RigTicket, eventId: number, ...more: string[]): Promise<void> {
  const where = ['--workflow-id', ticket.key, '--event-id', String(eventId), '--reason', 'test'];
  await temporal('workflow', 'reset', ...where, ...more);
}

async function completedTasks(ticket: RigTicket): Promise<number[]> {
  const { events } = await ticket.handle.fetchHistory();
  return (events ?? [])
    .filter((event) => event.workflowTaskCompletedEventAttributes)
    .map((event) => Number(event.eventId));
}

describe("an operator's reset", () => {
  it('forks the history: the workflow numbers on above the row and says `diverged`', async () => {
    const ticket = await rig.openTriaged();
    await ticket.command('accept');
    const tasks = await completedTasks(ticket);
    await ticket.command('pend', { reason: 'vendor' });
    await ticket.command('resume');
    const before = await ticket.kinds();

    await reset(ticket, tasks.at(-1)!, '--reapply-exclude', 'All');
    await rig.eventually('the reset run', async () => (await ticket.state()).status === 'open');
    await ticket.command('resolve', { resolution: 'done' });

    const after = await ticket.kinds();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toEqual(['diverged', 'resolved']);
    const row = await ticket.row();
    expect(row).toMatchObject({ status: 'resolved', version: after.length });
    expect((await ticket.state()).seq).toBe(after.length);
  });
});

describe("an operator's reset that applies commands again", () => {
  it('ends where the ticket was, with each command known by its first version', async () => {
    const ticket = await rig.openTriaged();
    await ticket.command('accept');
    const tasks = await completedTasks(ticket);
    const first = await ticket.command('pend', { reason: 'vendor' }, 'pend-once');
    const before = await ticket.kinds();

    await reset(ticket, tasks.at(-1)!);
    await rig.eventually('the divergence to be seen', async () => (await ticket.kinds()).includes('diverged'));
    await rig.eventually('the row to follow', async () => (await ticket.row()).version === (await ticket.state()).seq);

    expect((await ticket.kinds()).slice(0, before.length)).toEqual(before);
    expect(await ticket.row()).toMatchObject({ status: 'pending' });
    const named = (await ticket.events()).filter(({ commandId }) => commandId === 'pend-once');
    expect(named.map(({ seq }) => seq)).toEqual([first.version]);
  });
});

describe('a database restored to an older state', () => {
  it('is numbered on from where it stands', async () => {
    const ticket = await rig.openTriaged();
    await ticket.command('accept');
    const backup = await ticket.row();
    await ticket.command('pend', { reason: 'vendor' });
    await ticket.command('resume');
    await rig.prisma.ticketEvent.deleteMany({ where: { ticketId: ticket.id, seq: { gt: backup.version } } });
    const { version: older, state } = backup;
    await rig.prisma.ticket.update({ where: { id: ticket.id }, data: { version: older, state: state as object } });

    const { version } = await ticket.command('resolve');
    // Whether the requester is asked how it was is found out beside it.
    expect((await ticket.kinds()).slice(backup.version, backup.version + 2)).toEqual(['diverged', 'resolved']);
    const row = await ticket.row();
    expect([row.status, row.version >= version]).toEqual(['resolved', true]);
  });
});

describe('a row that the database refuses for good', () => {
  it('is not tried for ever; the ticket goes on when the reason is gone', async () => {
    const ticket = await rig.openTriaged();
    const told = jest.spyOn(console, 'error').mockImplementation();
    await rig.prisma.$executeRawUnsafe(
      `ALTER TABLE tickets ADD CONSTRAINT test_no_vendor CHECK (pending_reason IS DISTINCT FROM 'vendor') NOT VALID`,
    );
    try {
      await expect(ticket.command('pend', { reason: 'vendor' })).rejects.toThrow();
      expect(await ticket.row()).toMatchObject({ status: 'open' });
    } finally {
      await rig.prisma.$executeRawUnsafe('ALTER TABLE tickets DROP CONSTRAINT test_no_vendor');
    }
    expect(told.mock.calls.flat().join(' ')).toContain('The database refuses this ticket');
    told.mockRestore();
    await ticket.handle.signal('reproject');
    await rig.eventually('the row to follow', async () => (await ticket.row()).status === 'pending');
    await ticket.command('resume');
    expect((await ticket.kinds()).slice(-2)).toEqual(['pended', 'resumed']);
  });
});
