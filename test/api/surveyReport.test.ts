import { v7 as uuidv7 } from 'uuid';
import { Desk, type Person } from '../support/desk';

let desk: Desk;
let lead: Person;
beforeAll(async () => {
  desk = await Desk.start({ worker: false });
  lead = await desk.person('lead');
  await desk.prisma.team.createMany({
    data: [
      { id: 'mail', name: 'Mail' },
      { id: 'net', name: 'Network' },
    ],
  });
  const person = await desk.person('requester');
  const survey = (team: string | null, sentAt: string, score: number | null, more: object = {}) =>
    storeSurvey(person.id, team, new Date(sentAt), score, more);
  await survey('mail', '2026-01-05T08:00:00Z', 5);
  await survey('mail', '2026-01-31T23:59:59.999Z', 1, { followUp: 'open' });
  await survey('mail', '2026-02-01T00:00:00Z', 2, { followUp: 'closed' });
  await survey('mail', '2026-02-02T00:00:00Z', null, { state: 'expired' });
  await survey('net', '2026-02-03T00:00:00Z', 4);
  await survey('net', '2026-02-04T00:00:00Z', null, { state: 'cancelled' });
  await survey(null, '2026-02-05T00:00:00Z', null, { state: 'sent' });
  await survey('net', '2025-12-31T23:59:59.999Z', 3);
});
afterAll(() => desk.stop());

async function storeTicket(requesterId: string, teamId: string | null, status = 'open'): Promise<string> {
  const [row] = await desk.prisma.$queryRaw<{ number: bigint }[]>`SELECT nextval('ticket_number_seq') AS number`;
  const [id, number, at] = [uuidv7(), row!.number, new Date()];
  const ended = status === 'closed' ? { resolvedAt: at, closedAt: at, resolution: 'done' } : {};
  await desk.prisma.ticket.create({
    data: {
      ...{ id, number, key: `SD-${number}`, version: 1, type: 'request', status, priority: 'low', priorityRank: 1 },
      ...{
        source: 'api',
        requesterId,
        teamId,
        subject: 'Surveyed',
        createdAt: at,
        updatedAt: at,
        endedAt: at,
        ...ended,
      },
    },
  });
  return id;
}

async function storeSurvey(
  requesterId: string,
  team: string | null,
  sentAt: Date,
  score: number | null,
  { state = 'answered', followUp }: { state?: string; followUp?: string },
): Promise<void> {
  const ticketId = await storeTicket(requesterId, team);
  const followUpId = followUp === undefined ? null : await storeTicket(requesterId, team, followUp);
  const data = { ticketId, no: 1, state, score, sentAt, sendAt: sentAt, requesterId, followUpId, updatedAt: sentAt };
  await desk.prisma.survey.create({ data });
}

const RANGE = 'from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z';

async function report(query: string, who = lead) {
  const reply = await who.client.get(`/reports/surveys?${query}`);
  expect([reply.status, reply.text]).toEqual([200, reply.text]);
  return reply.body;
}

test('by team: rate, scores and follow-ups, and all together', async () => {
  expect(await report(RANGE)).toEqual({
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
    by: 'team',
    total: {
      ...{ sent: 6, answered: 4, rate: 0.6667, average: 3 },
      scores: { 1: 1, 2: 1, 3: 0, 4: 1, 5: 1 },
      followUps: { open: 1, done: 1 },
    },
    data: [
      {
        team: { id: 'mail', name: 'Mail' },
        ...{ sent: 4, answered: 3, rate: 0.75, average: 2.67 },
        scores: { 1: 1, 2: 1, 3: 0, 4: 0, 5: 1 },
        followUps: { open: 1, done: 1 },
      },
      {
        team: { id: 'net', name: 'Network' },
        ...{ sent: 1, answered: 1, rate: 1, average: 4 },
        scores: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 },
        followUps: { open: 0, done: 0 },
      },
      {
        team: null,
        ...{ sent: 1, answered: 0, rate: 0, average: null },
        scores: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
        followUps: { open: 0, done: 0 },
      },
    ],
  });
});

test.each([
  [
    'month',
    [
      ['2026-01-01', 2],
      ['2026-02-01', 4],
    ],
  ],
  [
    'week',
    [
      ['2026-01-05', 1],
      ['2026-01-26', 2],
      ['2026-02-02', 3],
    ],
  ],
  [
    'day',
    [
      ['2026-01-05', 1],
      ['2026-01-31', 1],
      ['2026-02-01', 1],
      ['2026-02-02', 1],
      ['2026-02-03', 1],
      ['2026-02-05', 1],
    ],
  ],
])('by %s: each in the period in which it was sent, in UTC', async (by, expected) => {
  const { data } = await report(`${RANGE}&by=${by}`);
  const told = (data as { period: string; sent: number }[]).map(({ period, sent }) => [period.slice(0, 10), sent]);
  expect(told).toEqual(expected);
});

test('of one team', async () => {
  const { data, total } = await report(`${RANGE}&by=month&team=net`);
  expect(data).toMatchObject([{ period: '2026-02-01T00:00:00.000Z', sent: 1 }]);
  expect(total).toMatchObject({ sent: 1, average: 4 });
});

test('nothing in the last thirty days is nothing, and no fault', async () => {
  expect(await report('')).toMatchObject({
    data: [],
    total: { sent: 0, answered: 0, rate: null, average: null, followUps: { open: 0, done: 0 } },
  });
});

test('a lead who is restricted sees the surveys of her teams', async () => {
  const restricted = await desk.person('lead', { restricted: true, teams: ['net'] });
  expect((await report(RANGE, restricted)).data).toMatchObject([{ team: { id: 'net' }, sent: 1 }]);
  expect((await report(`${RANGE}&team=mail`, restricted)).total).toMatchObject({ sent: 0 });
});

test.each([
  ['by=year', 'by'],
  ['team=%20', 'team'],
  ['from=yesterday', 'from'],
  ['from=2026-03-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
  ['from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
  ['colour=red', 'colour'],
])('refuses %s', async (query, parameter) => {
  const reply = await lead.client.get(`/reports/surveys?${query}`);
  expect([reply.status, reply.body.errors[0].parameter]).toEqual([422, parameter]);
});

test('reads the surveys of a span by an index', async () => {
  const plan = await desk.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    const from = new Date('2026-01-01');
    return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT score FROM surveys WHERE sent_at >= ${from} AND sent_at < ${new Date('2026-03-01')}`;
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('surveys_sent_at_idx');
});
