import { Desk } from '../support/desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

it('C26 a comment reopens until the ticket is closed, then it opens another that is linked', async () => {
  const [agent, requester] = [await desk.person('agent'), await desk.person('requester')];
  const { key } = (await requester.client.open()) as { key: string };
  const path = `/tickets/${key}`;
  const say = async (body: string) => {
    const reply = await requester.client.post(`${path}/comments`, { body });
    return (reply.body as { ticket: string }).ticket;
  };
  const status = async () => ((await requester.client.get(path)).body as { status: string }).status;

  await agent.client.post(`${path}/resolve`, {});
  expect(await say('It came back.')).toBe(key);
  expect(await status()).toBe('open');

  await agent.client.post(`${path}/resolve`, {});
  await agent.client.post(`${path}/close`);
  const other = await say('And again.');
  expect(other).not.toBe(key);
  expect(await status()).toBe('closed');
  const links = ((await requester.client.get(`/tickets/${other}`)).body as { links: unknown }).links;
  expect(links).toEqual([{ kind: 'followUpOf', key }]);
});
