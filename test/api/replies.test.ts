import { Desk, type Person } from '../support/desk';

let desk: Desk;
let lead: Person;
let agent: Person;
let requester: Person;
const NEW = { 'If-None-Match': '*' };

beforeAll(async () => {
  desk = await Desk.start();
  lead = await desk.person('lead');
  agent = await desk.person('agent', { name: 'Ada' });
  requester = await desk.person('requester', { name: 'Zoë {{agent.name}}' });
});
afterAll(() => desk.stop());

test('a reply is filled in for a ticket, in the language of its requester', async () => {
  const body = {
    en: 'Dear {{requester.name}}, {{ticket.key}} ({{ ticket.priority }}) is with {{assignee.name}}. {{agent.name}}',
    fr: 'Bonjour {{requester.name}}, {{ticket.key}} ({{ticket.priority}}) au {{ticket.fields.site}}, {{ticket.fields.n}}.',
  };
  expect((await lead.client.put('/replies/hello', { name: 'Hello', body }, NEW)).status).toBe(201);
  const { key } = await requester.client.open({ fields: { site: 'Lyon', n: 3 } });
  const before = await desk.prisma.comment.count();
  const english = await agent.client.get(`/tickets/${key}/replies/hello`);
  expect(english.body).toEqual({
    ...{ reply: 'hello', ticket: key, language: 'en', empty: ['assignee.name'] },
    // Nobody makes a placeholder by calling herself one.
    body: `Dear Zoë {{agent.name}}, ${key} (High) is with . Ada`,
  });
  const french = await agent.client.get(`/tickets/${key}/replies/hello?language=fr`);
  expect(french.body.body).toBe(`Bonjour Zoë {{agent.name}}, ${key} (Élevée) au Lyon, 3.`);
  await desk.prisma.user.update({ where: { id: requester.id }, data: { locale: 'fr-CA' } });
  expect((await agent.client.get(`/tickets/${key}/replies/hello`)).body.language).toBe('fr');
  await lead.client.put('/replies/hello', { name: 'Hello', body: { en: 'Hi' } }, { 'If-Match': '"v1"' });
  expect((await agent.client.get(`/tickets/${key}/replies/hello`)).body).toMatchObject({ language: 'en', body: 'Hi' });
  expect(await desk.prisma.comment.count()).toBe(before);
});

test('agents find and use them, leads write them, requesters see none', async () => {
  const { key } = await requester.client.open();
  expect((await agent.client.get('/replies')).status).toBe(200);
  expect((await agent.client.put('/replies/mine', { name: 'M', body: { en: 'x' } }, NEW)).status).toBe(403);
  expect((await requester.client.get('/replies')).status).toBe(403);
  expect((await requester.client.get(`/tickets/${key}/replies/hello`)).status).toBe(403);
  const stranger = await desk.person('requester');
  expect((await stranger.client.get(`/tickets/${key}/replies/hello`)).status).toBe(404);
  expect((await agent.client.get(`/tickets/${key}/replies/none`)).status).toBe(404);
});

test.each([
  [{ en: 'Dear {{requester.nam}}' }, '/body/en', 'unknown_placeholder'],
  [{ en: 'ok', fr: '{{}}' }, '/body/fr', 'unknown_placeholder'],
  [{ en: '{{constructor}}' }, '/body/en', 'unknown_placeholder'],
  [{}, '/body', 'required'],
])('%j is refused', async (body, pointer, code) => {
  const reply = await lead.client.put('/replies/bad', { name: 'Bad', body }, NEW);
  expect([reply.status, reply.body.errors[0].pointer, reply.body.errors[0].code]).toEqual([422, pointer, code]);
});
