import { Desk, type Person } from '../support/desk';
import { DeskClient } from '../support/deskClient';

let desk: Desk;
let admin: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

const client = (secret: unknown) => new DeskClient(desk.url, String(secret));
const holds = async (secret: unknown) => (await client(secret).get('/session')).status === 200;
const newKey = async (more: object = { name: 'a service', scopes: ['tickets:read'] }) =>
  (await admin.client.post('/api-keys', more)).body as { id: string; secret: string };
const rotate = (id: string, body?: object, headers?: Record<string, string>) =>
  admin.client.post(`/api-keys/${id}/rotate`, body, headers);

describe('a key that is rotated', () => {
  test('has two secrets for a day, and the newer one alone after that', async () => {
    const key = await newKey();
    const reply = await rotate(key.id);
    expect(reply.status).toBe(200);
    expect(reply.body.secret).toMatch(new RegExp(`^gk_${key.id}_`));
    expect(reply.body.secret).not.toBe(key.secret);
    const left = Date.parse(reply.body.previousExpiresAt) - Date.now();
    expect(Math.round(left / 3_600_000)).toBe(24);
    expect([await holds(key.secret), await holds(reply.body.secret)]).toEqual([true, true]);
    const data = { previousExpiresAt: new Date(Date.now() - 1) };
    await desk.prisma.apiKey.update({ where: { id: key.id }, data });
    expect([await holds(key.secret), await holds(reply.body.secret)]).toEqual([false, true]);
    expect((await admin.client.get(`/api-keys/${key.id}`)).body.previousExpiresAt).toBeNull();
  });

  test('again, has the two newest', async () => {
    const key = await newKey();
    const [second, third] = [(await rotate(key.id)).body.secret, (await rotate(key.id)).body.secret];
    expect([await holds(key.secret), await holds(second), await holds(third)]).toEqual([false, true, true]);
  });

  test('because it leaked, has one at once', async () => {
    const key = await newKey();
    const { secret } = (await rotate(key.id, { overlap: 'PT0S' })).body;
    expect([await holds(key.secret), await holds(secret)]).toEqual([false, true]);
  });

  test('and revoked, has none', async () => {
    const key = await newKey();
    const { secret } = (await rotate(key.id)).body;
    expect((await admin.client.delete(`/api-keys/${key.id}`)).status).toBe(204);
    expect([await holds(key.secret), await holds(secret)]).toEqual([false, false]);
    expect((await rotate(key.id)).status).toBe(404);
  });

  test('with one Idempotency-Key, is rotated once', async () => {
    const key = await newKey();
    const headers = { 'Idempotency-Key': 'rotate' };
    const replies = await Promise.all([rotate(key.id, {}, headers), rotate(key.id, {}, headers)]);
    expect(new Set(replies.map(({ body }) => String(body.secret))).size).toBe(1);
    expect(await holds(key.secret)).toBe(true);
  });

  test.each(['P31D', 'PT1.5H', '1 day', '', 'P1M', 'PT', 24])('not for an overlap of %j', async (overlap) => {
    const key = await newKey();
    const reply = await rotate(key.id, { overlap });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/overlap']);
  });

  test('by a service account, gives it nothing that it may not do, and no administrator', async () => {
    const service = await desk.service('users:write');
    const [strong, weak] = [await newKey(), await newKey({ name: 'another', scopes: ['users:write'] })];
    const [administrator] = await desk.prisma.apiKey.findMany({ where: { userId: admin.id } });
    const person = await newKey({ user: (await desk.person('agent')).id });
    const statuses = [];
    for (const id of [strong.id, administrator!.id, weak.id, person.id])
      statuses.push((await service.post(`/api-keys/${id}/rotate`)).status);
    expect(statuses).toEqual([403, 403, 200, 200]);
  });
});

test('a key that is over before it begins is refused, and one that is not holds until then', async () => {
  const make = (expiresAt: string) => admin.client.post('/api-keys', { user: admin.id, expiresAt });
  const past = await make('2020-01-01T00:00:00Z');
  expect([past.status, past.body.errors[0]]).toEqual([422, expect.objectContaining({ pointer: '/expiresAt' })]);
  expect(await holds((await make('2100-01-01T00:00:00Z')).body.secret)).toBe(true);
});

test('a secret is in the answer that makes it, and nowhere else', async () => {
  const key = await newKey();
  const { secret } = (await rotate(key.id)).body;
  const kept = [
    (await admin.client.get('/api-keys?limit=100')).text,
    (await admin.client.get(`/api-keys/${key.id}`)).text,
    JSON.stringify(await desk.prisma.apiKey.findMany()),
    JSON.stringify((await desk.prisma.auditEvent.findMany()).map(({ before, after }) => [before, after])),
    JSON.stringify(await desk.prisma.operation.findMany()),
  ].join('\n');
  for (const bearer of [key.secret, String(secret)]) expect(kept).not.toContain(bearer.split('_')[2]);
});
