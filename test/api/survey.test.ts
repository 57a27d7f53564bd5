import { surveyToken } from '../../api/surveyToken';
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
  expect((await desk.stranger.get(`${second.path.slice(0, -1)}x`)).status).toBe(404);
  const foreign = surveyToken('another secret', { ticketId: first.key, no: 1 });
  expect((await desk.stranger.get(`/surveys/${foreign}`)).status).toBe(404);
});
