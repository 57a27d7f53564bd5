import { teamWorkflowId } from '../../workflows/contract';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let requester: Person;
beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  requester = await desk.person('requester');
});
afterAll(async () => {
  await desk.temporal.workflow
    .getHandle(teamWorkflowId('desk'))
    .terminate('the test is over')
    .catch(() => undefined);
  await desk.stop();
});

async function replace(by: Person, path: string, changes: object): Promise<number> {
  const now = await by.client.get(path);
  const { id: _id, version: _version, ...document } = now.body;
  const reply = await by.client.put(path, { ...document, ...changes }, { 'If-Match': now.headers.get('etag')! });
  return reply.status;
}

const assigneeOf = async (key: string) => (await admin.client.get(`/tickets/${key}`)).body.assignee?.id ?? null;
const given = (key: string, agent: string) =>
  desk.eventually(`${key} to be given to ${agent}`, async () => (await assigneeOf(key)) === agent);

test('a queue is handed out when its team assigns by itself, an agent comes online, or gets more room', async () => {
  const agent = await desk.person('agent');
  await replace(admin, `/agents/${agent.id}`, { capacity: 1, presence: 'away' });
  const first = await requester.client.open();
  const second = await requester.client.open();
  expect(await replace(admin, '/teams/desk', { assignment: 'roundRobin', members: [agent.id] })).toBe(200);
  expect(await assigneeOf(first.key)).toBeNull();

  expect(await replace(agent, `/agents/${agent.id}`, { presence: 'online' })).toBe(200);
  await given(first.key, agent.id);
  expect(await assigneeOf(second.key)).toBeNull();

  expect(await replace(admin, `/agents/${agent.id}`, { capacity: 2 })).toBe(200);
  await given(second.key, agent.id);

  const colleague = await desk.person('agent');
  expect((await agent.client.post(`/tickets/${first.key}/pend`, { reason: 'vendor' })).status).toBe(200);
  const third = await requester.client.open();
  await given(third.key, agent.id);
  const fourth = await requester.client.open();
  await replace(admin, '/teams/desk', { members: [agent.id, colleague.id] });
  await given(fourth.key, colleague.id);
});

test('a release is answered with the ticket in the queue; an agent who is there gets it', async () => {
  const [one, other] = [await desk.person('agent'), await desk.person('agent')];
  await replace(admin, '/teams/desk', { members: [one.id], acceptWithin: 'PT10M', returnAtShiftEnd: true });
  expect((await admin.client.get('/teams/desk')).body).toMatchObject({ returnAtShiftEnd: true, acceptWithin: 'PT10M' });
  const { key } = await requester.client.open();
  await given(key, one.id);
  const process = (await one.client.get(`/tickets/${key}/process`, { 'Accept-Language': 'en' })).body;
  expect(process.next).toMatchObject({ what: 'leaseEnd' });
  expect(process.sentence).toContain('goes back to the queue unless it has been accepted');
  await replace(admin, '/teams/desk', { members: [one.id, other.id] });
  const released = await one.client.post(`/tickets/${key}/release`);
  expect([released.status, released.body.assignee, released.body.team.id]).toEqual([200, null, 'desk']);
  await given(key, other.id);
  const { data } = (await one.client.get(`/tickets/${key}/events`)).body;
  expect(data.at(-1)).toMatchObject({ kind: 'assigned', by: null, data: { agent: other.id, cause: 'strategy' } });
  expect(data.at(-1).data).not.toHaveProperty('facts');
});
