import { createDeskApi, type DeskApi } from '../../client';
import { Desk } from '../support/desk';

let desk: Desk;
let requester: DeskApi;
let agent: DeskApi;

beforeAll(async () => {
  desk = await Desk.start();
  const clientOf = async (role: 'requester' | 'agent') => {
    const { client } = await desk.person(role);
    return createDeskApi(client.origin, client.bearer ?? '');
  };
  [requester, agent] = [await clientOf('requester'), await clientOf('agent')];
});
afterAll(() => desk.stop());

test('a ticket lives its life through the typed client', async () => {
  const opened = await requester.POST('/tickets', {
    body: { subject: 'The printer is silent', impact: 'low' },
    params: { header: { Prefer: 'wait=10' } },
  });
  expect(opened.data?.status).toBe('open');
  const params = { path: { key: opened.data?.key ?? '' } };

  expect((await agent.POST('/tickets/{key}/accept', { params })).data).toMatchObject({ status: 'open' });
  const asked = await agent.POST('/tickets/{key}/comments', { params, body: { body: 'Is it plugged in?' } });
  expect(asked.data).toMatchObject({ visibility: 'public', body: 'Is it plugged in?' });
  const waits = await agent.POST('/tickets/{key}/pend', { params, body: { reason: 'requester' } });
  expect(waits.data).toMatchObject({ status: 'pending', pending: { reason: 'requester', until: null } });
  await requester.POST('/tickets/{key}/comments', { params, body: { body: 'It is now.' } });
  const resolved = await agent.POST('/tickets/{key}/resolve', { params, body: { resolution: 'done' } });
  expect(resolved.data).toMatchObject({ status: 'resolved', resolution: 'done' });
  expect((await agent.POST('/tickets/{key}/close', { params })).data).toMatchObject({ status: 'closed' });

  const history = await requester.GET('/tickets/{key}/events', { params });
  const kinds = history.data?.data.map(({ kind }) => kind) ?? [];
  expect(
    kinds.filter((kind) => ['received', 'accepted', 'pended', 'resumed', 'resolved', 'closed'].includes(kind)),
  ).toEqual(['received', 'accepted', 'pended', 'resumed', 'resolved', 'closed']);
});

test('a refusal is a typed problem', async () => {
  const { data, error, response } = await requester.POST('/tickets', { body: { subject: ' ' } });
  expect([data, response.status, error?.code]).toEqual([undefined, 422, 'invalid']);
  expect(error?.errors).toEqual([{ pointer: '/subject', code: 'blank', message: 'Must not be blank.' }]);
});

test('lists take typed filters', async () => {
  const mine = await agent.GET('/tickets', {
    params: { query: { status: 'open,closed', limit: 1, sort: '-createdAt' } },
  });
  expect(mine.data?.data).toHaveLength(1);
  expect(mine.data?.page).toMatchObject({ hasMore: false });
});
