import { saveAtOnce } from '../../activities/saveAtOnce';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

/** A ticket that is open, and a comment on it that its workflow has decided upon and not saved yet. */
async function commented() {
  const ticket = await desk.open();
  const comment = await desk.comment(ticket);
  const events = desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' });
  return { ticket, comment, input: { state: ticket.state, events, runId: 'run-1' } };
}

test('a comment is saved in one statement: event, row, text and what the requester is told', async () => {
  const { ticket, comment, input } = await commented();
  expect(await saveAtOnce(desk.prisma, input)).toEqual({ ahead: 0 });
  const row = await desk.row(ticket);
  expect([row.version, row.state]).toEqual([ticket.state.seq, ticket.state]);
  expect((await desk.events(ticket)).map(({ seq }) => seq)).toEqual(
    Array.from({ length: ticket.state.seq }, (_, index) => index + 1),
  );
  expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ seq: input.events[0]!.seq });
  expect(await desk.prisma.delivery.count({ where: { ticketId: ticket.id, kind: 'commented' } })).toBe(1);
});

test.each([
  ['what was saved before', async (input: Saving) => void (await saveAtOnce(desk.prisma, input))],
  ['what does not follow', async ({ state }: Saving) => moveVersion(state.ticketId, -1)],
  ['what the row is beyond', async ({ state }: Saving) => moveVersion(state.ticketId, 5)],
])('%s changes nothing', async (_, before) => {
  const { ticket, input } = await commented();
  await before(input);
  const [row, events] = [await desk.row(ticket), await desk.events(ticket)];
  expect(await saveAtOnce(desk.prisma, input)).toBeNull();
  expect(await desk.row(ticket)).toEqual(row);
  expect(await desk.events(ticket)).toEqual(events);
});

test('ten attempts at once write it once', async () => {
  const { ticket, input } = await commented();
  const done = await Promise.all(Array.from({ length: 10 }, () => saveAtOnce(desk.prisma, input)));
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(await desk.events(ticket)).toHaveLength(ticket.state.seq);
});

test('a row that somebody holds is not waited for: the long way waits, and gives up in time', async () => {
  const { ticket, input } = await commented();
  await desk.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS held FROM tickets WHERE id = ${ticket.id}::uuid FOR UPDATE`;
    expect(await saveAtOnce(desk.prisma, input)).toBeNull();
  });
  expect(await desk.save(ticket, [...input.events])).toEqual({ outcome: 'saved', version: ticket.state.seq });
});

test('a ticket that goes from one agent to another is held by the second only', async () => {
  const [first, second] = [await desk.createAgent([]), await desk.createAgent([])];
  const ticket = await desk.open();
  for (const { id } of [first, second]) {
    const events = desk.decide(ticket, 'assign', { agent: id });
    expect(await saveAtOnce(desk.prisma, { state: ticket.state, events, runId: 'run-1' })).not.toBeNull();
  }
  const held = await desk.prisma.assignment.findMany({ where: { ticketId: ticket.id, state: 'held' } });
  expect(held.map(({ agentId }) => agentId)).toEqual([second.id]);
});

test('events after which more is written go the long way', async () => {
  const ticket = await desk.open();
  const events = desk.decide(ticket, 'resolve', { resolution: 'done' });
  expect(await saveAtOnce(desk.prisma, { state: ticket.state, events, runId: 'run-1' })).toBeNull();
});

type Saving = Awaited<ReturnType<typeof commented>>['input'];

async function moveVersion(id: string, by: number): Promise<void> {
  await desk.prisma.$executeRaw`
    UPDATE tickets SET version = version + ${by}::int, state = jsonb_set(state, '{seq}', to_jsonb(version + ${by}::int))
     WHERE id = ${id}::uuid`;
}
