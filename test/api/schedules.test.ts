import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { ActivityDeps } from '../../activities/deps';
import { tellSchedules } from '../../activities/tellSchedules';
import { isCron } from '../../api/schemas/schedules';
import { recurringScheduleId } from '../../workflows/contract';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let rene: Person;

beforeAll(async () => {
  desk = await Desk.start();
  [admin, rene] = [await desk.person('admin'), await desk.person('requester')];
});
afterAll(async () => {
  // Temporal outlives the database of this file.
  await desk.prisma.document.updateMany({ where: { kind: 'schedule' }, data: { current: false } });
  await tell();
  await desk.stop();
});

/** As the sweep of every worker does. */
function tell(): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const deps: ActivityDeps = {
    ...{ prisma: desk.prisma, client: desk.temporal, logger: silent, settings: { run: { alarmSpreadMs: 0 } } },
  };
  return tellSchedules(deps);
}

/** Of this file alone: the namespace is shared. */
const ID = `backup-${process.pid}-${Date.now()}`;
const monthly = (more: object = {}, ticket: object = {}) => ({
  name: 'Monthly back-up test',
  ticket: {
    type: 'request',
    subject: 'Test the back-up',
    requester: rene.email,
    team: 'desk',
    tags: ['backup'],
    ...ticket,
  },
  cron: ['0 8 1 * *'],
  timeZone: 'Europe/Paris',
  ...more,
});
const put = (body: object, headers: Record<string, string>) =>
  admin.client.send('PUT', `/schedules/${ID}`, body, headers);
const runs = async () => (await admin.client.get(`/schedules/${ID}/runs`)).body;
const handle = () => desk.temporal.schedule.getHandle(recurringScheduleId(ID));
/** The schedule was away for three months, and makes up for them. */
const backfill = () =>
  handle().backfill({
    start: new Date('2026-01-15T00:00:00Z'),
    end: new Date('2026-04-15T00:00:00Z'),
    overlap: ScheduleOverlapPolicy.ALLOW_ALL,
  });

it('is told to Temporal, which carries its id and no text, and says when it is due next', async () => {
  expect((await put(monthly(), { 'If-None-Match': '*' })).status).toBe(201);
  expect((await runs()).next).toBeNull();
  await tell();
  await tell();
  const { next } = (await runs()) as { next: string[] };
  expect(next.length).toBeGreaterThan(0);
  // Eight in Paris, on the first of a month.
  expect(next.every((at) => /-(01)T0[67]:00:00/.test(at))).toBe(true);
  const { action } = await handle().describe();
  expect(JSON.stringify(action)).toContain(ID);
  expect(JSON.stringify(action)).not.toContain('back-up');
});

it('opens one ticket for each instant, however often that comes', async () => {
  await backfill();
  await backfill();
  const opened = await desk.eventually('three tickets', async () => {
    const { data } = (await runs()) as { data: { dueAt: string; outcome: string; ticket: string }[] };
    return data.length === 3 && data;
  });
  expect(opened.map(({ dueAt }) => dueAt)).toEqual([
    ...['2026-04-01T06:00:00.000Z', '2026-03-01T07:00:00.000Z', '2026-02-01T07:00:00.000Z'],
  ]);
  const ticket = (await rene.client.get(`/tickets/${opened[0]!.ticket}`)).body;
  expect(ticket).toMatchObject({ type: 'request', subject: 'Test the back-up', tags: ['backup'] });
  await desk.eventually('its team', async () => {
    const { team } = (await rene.client.get(`/tickets/${opened[0]!.ticket}`)).body as { team: { id: string } | null };
    return team?.id === 'desk';
  });
  await backfill();
  expect(await desk.prisma.ticket.count({ where: { subject: 'Test the back-up' } })).toBe(3);
});

it('is run by hand, once for an Idempotency-Key', async () => {
  const headers = { 'Idempotency-Key': 'now' };
  const ran = await admin.client.post(`/schedules/${ID}/run`, {}, headers);
  expect([ran.status, ran.body.outcome]).toEqual([201, 'opened']);
  expect((await admin.client.post(`/schedules/${ID}/run`, {}, headers)).text).toBe(ran.text);
  expect(await desk.prisma.ticket.count({ where: { subject: 'Test the back-up' } })).toBe(4);
});

it('opens nothing while the last ticket is unresolved, if it says so; paused, it is due never', async () => {
  expect((await put(monthly({ skipWhileOpen: true, paused: true }), { 'If-Match': '"v1"' })).status).toBe(200);
  await tell();
  expect((await runs()).next).toEqual([]);
  expect((await admin.client.post(`/schedules/${ID}/run`)).body.outcome).toBe('stillOpen');
  const [last] = (await runs()).data as { outcome: string; ticket: string | null }[];
  expect(last).toMatchObject({ outcome: 'stillOpen', ticket: null });
});

it('whose requester has left opens nothing, and says so', async () => {
  await put(monthly(), { 'If-Match': '"v2"' });
  await desk.prisma.user.update({ where: { id: rene.id }, data: { active: false } });
  expect((await admin.client.post(`/schedules/${ID}/run`)).body.outcome).toBe('noRequester');
  await desk.prisma.user.update({ where: { id: rene.id }, data: { active: true } });
});

it('is refused where Temporal would not take it, or where nobody is there', async () => {
  const pointers = async (body: object) => {
    const { status, body: told } = await put(body, { 'If-Match': '"v3"' });
    return [status, (told.errors as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer)];
  };
  expect(await pointers(monthly({ cron: ['0 25 * * *'] }))).toEqual([422, ['/cron/0']]);
  expect(await pointers(monthly({ timeZone: 'Europe/Nowhere' }))).toEqual([422, ['/timeZone']]);
  expect(await pointers(monthly({}, { requester: 'nobody@example.org', team: 'nowhere' }))).toEqual([
    422,
    ['/ticket/requester', '/ticket/team'],
  ]);
});

it('goes from Temporal when it is deleted; what it has opened stays', async () => {
  expect((await admin.client.send('DELETE', `/schedules/${ID}`, undefined, { 'If-Match': '"v3"' })).status).toBe(204);
  await tell();
  await expect(handle().describe()).rejects.toThrow();
  expect((await admin.client.post(`/schedules/${ID}/run`)).status).toBe(404);
  expect(await desk.prisma.recurringRun.count({ where: { scheduleId: ID, outcome: 'opened' } })).toBe(4);
});

test.each([
  ['0 8 1 * *', true],
  ['*/15 8-18 * 1,7 1-5', true],
  ['0 8 0 * *', false],
  ['60 8 1 * *', false],
  ['5-1 * * * *', false],
  ['* * * *', false],
  ['@monthly', false],
  ['0 8 1 * * ; rm', false],
])('a rhythm of %s: %s', (line, taken) => {
  expect(isCron(line)).toBe(taken);
});
