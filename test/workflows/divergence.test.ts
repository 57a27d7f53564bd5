import { temporal } from '@temporalio/proto';
import { v4 as uuid } from 'uuid';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

/** What an operator does with `temporal workflow reset`: back to just after the given workflow task. */
async function reset(ticket: RigTicket, taskFinishEventId: number): Promise<void> {
  await rig.client.workflowService.resetWorkflowExecution({
    namespace: rig.client.options.namespace,
    workflowExecution: { workflowId: ticket.key },
    reason: 'test',
    requestId: uuid(),
    workflowTaskFinishEventId: taskFinishEventId as unknown as Long,
    resetReapplyType: temporal.api.enums.v1.ResetReapplyType.RESET_REAPPLY_TYPE_NONE,
  });
}
type Long = NonNullable<temporal.api.workflowservice.v1.IResetWorkflowExecutionRequest['workflowTaskFinishEventId']>;

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

    await reset(ticket, tasks.at(-1)!);
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
    expect((await ticket.kinds()).slice(backup.version)).toEqual(['diverged', 'resolved']);
    expect(await ticket.row()).toMatchObject({ version, status: 'resolved' });
  });
});

describe('a row that the database refuses for good', () => {
  it('is not tried for ever; the ticket goes on when the reason is gone', async () => {
    const ticket = await rig.openTriaged();
    await rig.prisma.$executeRawUnsafe(
      `ALTER TABLE tickets ADD CONSTRAINT test_no_vendor CHECK (pending_reason IS DISTINCT FROM 'vendor') NOT VALID`,
    );
    try {
      await expect(ticket.command('pend', { reason: 'vendor' })).rejects.toThrow();
      expect(await ticket.row()).toMatchObject({ status: 'open' });
    } finally {
      await rig.prisma.$executeRawUnsafe('ALTER TABLE tickets DROP CONSTRAINT test_no_vendor');
    }
    await ticket.handle.signal('reproject');
    await rig.eventually('the row to follow', async () => (await ticket.row()).status === 'pending');
    await ticket.command('resume');
    expect((await ticket.kinds()).slice(-2)).toEqual(['pended', 'resumed']);
  });
});
