import { begin } from '../../workflows/domain/evolve';
import type { TicketState } from '../../workflows/domain/state';
import { nextWakeUp } from '../../workflows/ticket/alarm';
import { TicketRig } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start({ atOnce: true }, 1);
}, 60_000);
afterAll(() => rig?.stop());

/** How long each timer of a ticket was set for, in milliseconds, with what it is for. */
async function timersOf(key: string): Promise<number[]> {
  const { events } = await rig.client.workflow.getHandle(key).fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes: started }) => {
    const { seconds, nanos } = started?.startToFireTimeout ?? {};
    return started ? [Number(seconds ?? 0) * 1_000 + Math.round((nanos ?? 0) / 1_000_000)] : [];
  });
}

it('tickets of one deadline are woken one after the other, and all say that it passed when it did', async () => {
  const tickets = [await rig.openTriaged(), await rig.openTriaged(), await rig.openTriaged()];
  // Time enough to tell all of them on a busy machine: one that is told afterwards finds no crowd.
  const dueDate = Math.ceil(Date.now() / 1_000) * 1_000 + 6_000;
  for (const ticket of tickets) await ticket.command('edit', { dueDate, members: ['dueDate'] });
  for (const ticket of tickets) {
    const { at } = await ticket.waitFor('dueDatePassed');
    expect(at.getTime()).toBe(dueDate);
  }
  // The first is not in anybody's way; for the others the timer was set anew when their places were known.
  const timers = await Promise.all(tickets.map(({ key }) => timersOf(key)));
  expect(timers.map((each) => each.length - timers[0]!.length)).toEqual([0, 1, 1]);
});

describe('the next alarm of a ticket in a crowd', () => {
  const due = 1_800_000_000_000;
  const received = {
    seq: 1,
    at: due - 9e6,
    kind: 'received',
    identity: 'x#0',
    by: null,
    data: { key: 'SD-1', given: {} },
  };
  const state = { ...begin(received as never), triaged: true, status: 'open', dueDate: { at: due } } as TicketState;

  it.each([
    ['waits for its turn', { dueAt: due, waitMs: 7_000 }, due + 7_000],
    ['does not wait for what another deadline was given', { dueAt: due + 1, waitMs: 7_000 }, due],
    ['rings on time without a crowd', null, due],
  ])('%s', (_, queueing, at) => {
    expect(nextWakeUp(state, 0, queueing)?.at).toBe(at);
  });
});
