import { v7 as uuidv7 } from 'uuid';
import { Starter, type NewWorkflow } from '../../api/starter';
import { randomCommandId } from '../../api/ids';
import { writeIntake } from '../../prisma/takeIn';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let requester: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  requester = await desk.person('requester');
});
afterAll(() => desk.stop());

test('four workflows start at once while nobody waits for a 201, and none is left out', async () => {
  const { starter, seen } = starterThatIsSeen();
  for (const workflow of await taken(9)) starter.start(workflow);
  await desk.eventually('all to be started', () => Promise.resolve(seen.done === 9));
  expect(seen.most).toBe(4);
});

test('in a rush they start one by one, all the same; after it four at once again', async () => {
  const { starter, seen } = starterThatIsSeen();
  let end = (): void => undefined;
  const written = new Promise<void>((done) => (end = done));
  const rush = [starter.during(() => written), starter.during(() => written)];
  for (const workflow of await taken(5)) starter.start(workflow);
  await desk.eventually('all to be started in the rush', () => Promise.resolve(seen.done === 5));
  expect(seen.most).toBe(1);
  end();
  await Promise.all(rush);
  for (const workflow of await taken(9)) starter.start(workflow);
  await desk.eventually('all to be started after the rush', () => Promise.resolve(seen.done === 14));
  expect(seen.most).toBe(4);
});

test('a ticket that could not be written is no rush for ever', async () => {
  const { starter, seen } = starterThatIsSeen();
  const fails = () => starter.during(() => Promise.reject(new Error('the disk is full')));
  await Promise.all([expect(fails()).rejects.toThrow('full'), expect(fails()).rejects.toThrow('full')]);
  for (const workflow of await taken(9)) starter.start(workflow);
  await desk.eventually('all to be started', () => Promise.resolve(seen.done === 9));
  expect(seen.most).toBe(4);
});

/** On the real client, which is watched. */
function starterThatIsSeen() {
  const seen = { now: 0, most: 0, done: 0 };
  const { client } = desk.deps;
  const start = async (...args: Parameters<typeof client.workflow.start>) => {
    seen.most = Math.max(seen.most, ++seen.now);
    const handle = await client.workflow.start(...args);
    seen.now--;
    seen.done++;
    return handle;
  };
  const workflow = Object.create(client.workflow, { start: { value: start } }) as typeof client.workflow;
  const watched = Object.create(client, { workflow: { value: workflow } }) as typeof client;
  return { starter: new Starter({ ...desk.deps, client: watched }), seen };
}

/** Tickets that are durable and have no workflow yet. */
async function taken(count: number): Promise<NewWorkflow[]> {
  const workflows: NewWorkflow[] = [];
  while (workflows.length < count) {
    const one = await writeIntake(
      desk.prisma,
      {
        ...{ id: uuidv7(), commandId: randomCommandId(), by: { id: requester.id, role: 'requester' } },
        ...{ requester: { id: requester.id, name: 'A requester', organisation: null }, given: {}, source: 'api' },
        ...{ subject: 'One of many', description: '', fields: {}, tags: [], fingerprint: null },
      },
      () => [],
    );
    if (one.kind === 'created') workflows.push(one.workflow);
  }
  return workflows;
}
