import { begin } from '../../workflows/domain/evolve';
import { perform } from '../../workflows/domain/steps';
import { startTicket } from '../../workflows/start';
import { commandUpdate } from '../../workflows/contract';
import type { Received } from '../../prisma/newTicket';
import { TicketRig, type RigTicket } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

/** What of a history tells how often workers were asked. */
async function workOf(ticket: RigTicket): Promise<{ tasks: number; activities: number; markers: number }> {
  const { events = [] } = await ticket.handle.fetchHistory();
  const count = (attributes: keyof NonNullable<typeof events>[number]) =>
    (events ?? []).filter((event) => event[attributes]).length;
  return {
    tasks: count('workflowTaskCompletedEventAttributes'),
    activities: count('activityTaskScheduledEventAttributes'),
    markers: count('markerRecordedEventAttributes'),
  };
}

async function receivedOf(ticket: RigTicket): Promise<Received> {
  const [event] = await ticket.events();
  return { ...event, at: event!.at.getTime(), by: rig.requester } as unknown as Received;
}

/** As the API starts it when the row is durable. */
async function start(ticket: RigTicket): Promise<void> {
  const input = { received: await receivedOf(ticket), settings: { alarmSpreadMs: 0, atOnce: true } as const };
  await startTicket(rig.client, ticket.key, input, { type: 'incident', priority: 'high', status: 'new' });
}

describe('a ticket that comes in', () => {
  it('is triaged and can be read after one workflow task and no activity', async () => {
    const ticket = await rig.openTriaged();
    await rig.eventually('the task to be durable', async () => (await workOf(ticket)).tasks === 1);
    expect(await workOf(ticket)).toEqual({ tasks: 1, activities: 0, markers: 2 });
    expect(await ticket.row()).toMatchObject({ status: 'open', version: (await ticket.state()).seq });
  });

  it('adopts what a worker that ended in its first task had brought to PostgreSQL', async () => {
    const ticket = await rig.open({ start: false });
    const received = await receivedOf(ticket);
    const activities = rig.activities();
    const answer = await activities.admitAtOnce({ ticketId: ticket.id });
    if (!('found' in answer)) throw new Error('There was nothing to adopt yet');
    const opened = perform(begin(received), {
      ...{ name: 'triage', id: 'triage@2', by: null, at: received.at + 10, data: answer.found },
    });
    if (!opened.ok) throw new Error('Triage was refused');
    await activities.save({ state: opened.state, events: opened.events, runId: 'of the worker that ended' });
    const before = await ticket.events();

    await start(ticket);
    await ticket.command('accept');
    const after = await ticket.events();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ kind }) => kind)).toEqual(['accepted']);
  });

  it('is triaged before a command that came with its start is carried out', async () => {
    await rig.stopWorker();
    const ticket = await rig.open();
    await ticket.signal('resolve', { by: rig.agent, resolution: 'done' });
    await ticket.handle.signal('heed', { no: 'such message' });
    const accepted = ticket.handle.executeUpdate(commandUpdate('escalate'), { args: [{ by: rig.agent }] });
    accepted.catch(() => undefined);
    await rig.restartWorker();
    await ticket.waitFor('resolved');
    expect((await ticket.kinds()).slice(0, 2)).toEqual(['received', 'triaged']);
    expect((await ticket.kinds()).includes('diverged')).toBe(false);
  });

  it('goes the long way when PostgreSQL has no answer at once', async () => {
    const ticket = await rig.open({ start: false });
    await rig.prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE`;
        // Events are read here, from another table.
        await start(ticket);
        await rig.eventually('a regular activity', async () => (await workOf(ticket)).activities > 0);
      },
      { timeout: 30_000 },
    );
    await ticket.waitFor('triaged');
    expect((await workOf(ticket)).activities).toBeGreaterThan(0);
    expect(await ticket.row()).toMatchObject({ status: 'open', version: (await ticket.state()).seq });
  });
});

describe('an alarm', () => {
  it('is projected within the workflow task that it wakes', async () => {
    const policy = await rig.policy('at-once', {
      clocks: { resolution: { targets: { high: 'PT1S' } } },
      escalations: [{ clock: 'resolution', at: 100, level: 1, notify: ['lead'] }],
    });
    const ticket = await rig.openTriaged({ policy });
    await ticket.waitFor('escalated');
    await rig.eventually('the task to be durable', async () => (await workOf(ticket)).tasks === 2);
    expect(await workOf(ticket)).toEqual({ tasks: 2, activities: 0, markers: 3 });
    expect(await ticket.row()).toMatchObject({ breached: true, escalationLevel: 1 });
  });

  it('is projected with the command beside it by an activity: what a person does is durable first', async () => {
    const policy = await rig.policy('beside', { clocks: { resolution: { targets: { high: 'PT1S' } } } });
    const ticket = await rig.openTriaged({ policy });
    await rig.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await ticket.signal('accept', { by: rig.agent });
    await rig.restartWorker();
    await ticket.waitFor('accepted');
    const kinds = await ticket.kinds();
    expect(kinds.slice(-2)).toEqual(['breached', 'accepted']);
    expect((await workOf(ticket)).activities).toBe(1);
  });
});
