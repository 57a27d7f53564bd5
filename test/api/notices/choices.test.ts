import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { unsubscribeUrl } from '../../../channels/notices/links';
import { handlesIn } from '../../../api/notices/mentions';
import { Desk, type Person } from '../../support/desk';

let desk: Desk;
let requester: Person;
let agent: Person;
let admin: Person;

beforeAll(async () => {
  desk = await Desk.start();
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  admin = await desk.person('admin');
});
afterAll(() => desk.stop());

const told = async (key: string, kind: string) => {
  const rows = await desk.prisma.delivery.findMany({ where: { kind, ticket: { key } } });
  return rows.map(({ recipient }) => recipient).sort();
};

describe('a new ticket', () => {
  test('is confirmed to its requester, once, in the transaction that makes it', async () => {
    const key = { 'Idempotency-Key': uuidv7() };
    const sent = await Promise.all([1, 2, 3].map(() => requester.client.post('/tickets', { subject: 'Once' }, key)));
    const [{ body: ticket }] = sent.filter(({ status }) => status === 201) as [(typeof sent)[0]];
    expect(await told(ticket.key as string, 'received')).toEqual([requester.id]);
  });

  test('that monitoring opens is confirmed to nobody', async () => {
    const { key } = await agent.client.open({ subject: 'CPU', source: 'alert' });
    expect(await told(key as string, 'received')).toEqual([]);
  });
});

describe('watchers', () => {
  test('watch by themselves, or are set by whoever works on the ticket, if they may read it', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key as string}/watchers`;
    const other = await desk.person('requester');
    expect((await requester.client.put(`${path}/${requester.id}`, undefined)).status).toBe(204);
    expect((await agent.client.put(`${path}/${agent.id}`, undefined)).status).toBe(204);
    expect((await agent.client.put(`${path}/${agent.id}`, undefined)).status).toBe(204);
    expect((await agent.client.put(`${path}/${other.id}`, undefined)).body.errors[0]).toMatchObject({
      parameter: 'user',
    });
    expect((await agent.client.put(`${path}/nobody`, undefined)).status).toBe(422);
    expect((await requester.client.put(`${path}/${agent.id}`, undefined)).status).toBe(403);
    expect((await other.client.put(`${path}/${other.id}`, undefined)).status).toBe(404);
    const service = await desk.service('tickets:read', 'tickets:write');
    const [, keyId = ''] = service.bearer?.split('_') ?? [];
    expect((await service.put(`${path}/${keyId}`, undefined)).status).toBe(403);
    const ids = async ({ client }: Person) =>
      ((await client.get(path)).body.data as { user: { id: string } }[]).map(({ user }) => user.id);
    expect(await ids(agent)).toEqual([requester.id, agent.id]);
    expect(await ids(requester)).toEqual([requester.id]);
    expect((await agent.client.delete(`${path}/${requester.id}`)).status).toBe(204);
    expect(await ids(agent)).toEqual([agent.id]);
    const lead = await desk.person('lead');
    await lead.client.post(`/tickets/${key as string}/pend`, { reason: 'vendor' });
    expect(await told(key as string, 'pended')).toEqual([agent.id, requester.id].sort());
  });
});

describe('mentions', () => {
  test('are read from the text and from ids, and only those hear who may read it', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key as string}/comments`;
    const [camille, twin] = [await desk.person('agent', { name: 'Camille Petit' }), await desk.person('lead')];
    await desk.prisma.user.update({ where: { id: twin.id }, data: { email: 'Max.Muster@example.org' } });
    const body = 'Look, @camille.petit, @MAX.muster. And @nobody, mail@max.muster.';
    expect((await agent.client.post(path, { body, visibility: 'internal', mentions: [admin.id] })).status).toBe(201);
    expect(await told(key as string, 'mentioned')).toEqual([camille.id, twin.id, admin.id].sort());
    const internal = { body: 'x', visibility: 'internal', mentions: [requester.id] };
    expect((await agent.client.post(path, internal)).body.errors[0]).toMatchObject({ pointer: '/mentions/0' });
    expect((await requester.client.post(path, { body: 'x', mentions: [agent.id] })).status).toBe(403);
    const { body: other } = await requester.client.post(path, { body: '@camille.petit, hello' });
    const stored = await desk.prisma.comment.findUniqueOrThrow({ where: { id: other.id as string } });
    expect(stored.mentions).toEqual([]);
  });

  test('are shown with the comment, to whoever reads it', async () => {
    const { key } = await requester.client.open();
    const path = `/tickets/${key as string}/comments`;
    const dominique = await desk.person('agent', { name: 'Dominique Martin' });
    const body = 'With @dominique.martin';
    const { body: said } = await agent.client.post(path, { body, mentions: [requester.id] });
    const mentions = [
      { id: requester.id, name: 'A requester' },
      { id: dominique.id, name: 'Dominique Martin' },
    ];
    expect(said.mentions).toEqual(mentions);
    const { body: mine } = await requester.client.post(path, { body: '@dominique.martin, hello' });
    expect(mine.mentions).toEqual([]);
    const listed = (await requester.client.get(path)).body.data;
    expect(listed).toMatchObject([{ mentions }, { mentions: [] }]);
    expect((await requester.client.get(`${path}/${said.id as string}`)).body.mentions).toEqual(mentions);
  });

  test('a handle is no address and no part of a word', () => {
    expect(handlesIn('@a.b, (@c-d) a@b.c x@y "@é" @@z @A.B. @_')).toEqual(['a.b', 'c-d', 'é', 'z']);
  });
});

describe('preferences', () => {
  test('are as for everybody until somebody says otherwise, and then by versions', async () => {
    const path = `/users/${agent.id}/preferences`;
    const first = await agent.client.get(path);
    expect(first.body).toMatchObject({ version: 0, kinds: { assigned: 'mail', escalated: 'mail' }, quietHours: null });
    const wish = { kinds: { assigned: 'digest' }, quietHours: { from: '20:00', to: '07:00' }, digestAt: '09:15' };
    const put = await agent.client.put(path, wish, { 'If-Match': '"v0"' });
    expect(put.body).toMatchObject({ version: 1, ...wish, kinds: { assigned: 'digest', escalated: 'mail' } });
    expect((await agent.client.get(path)).body).toEqual(put.body);
    expect((await agent.client.put(path, {}, { 'If-Match': '"v0"' })).status).toBe(412);
    expect((await admin.client.put(path, {})).body).toMatchObject({ version: 2, kinds: { assigned: 'mail' } });
  });

  test.each([
    [{ kinds: { poems: 'mail' } }, '/kinds'],
    [{ kinds: { assigned: 'fax' } }, '/kinds/assigned'],
    [{ quietHours: { from: '8', to: '09:00' } }, '/quietHours/from'],
    [{ quietHours: { from: '08:00', to: '08:00' } }, '/quietHours'],
    [{ digestAt: '24:00' }, '/digestAt'],
  ])('%j is refused', async (body, pointer) => {
    const reply = await agent.client.put(`/users/${agent.id}/preferences`, body);
    expect([reply.status, (reply.body.errors[0].pointer as string).startsWith(pointer)]).toEqual([422, true]);
  });

  test('a digest ends with one click from a mail, without a key; looking at the link changes nothing', async () => {
    const person = await desk.person('agent');
    const path = `/users/${person.id}/preferences`;
    await person.client.put(path, { kinds: { warned: 'digest' } });
    const url = new URL(unsubscribeUrl(desk.settings, person.id));
    const send = (method: string, more: object = {}) => fetch(`${desk.url}${url.pathname}`, { method, ...more });
    const asked = await send('GET', { headers: { 'Accept-Language': 'fr' } });
    expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await asked.text()).toContain('Ne plus recevoir');
    expect((await person.client.get(path)).body.kinds.warned).toBe('digest');
    const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    for (const body of [form, form]) expect((await send('POST', { body })).status).toBe(200);
    expect((await person.client.get(path)).body).toMatchObject({
      version: 2,
      kinds: { warned: 'none', assigned: 'mail' },
    });
    expect((await fetch(`${desk.url}${url.pathname}x`, { method: 'POST' })).status).toBe(404);
    const nobody = new URL(unsubscribeUrl(desk.settings, randomUUID()));
    expect((await fetch(`${desk.url}${nobody.pathname}`)).status).toBe(404);
  });
});

test('who is erased watches nothing and has no preferences any more', async () => {
  const gone = await desk.person('requester');
  const { key } = await gone.client.open();
  await gone.client.put(`/tickets/${key as string}/watchers/${gone.id}`, undefined);
  await gone.client.put(`/users/${gone.id}/preferences`, { digestAt: '10:00' });
  await agent.client.post(`/tickets/${key as string}/resolve`, { resolution: 'done' });
  expect((await admin.client.post(`/users/${gone.id}/erasure`)).status).toBe(200);
  const { pathname } = new URL(unsubscribeUrl(desk.settings, gone.id));
  expect((await fetch(`${desk.url}${pathname}`, { method: 'POST' })).status).toBe(404);
  expect(await desk.prisma.watcher.count({ where: { userId: gone.id } })).toBe(0);
  expect(await desk.prisma.preferences.count({ where: { userId: gone.id } })).toBe(0);
});

describe('message templates', () => {
  const path = '/message-templates/assigned';
  const words = {
    subject: { en: 'Yours: {{ticket.key}}', fr: 'À vous : {{ticket.key}}' },
    body: { en: 'From {{requester.name}}', fr: 'De {{requester.name}}' },
  };

  test('come with the desk, are replaced by versions, and come back when deleted', async () => {
    const built = await admin.client.get(path);
    expect(built.body).toMatchObject({ id: 'assigned', version: 0 });
    const put = await admin.client.put(path, words, { 'If-Match': '"v0"' });
    expect([put.status, put.body]).toEqual([200, { id: 'assigned', version: 1, ...words }]);
    const { body: list } = await admin.client.get('/message-templates');
    expect(list.data).toContainEqual(put.body);
    expect((await admin.client.put(path, words, { 'If-Match': '"v0"' })).status).toBe(412);
    expect((await admin.client.delete(path, { 'If-Match': '"v1"' })).status).toBe(204);
    expect((await admin.client.get(path)).body).toEqual(built.body);
    expect((await admin.client.delete(path, { 'If-Match': '"v0"' })).status).toBe(409);
    expect((await admin.client.get('/message-templates/poem')).status).toBe(404);
  });

  test('that ask for what there is not are refused with the place', async () => {
    const faulty = { ...words, body: { en: '{{poem}}', fr: 'x' } };
    for (const reply of [
      await admin.client.put(path, faulty, { 'If-Match': '*' }),
      await admin.client.post(`${path}/preview`, { body: faulty.body }),
    ])
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/body/en']);
  });

  test('are previewed as they would be sent, in both languages', async () => {
    const { body } = await admin.client.post(`${path}/preview`, { ...words, language: 'fr' });
    expect(body.subject).toBe('À vous : SD-42');
    expect(body.text).toContain('De Camille Petit');
    const { body: built } = await admin.client.post('/message-templates/commented/preview', {});
    expect(built.html).toContain('Does it light up &amp; print?');
    expect((await agent.client.post(`${path}/preview`, {})).status).toBe(403);
  });
});
