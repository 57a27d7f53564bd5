import { surveyToken } from '../../prisma/surveyToken';
import { altered } from '../support/altered';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let requester: Person;
let agent: Person;

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  requester = await desk.person('requester');
  agent = await desk.person('agent');
  for (const [id, expireAfter] of [
    ['quick', 'PT1H'],
    ['brief', 'PT2S'],
  ]) {
    const policy = {
      ...{ name: id, order: 1, when: `ticket.subject == "${id}"`, calendar: 'always', clocks: {} },
      survey: { delay: 'PT1S', expireAfter },
    };
    const reply = await admin.client.put(`/policies/${id}`, policy, { 'If-None-Match': '*' });
    expect([reply.status, reply.text]).toEqual([201, reply.text]);
  }
});
afterAll(() => desk.stop());

async function surveyed(subject: string): Promise<{ key: string; path: string; url: string }> {
  const { key } = await requester.client.open({ subject });
  await agent.client.post(`/tickets/${key}/resolve`);
  const url = await desk.eventually('the survey', async () => {
    const { survey } = (await requester.client.get(`/tickets/${key}`)).body;
    return survey?.state === 'sent' && (survey.url as string);
  });
  expect(url).toMatch(/^https:\/\/desk\.example\/api\/v1\/surveys\//);
  return { key, url, path: url.replace('https://desk.example/api/v1', '') };
}

test('whoever holds the link answers, and corrects', async () => {
  const { key, path } = await surveyed('quick');
  expect((await agent.client.get(`/tickets/${key}`)).body.survey).toEqual({ state: 'sent', score: null });
  const asked = await desk.stranger.get(path);
  expect(asked.body).toEqual({
    ticket: { key, subject: 'quick' },
    state: 'sent',
    score: null,
    comment: null,
    expiresAt: expect.any(String),
  });
  expect((await desk.stranger.post(path, { score: 6 })).body.errors[0].pointer).toBe('/score');
  const answered = await desk.stranger.post(path, { score: 2, comment: 'Slow.' });
  expect([answered.status, answered.body.score, answered.body.comment]).toEqual([200, 2, 'Slow.']);
  const corrected = await desk.stranger.post(path, { score: 4 });
  expect([corrected.status, corrected.body.score, corrected.body.state]).toEqual([200, 4, 'answered']);
  expect((await desk.stranger.get(path)).body.score).toBe(4);
  expect((await agent.client.get(`/tickets/${key}/comments`)).body.data).toEqual([]);
  expect((await requester.client.get(`/tickets/${key}`)).body.survey).toMatchObject({ state: 'answered', score: 4 });
});

test('a reopening cancels it, an expired one is gone, a made-up link is unknown', async () => {
  const first = await surveyed('quick');
  await requester.client.post(`/tickets/${first.key}/reopen`);
  expect((await desk.stranger.get(first.path)).status).toBe(410);
  expect((await desk.stranger.post(first.path, { score: 5 })).body.code).toBe('gone');
  const second = await surveyed('brief');
  await desk.eventually('the expiry', async () => (await desk.stranger.get(second.path)).status === 410);
  expect((await desk.stranger.post(second.path, { score: 5 })).status).toBe(410);
  expect((await desk.stranger.get(altered(second.path))).status).toBe(404);
  const foreign = surveyToken('another secret', { ticketId: first.key, no: 1 });
  expect((await desk.stranger.get(`/surveys/${foreign}`)).status).toBe(404);
});

test('a bad score opens a ticket for the lead, which the requester neither sees nor hears of', async () => {
  const lead = await desk.person('lead', { teams: ['desk'], name: 'Lea Lead' });
  const { key, path } = await surveyed('quick');
  await desk.stranger.post(path, { score: 1, comment: 'Never again.' });
  const opened = await desk.eventually('the follow-up', async () => {
    const { links } = (await agent.client.get(`/tickets/${key}`)).body;
    return (links as { kind: string; key: string }[]).find(({ kind }) => kind === 'followedUpBy')?.key;
  });
  const assigned = await desk.eventually('its assignment', async () => {
    const { body } = await lead.client.get(`/tickets/${opened}`);
    return body.assignee !== null && body;
  });
  expect(assigned).toMatchObject({
    ...{ type: 'request', tags: ['survey-follow-up'], links: [{ kind: 'followUpOf', key }], survey: null },
    assignee: { id: lead.id, name: 'Lea Lead' },
    requester: { id: lead.id },
    clocks: [{ clock: 'firstResponse' }, { clock: 'resolution' }],
  });
  expect(assigned.description).toContain('Never again.');
  await desk.stranger.post(path, { score: 2 });

  const kinds = async (who: Person) =>
    (await who.client.get(`/tickets/${key}/events?limit=100`)).body.data.map(({ kind }: { kind: string }) => kind);
  expect((await kinds(agent)).filter((kind: string) => kind === 'followUpOpened')).toHaveLength(1);
  expect(await kinds(requester)).not.toContain('followUpOpened');
  expect((await requester.client.get(`/tickets/${key}`)).body.links).toEqual([]);
  expect((await requester.client.get(`/tickets?q=${key}`)).body.data).toMatchObject([{ key, links: [] }]);
  expect((await requester.client.get(`/tickets/${opened}`)).status).toBe(404);
  expect(await desk.prisma.delivery.count({ where: { recipient: requester.id, ticket: { key: opened } } })).toBe(0);
});
