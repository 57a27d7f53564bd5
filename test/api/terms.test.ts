import { tellTerms } from '../../activities/tellTerms';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let agent: Person;
let requester: Person;

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  agent = await desk.person('agent');
  requester = await desk.person('requester');
});
afterAll(() => desk.stop());

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** What every worker does after some seconds. */
const tell = () =>
  tellTerms({ prisma: desk.prisma, client: desk.temporal, logger: quiet, settings: { run: { alarmSpreadMs: 0 } } });

const DAY: [string, string][] = [['00:00', '24:00']];
const weekly = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: DAY, sun: DAY };

async function putPolicy(id: string, more: object): Promise<void> {
  const policy = {
    ...{ name: id, order: 1, when: `"${id}" in tags`, calendar: 'always' },
    clocks: { resolution: { targets: { high: 'PT8H' } } },
    ...more,
  };
  expect((await admin.client.put(`/policies/${id}`, policy, { 'If-None-Match': '*' })).status).toBe(201);
}

const resolutionOf = async (key: string, language = 'en') =>
  (await agent.client.get(`/tickets/${key}/clocks`, { 'Accept-Language': language })).body.data[0];

test('an edited calendar shows in the clocks of a running ticket, in both languages', async () => {
  const calendar = { timeZone: 'UTC', weekly };
  await admin.client.put('/calendars/counter', calendar, { 'If-None-Match': '*' });
  await putPolicy('at-counter', { calendar: 'counter' });
  const { key } = await agent.client.open({ tags: ['at-counter'], requester: requester.id });
  const before = await resolutionOf(key);
  expect(before.explanation).toMatch(
    /Counted by the calendar counter \(version 1\)\. 8 h 00 min of open time from .* end at/,
  );

  // The same hours in another zone: nothing moves, and yet it is another version.
  const edited = { ...calendar, timeZone: 'Europe/Paris' };
  expect((await admin.client.put('/calendars/counter', edited, { 'If-Match': '"v1"' })).status).toBe(200);
  await tell();
  const after = await desk.eventually('the new calendar', async () => {
    const clock = await resolutionOf(key);
    return clock.ledger.length === 2 && clock;
  });
  expect(after.dueAt).toBe(before.dueAt);
  expect(after.ledger.map((line: Record<string, unknown>) => [line.calendar, line.calendarVersion])).toEqual([
    ['counter', 1],
    ['counter', 2],
  ]);
  expect(after.explanation).toMatch(/From .* on by the calendar counter \(version 2\)\./);
  expect((await resolutionOf(key, 'fr')).explanation).toMatch(/selon le calendrier counter \(version 2\)\./);

  const kinds = async (person: Person) =>
    (await person.client.get(`/tickets/${key}/events`)).body.data.map(({ kind }: { kind: string }) => kind);
  expect(await kinds(agent)).toContain('termsChanged');
  expect(await kinds(requester)).not.toContain('termsChanged');
});

test('a calendar of an organisation serves where the policy says so, and cannot be deleted meanwhile', async () => {
  await admin.client.put('/calendars/quebec', { timeZone: 'America/Toronto', weekly }, { 'If-None-Match': '*' });
  const organisation = { name: 'Québec', calendar: 'quebec' };
  expect((await admin.client.put('/organisations/quebec', organisation, { 'If-None-Match': '*' })).body).toMatchObject(
    organisation,
  );
  const unknown = await admin.client.put(
    '/organisations/quebec',
    { ...organisation, calendar: 'nowhere' },
    { 'If-Match': '"v1"' },
  );
  expect(unknown.status).toBe(422);
  expect(unknown.body.errors[0]).toMatchObject({ pointer: '/calendar', code: 'unknown' });

  await putPolicy('local-hours', { calendarFrom: ['organisation'] });
  const customer = await desk.person('requester', { organisation: 'quebec' });
  const { key } = await agent.client.open({ tags: ['local-hours'], requester: customer.id });
  expect((await resolutionOf(key)).ledger[0].calendar).toBe('quebec');
  const refused = await admin.client.delete('/calendars/quebec', { 'If-Match': '"v1"' });
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toContain('organisation quebec');
});

test('a due date is set, shown, told of and taken away', async () => {
  const { key } = await requester.client.open();
  const dueDate = new Date(Date.now() + 3_600_000).toISOString();
  const set = await agent.client.patch(`/tickets/${key}`, { dueDate });
  expect(set.body).toMatchObject({ dueDate });
  expect(set.body.nextDueAt <= dueDate).toBe(true);
  const past = await agent.client.patch(`/tickets/${key}`, { dueDate: '2020-01-01T00:00:00Z' });
  expect(past.status).toBe(422);
  expect(past.body.errors[0]).toMatchObject({ pointer: '/dueDate' });
  expect((await agent.client.patch(`/tickets/${key}`, { dueDate: null })).body.dueDate).toBeNull();
  const events = (await requester.client.get(`/tickets/${key}/events`)).body.data;
  expect(
    events.filter(({ kind }: { kind: string }) => kind === 'dueDateSet').map((one: { data: object }) => one.data),
  ).toEqual([
    { dueDate, from: null },
    { dueDate: null, from: dueDate },
  ]);
  expect((await requester.client.patch(`/tickets/${key}`, { dueDate })).status).toBe(403);
});

test('a due date that is next is what the ticket says comes next', async () => {
  const { key } = await requester.client.open({ type: 'request' });
  await agent.client.patch(`/tickets/${key}`, { dueDate: new Date(Date.now() + 60_000).toISOString() });
  const process = async (language: string) =>
    (await agent.client.get(`/tickets/${key}/process`, { 'Accept-Language': language })).body;
  expect((await process('en')).next).toMatchObject({ what: 'dueDate' });
  expect((await process('en')).sentence).toContain('set by hand');
  expect((await process('fr')).sentence).toContain('échéance fixée à la main');
});

test('a policy is chosen anew when what some policy asks for is edited, and only then', async () => {
  const { key } = await agent.client.open({ requester: requester.id });
  const edit = async (members: object) => (await agent.client.patch(`/tickets/${key}`, members)).status;
  await desk.eventually('triage', async () => (await agent.client.get(`/tickets/${key}`)).body.status === 'open');
  expect([await edit({ priority: 'low' }), await edit({ subject: 'Another', urgency: 'high' })]).toEqual([200, 200]);
  expect(await lookUps(key)).toBe(0);

  await putPolicy('urgent', {
    ...{ order: 0, when: 'priority == "critical"' },
    clocks: { resolution: { targets: { critical: 'PT1H' } } },
  });
  // The priority follows from these two.
  expect(await edit({ impact: 'high' })).toBe(200);
  await desk.eventually('the other policy', async () => (await resolutionOf(key))?.targetMs === 3_600_000);
  expect(await lookUps(key)).toBe(1);
  const { data } = (await agent.client.get(`/tickets/${key}/events`)).body;
  expect(JSON.stringify(data)).not.toContain('policyStands');
});

async function lookUps(key: string): Promise<number> {
  const { events } = await desk.temporal.workflow.getHandle(key).fetchHistory();
  const scheduled = (events ?? []).map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
  return scheduled.filter((name) => name === 'refreshTerms').length;
}
