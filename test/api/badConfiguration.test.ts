import { Desk, type Person } from '../support/desk';
import type { Reply } from '../support/deskClient';

let desk: Desk;
let admin: Person;
const NEW = { 'If-None-Match': '*' };
const NOBODY = '01890000-0000-7000-8000-000000000000';

const office = { timeZone: 'Europe/Paris', weekly: { mon: [['08:00', '18:00']] } };
const policy = {
  ...{ name: 'P', order: 5, when: 'type == "incident"', calendar: 'always' },
  clocks: { resolution: { targets: { critical: 'PT4H' } } },
};
const rule = { id: 'one', when: 'true', set: {} };
const escalation = { clock: 'resolution', at: 100, level: 1 };
const on = (day: unknown) => ({ ...office, weekly: { mon: day } });
const rules = (...changes: object[]) => ({ rules: changes.map((change) => ({ ...rule, ...change })) });

beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  admin = await desk.person('admin');
  // Was open once: only exceptions, which are over.
  await desk.prisma.document.create({
    data: {
      ...{ kind: 'calendar', id: 'over', version: 1 },
      document: {
        timeZone: 'UTC',
        weekly: {},
        exceptions: [{ date: '2020-01-01', intervals: [['08:00', '18:00']] }],
      },
    },
  });
});
afterAll(() => desk.stop());

type Case = readonly [name: string, path: string, body: object, pointer: string, code: string];
const cases: readonly Case[] = [
  ['an unknown zone', '/calendars/x', { ...office, timeZone: 'Mars/Olympus' }, '/timeZone', 'unknown_time_zone'],
  [
    'overlapping intervals',
    '/calendars/x',
    on([
      ['08:00', '12:00'],
      ['11:00', '18:00'],
    ]),
    '/weekly/mon/1',
    'overlap',
  ],
  ['an empty interval', '/calendars/x', on([['08:00', '08:00']]), '/weekly/mon/0', 'empty_interval'],
  ['a reversed interval', '/calendars/x', on([['18:00', '08:00']]), '/weekly/mon/0', 'empty_interval'],
  [
    'the same in an exception',
    '/calendars/x',
    { ...office, exceptions: [{ date: '2026-12-24', intervals: [['12:00', '08:00']] }] },
    '/exceptions/0/intervals/0',
    'empty_interval',
  ],
  ['a calendar that never opens', '/calendars/x', { ...office, weekly: {} }, '/weekly', 'calendar_never_opens'],
  [
    'one that opened long ago only',
    '/calendars/x',
    { ...office, weekly: {}, exceptions: [{ date: '2020-01-01', intervals: [['08:00', '18:00']] }] },
    '/weekly',
    'calendar_never_opens',
  ],
  [
    'one whose only hour the change of clocks skips',
    '/calendars/x',
    { ...office, weekly: {}, exceptions: [{ date: '2027-03-28', intervals: [['02:00', '03:00']] }] },
    '/weekly',
    'calendar_never_opens',
  ],
  [
    'a policy that counts by a calendar that is over',
    '/policies/x',
    { ...policy, calendar: 'over' },
    '/calendar',
    'calendar_never_opens',
  ],
  [
    'a clock that does',
    '/policies/x',
    { ...policy, clocks: { resolution: { targets: {}, calendar: 'over' } } },
    '/clocks/resolution/calendar',
    'calendar_never_opens',
  ],
  [
    'a team that does',
    '/teams/x',
    { name: 'T', members: [], assignment: 'manual', calendar: 'over' },
    '/calendar',
    'calendar_never_opens',
  ],
  [
    'an organisation that does',
    '/organisations/x',
    { name: 'O', calendar: 'over' },
    '/calendar',
    'calendar_never_opens',
  ],
  [
    'days for a target',
    '/policies/x',
    { ...policy, clocks: { resolution: { targets: { high: 'P2D' } } } },
    '/clocks/resolution/targets/high',
    'invalid_duration',
  ],
  [
    'days for a nudge',
    '/policies/x',
    { ...policy, pending: { requester: { nudgeAfter: ['P2D'] } } },
    '/pending/requester/nudgeAfter/0',
    'invalid_duration',
  ],
  [
    'days for the automatic resolution',
    '/policies/x',
    { ...policy, pending: { requester: { resolveAfter: 'P2D' } } },
    '/pending/requester/resolveAfter',
    'invalid_duration',
  ],
  ['weeks for the closing', '/policies/x', { ...policy, closeAfter: 'P1W' }, '/closeAfter', 'invalid_duration'],
  [
    'an escalation on a clock that the policy lacks',
    '/policies/x',
    { ...policy, escalations: [escalation, { ...escalation, clock: 'nextReply' }] },
    '/escalations/1/clock',
    'unknown_clock',
  ],
  ['a condition that does not parse', '/policies/x', { ...policy, when: 'type ==' }, '/when', 'invalid_condition'],
  [
    'a condition that names what no ticket has',
    '/policies/x',
    { ...policy, when: 'ticket.colour == "red"' },
    '/when',
    'invalid_condition',
  ],
  ['an unknown calendar', '/policies/x', { ...policy, calendar: 'nowhere' }, '/calendar', 'unknown'],
  [
    'an unknown team to hand over to',
    '/policies/x',
    { ...policy, escalations: [{ ...escalation, reassign: 'nowhere' }] },
    '/escalations/0/reassign',
    'unknown',
  ],
  [
    'an unknown user to notify',
    '/policies/x',
    { ...policy, escalations: [{ ...escalation, notify: ['lead', `user:${NOBODY}`] }] },
    '/escalations/0/notify/1',
    'unknown',
  ],
  [
    "a team's unknown member",
    '/teams/x',
    { name: 'T', members: [NOBODY], assignment: 'manual' },
    '/members/0',
    'unknown',
  ],
  [
    "a team's unknown calendar",
    '/teams/x',
    { name: 'T', members: [], assignment: 'manual', calendar: 'nowhere' },
    '/calendar',
    'unknown',
  ],
  [
    "an organisation's unknown calendar",
    '/organisations/x',
    { name: 'O', calendar: 'nowhere' },
    '/calendar',
    'unknown',
  ],
  [
    'a rule that does not parse',
    '/triage-rules',
    rules({}, { id: 'b', when: '(' }),
    '/rules/1/when',
    'invalid_condition',
  ],
  [
    'a rule that names nothing',
    '/triage-rules',
    rules({ when: 'subjekt == ""' }),
    '/rules/0/when',
    'invalid_condition',
  ],
  ['a rule that is no question', '/triage-rules', rules({ when: 'subject' }), '/rules/0/when', 'invalid_condition'],
  [
    'a rule that asks for a type that is none',
    '/triage-rules',
    rules({ when: 'type == "wish"' }),
    '/rules/0/when',
    'invalid_condition',
  ],
  [
    'a rule with a pattern that is none',
    '/triage-rules',
    rules({ when: 'subject.matches("[")' }),
    '/rules/0/when',
    'invalid_condition',
  ],
  ['a rule with an unknown team', '/triage-rules', rules({ set: { team: 'nowhere' } }), '/rules/0/set/team', 'unknown'],
  [
    'a rule with an unknown type',
    '/triage-rules',
    rules({ set: { type: 'wish' } }),
    '/rules/0/set/type',
    'invalid_value',
  ],
  ['a rule twice', '/triage-rules', rules({}, {}), '/rules/1/id', 'duplicate'],
];

describe('what would mislead the desk is refused where it stands, and nothing is stored', () => {
  test.each(cases)('%s', async (_name, path, body, pointer, code) => {
    const before = await stored();
    const reply = await admin.client.put(path, body, path === '/triage-rules' ? { 'If-Match': '"v1"' } : NEW);
    const [error] = reply.body.errors ?? [];
    expect({ status: reply.status, pointer: error?.pointer, code: error?.code }).toEqual({
      status: 422,
      pointer,
      code,
    });
    expect(error.message.length).toBeGreaterThan(15);
    expect(await stored()).toEqual(before);
  });

  test('a calendar that opens within a year is taken, however rarely', async () => {
    const date = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
    const rare = { ...office, weekly: {}, exceptions: [{ date, intervals: [['08:00', '09:00']] }] };
    expect((await admin.client.put('/calendars/rare', rare, NEW)).status).toBe(201);
  });
});

describe('what is in use is not deleted, and the answer says by what', () => {
  const made = async (reply: Promise<Reply>) => expect((await reply).status).toBe(201);
  const refused = async (path: string) => {
    const { headers } = await admin.client.get(path);
    const reply = await admin.client.delete(path, { 'If-Match': headers.get('etag')! });
    expect([reply.status, reply.body?.code]).toEqual([409, 'in_use']);
    return reply.body.detail as string;
  };

  test('a calendar', async () => {
    await made(admin.client.put('/calendars/used', office, NEW));
    await made(admin.client.put('/policies/by-default', { ...policy, calendar: 'used' }, NEW));
    const clocks = { nextReply: { targets: {}, calendar: 'used' } };
    await made(admin.client.put('/policies/by-clock', { ...policy, clocks }, NEW));
    const team = { name: 'T', members: [], assignment: 'manual', calendar: 'used' };
    await made(admin.client.put('/teams/of-calendar', team, NEW));
    await made(admin.client.put('/organisations/of-calendar', { name: 'O', calendar: 'used' }, NEW));
    const detail = await refused('/calendars/used');
    for (const user of ['policy by-clock', 'policy by-default', 'team of-calendar', 'organisation of-calendar'])
      expect(detail).toContain(user);
    await admin.client.delete('/organisations/of-calendar', { 'If-Match': '"v1"' });
    expect(await refused('/calendars/used')).not.toContain('organisation');
  });

  test('a team', async () => {
    await made(admin.client.put('/teams/used', { name: 'T', members: [], assignment: 'manual' }, NEW));
    const escalations = [{ ...escalation, reassign: 'used' }];
    await made(admin.client.put('/policies/hands-over', { ...policy, escalations }, NEW));
    const { headers } = await admin.client.get('/triage-rules');
    const match = { 'If-Match': headers.get('etag')! };
    await admin.client.put('/triage-rules', rules({ set: { team: 'used' } }), match);
    const detail = await refused('/teams/used');
    expect(detail).toContain('policy hands-over');
    expect(detail).toContain('the triage rules');
    expect(await refused('/teams/desk')).toContain('tickets that no rule gives to anyone');
  });

  test('an organisation, a policy, a team with tickets', async () => {
    await made(admin.client.put('/organisations/used', { name: 'O' }, NEW));
    await desk.person('requester', { organisation: 'used' });
    expect(await refused('/organisations/used')).toContain('user requester-');
    await made(admin.client.put('/teams/busy', { name: 'T', members: [], assignment: 'manual' }, NEW));
    const { body } = await admin.client.post('/tickets', { subject: 'x' });
    await desk.prisma.$executeRaw`
      UPDATE tickets SET team_id = 'busy', state = '{"seq": 1, "policy": {"id": "by-default"}}' WHERE key = ${body.key}`;
    expect(await refused('/teams/busy')).toContain(`ticket ${body.key}`);
    expect(await refused('/policies/by-default')).toContain(`ticket ${body.key}`);
  });

  test('of a deletion and somebody who names the document at that moment, one loses', async () => {
    for (let round = 0; round < 8; round++) {
      const id = `raced-${round}`;
      await made(admin.client.put(`/calendars/${id}`, office, NEW));
      const [named, deleted] = await Promise.all([
        admin.client.put(`/policies/${id}`, { ...policy, calendar: id }, NEW),
        admin.client.delete(`/calendars/${id}`, { 'If-Match': '"v1"' }),
      ]);
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual([named.status, deleted.status]);
    }
  });
});

describe('a dry run', () => {
  const audits = () => desk.prisma.auditEvent.count();

  test('answers what would be, and writes nothing', async () => {
    const before = [await stored(), await audits()];
    const reply = await admin.client.put('/calendars/dry?dryRun=true', office, NEW);
    expect([reply.status, reply.headers.get('dry-run'), reply.headers.get('etag')]).toEqual([200, 'true', null]);
    expect(reply.body).toEqual({ id: 'dry', version: 1, ...office });
    expect((await admin.client.get('/calendars/dry')).status).toBe(404);
    const team = { name: 'Dry', members: [admin.id], assignment: 'manual' };
    expect((await admin.client.put('/teams/dry?dryRun=true', team, NEW)).body.members).toEqual([admin.id]);
    const gone = await admin.client.delete('/policies/request?dryRun=true', { 'If-Match': '"v1"' });
    expect([gone.status, gone.headers.get('dry-run'), gone.text]).toEqual([204, 'true', '']);
    expect([await stored(), await audits()]).toEqual(before);
  });

  test('refuses what would be refused', async () => {
    const put = (path: string, body: object, headers: Record<string, string>) =>
      admin.client.put(`${path}?dryRun=true`, body, headers);
    expect((await put('/calendars/dry', { ...office, weekly: {} }, NEW)).status).toBe(422);
    expect((await put('/calendars/dry', office, { 'If-Match': '"v1"' })).status).toBe(412);
    expect((await put('/calendars/always', office, NEW)).status).toBe(412);
    expect((await put('/calendars/dry', office, {})).status).toBe(428);
    expect((await admin.client.delete('/calendars/always?dryRun=true', { 'If-Match': '"v1"' })).status).toBe(409);
    expect((await admin.client.put('/calendars/dry?dryRun=1', office, NEW)).body.errors[0].parameter).toBe('dryRun');
    const agent = await desk.person('agent');
    expect((await agent.client.put('/calendars/dry?dryRun=true', office, NEW)).status).toBe(403);
  });
});

async function stored() {
  const [documents, teams, organisations] = await Promise.all([
    desk.prisma.document.count(),
    desk.prisma.team.count(),
    desk.prisma.organisation.count(),
  ]);
  return { documents, teams, organisations };
}
