import { save } from '../../activities/save';
import type { SaveAnswer } from '../../workflows/contract';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

/** Saves as a worker does that acts on so many deadlines of a second. @returns how long to wait for others */
async function dueAt(
  dueDate: number,
  { alarmRate = 8, then }: { alarmRate?: number; then?: 'escalate' | 'resolve' } = {},
): Promise<number> {
  const ticket = await desk.open();
  const deps = { ...desk.deps(null), settings: { ...desk.deps(null).settings, alarmRate } };
  const saved = async (events: Parameters<typeof save>[1]['events']): Promise<SaveAnswer> =>
    save(deps, { state: ticket.state, events, runId: 'run-1' });
  const answer = await saved(desk.decide(ticket, 'edit', { dueDate }));
  return waitOf(then ? await saved(desk.decide(ticket, then, {})) : answer, dueDate);
}

function waitOf(answer: SaveAnswer, dueDate: number): number {
  if (answer.outcome !== 'saved') throw new Error('It was not saved');
  if (answer.queueing) expect(answer.queueing.dueAt).toBe(dueDate);
  return answer.queueing?.waitMs ?? 0;
}

/** Before anything else of a ticket is due. */
const soon = (minutes: number) => Math.ceil(Date.now() / 1_000) * 1_000 + minutes * 60_000;

test('of a crowd that is due in one second each waits for those before it, but the first few', async () => {
  const at = soon(1);
  const waits: number[] = [];
  for (const ms of [0, 999, 500, 1, 2]) waits.push(await dueAt(at + ms));
  expect(waits).toEqual([0, 0, 125, 250, 375]);
});

test('what is due in other seconds, or is resolved, makes no crowd', async () => {
  const at = soon(2);
  await dueAt(at - 1);
  await dueAt(at + 1_000);
  for (const ms of [0, 1]) await dueAt(at + ms, { then: 'resolve' });
  await dueAt(at);
  expect(await dueAt(at)).toBe(0);
});

test('nobody waits where all are to be acted on at once', async () => {
  const at = soon(3);
  for (let count = 0; count < 4; count++) expect(await dueAt(at, { alarmRate: 0 })).toBe(0);
});

test('each save tells it anew, also one that is a single statement', async () => {
  const at = soon(4);
  await dueAt(at);
  await dueAt(at);
  expect(await dueAt(at, { then: 'escalate' })).toBe(125);
});
