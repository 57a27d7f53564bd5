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
  for (const team of ['ordered', 'silent', 'gone'])
    await desk.temporal.workflow
      .getHandle(teamWorkflowId(team))
      .terminate('the test is over')
      .catch(() => undefined);
  await desk.stop();
});

async function makeTeam(id: string, members: readonly Person[], more: object = {}): Promise<void> {
  const team = { name: id, members: members.map((member) => member.id), assignment: 'leastLoaded', ...more };
  expect((await admin.client.put(`/teams/${id}`, team, { 'If-None-Match': '*' })).status).toBe(201);
}

async function become(agent: Person, changes: object): Promise<void> {
  const { headers, body } = await admin.client.get(`/agents/${agent.id}`);
  const { id: _id, version: _version, ...document } = body;
  const reply = await admin.client.put(
    `/agents/${agent.id}`,
    { ...document, ...changes },
    { 'If-Match': headers.get('etag')! },
  );
  expect(reply.status).toBe(200);
}

async function openFor(team: string, priority = 'high'): Promise<string> {
  const { key } = await requester.client.open();
  expect((await admin.client.patch(`/tickets/${key}`, { priority })).status).toBe(200);
  expect((await admin.client.post(`/tickets/${key}/assign`, { team })).status).toBe(200);
  return key as string;
}

const assigneeOf = async (key: string) => (await admin.client.get(`/tickets/${key}`)).body.assignee?.id ?? null;
const given = (key: string, agent: Person) =>
  desk.eventually(`${key} to be given to ${agent.id}`, async () => (await assigneeOf(key)) === agent.id);

describe('C29', () => {
  it('a queue is drained by priority, then by age', async () => {
    const agent = await desk.person('agent');
    await become(agent, { capacity: 1, presence: 'away' });
    await makeTeam('ordered', [agent]);
    const priorities = ['low', 'high', 'medium', 'critical', 'high'];
    const keys: string[] = [];
    for (const priority of priorities) keys.push(await openFor('ordered', priority));
    await become(agent, { presence: 'online' });
    const order: string[] = [];
    for (const next of [3, 1, 4, 2, 0]) {
      const key = keys[next]!;
      await given(key, agent);
      order.push(key);
      // She has room for one: nobody else's turn has come before.
      const others = keys.filter((other) => !order.includes(other));
      expect(await Promise.all(others.map(assigneeOf))).toEqual(others.map(() => null));
      expect((await agent.client.post(`/tickets/${key}/resolve`)).status).toBe(200);
    }
  });

  it('an assignee who stays silent loses the ticket to another', async () => {
    const [silent, awake] = [await desk.person('agent'), await desk.person('agent')];
    await become(awake, { presence: 'away' });
    await makeTeam('silent', [silent, awake], { acceptWithin: 'PT2S' });
    const key = await openFor('silent');
    await given(key, silent);
    await become(awake, { presence: 'online' });
    await given(key, awake);
    expect((await awake.client.post(`/tickets/${key}/accept`)).status).toBe(200);
    const { data } = (await awake.client.get(`/tickets/${key}/events`)).body;
    expect(data).toContainEqual(
      expect.objectContaining({ kind: 'released', data: { agent: silent.id, comment: null, cause: 'notAccepted' } }),
    );
  });

  it('a ticket reopened to somebody who is offline goes to somebody who is not', async () => {
    const [gone, there] = [await desk.person('agent'), await desk.person('agent')];
    await become(there, { presence: 'off' });
    await makeTeam('gone', [gone, there]);
    const key = await openFor('gone');
    await given(key, gone);
    expect((await gone.client.post(`/tickets/${key}/accept`)).status).toBe(200);
    expect((await gone.client.post(`/tickets/${key}/resolve`)).status).toBe(200);
    await become(gone, { presence: 'off' });
    await become(there, { presence: 'online' });
    expect((await requester.client.post(`/tickets/${key}/comments`, { body: 'It came back.' })).status).toBe(201);
    await given(key, there);
  });
});
