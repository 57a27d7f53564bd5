import { Desk, type Person } from '../support/desk';

let desk: Desk;
let admin: Person;
let lead: Person;
let requester: Person;

const rules = [
  { id: 'vip', when: 'fields.vip == true', set: { impact: 'high', urgency: 'high', tags: ['vip'] } },
  { id: 'mail', when: 'text.contains("acces")', set: { type: 'request', team: 'desk', tags: ['mail'] } },
  { id: 'never', when: 'subject == "no ticket is called so"', set: {} },
];

beforeAll(async () => {
  desk = await Desk.start();
  admin = await desk.person('admin');
  lead = await desk.person('lead');
  await desk.prisma.organisation.create({ data: { id: 'acme', name: 'Acme' } });
  requester = await desk.person('requester', { organisation: 'acme' });
});
afterAll(() => desk.stop());

const test422 = async (body: object) => {
  const reply = await admin.client.post('/triage-rules/test', body);
  const { pointer, code, message } = reply.body.errors[0];
  return { status: reply.status, pointer, code, message };
};

describe('rules are tried before they are stored', () => {
  test('on a sample: which would match, what the ticket would be like, and what failed', async () => {
    const sample = { subject: 'Problème d’accès', requester: requester.email, priority: undefined };
    const reply = await admin.client.post('/triage-rules/test', { rules, sample });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      ...{ version: null, tested: 1, complete: true },
      data: [
        {
          ...{ key: null, subject: 'Problème d’accès', rule: 'mail' },
          set: { type: 'request', team: 'desk', tags: ['mail'] },
          ticket: {
            ...{ type: 'request', impact: null, urgency: null, priority: 'low', team: 'desk', tags: ['mail'] },
            policy: 'request',
          },
          failures: [{ kind: 'rule', id: 'vip', message: 'No such key: vip; ask has(…) first' }],
        },
      ],
      summary: [
        { rule: 'vip', matched: 0, failed: 1 },
        { rule: 'mail', matched: 1, failed: 0 },
        { rule: 'never', matched: 0, failed: 0 },
      ],
      neverMatched: ['vip', 'never'],
    });
    const acme = [{ id: 'acme', when: 'organisation == "acme"', set: { tags: ['acme'] } }];
    expect((await admin.client.post('/triage-rules/test', { rules: acme, sample })).body.data[0].rule).toBe('acme');
  });

  test('on the last tickets, which stay as they are; what one may not read is only counted', async () => {
    const opened = [await requester.client.open({ subject: 'No access: accès' }), await requester.client.open()];
    const before = await rows();
    const reply = await admin.client.post('/triage-rules/test', { rules, last: 2 });
    expect(reply.body.data.map(({ key, rule }: { key: string; rule: string }) => [key, rule])).toEqual([
      [opened[1].key, null],
      [opened[0].key, 'mail'],
    ]);
    const blind = await (await desk.service('config:write')).post('/triage-rules/test', { rules, last: 2 });
    expect([blind.body.tested, blind.body.data]).toEqual([2, []]);
    expect(blind.body.summary).toEqual(reply.body.summary);
    expect(blind.text).not.toContain('access');
    expect(await rows()).toEqual(before);
  });

  test('the stored ones, unless others are given', async () => {
    const { headers } = await admin.client.get('/triage-rules');
    const match = { 'If-Match': headers.get('etag')! };
    const { body } = await admin.client.put('/triage-rules', { rules: rules.slice(1) }, match);
    const reply = await admin.client.post('/triage-rules/test', { sample: { subject: 'acces' } });
    expect([reply.body.version, reply.body.data[0].rule]).toEqual([body.version, 'mail']);
    const live = await requester.client.open({ subject: 'acces' });
    const { rule: _rule, set: _set, failures: _failures, subject: _subject, key: _key, ...same } = reply.body.data[0];
    const { policy: _policy, ...ticket } = same.ticket;
    expect({ ...live, team: live.team.id }).toMatchObject(ticket);
  });

  test('faulty questions are refused with the place of the fault', async () => {
    const sample = { subject: 'x' };
    expect(await test422({ rules })).toMatchObject({ status: 422, pointer: '' });
    expect(await test422({ sample, last: 5 })).toMatchObject({ status: 422, pointer: '' });
    expect(await test422({ last: 501 })).toMatchObject({ status: 422, pointer: '/last' });
    expect(await test422({ sample: { subject: '' } })).toMatchObject({ pointer: '/sample/subject' });
    const nobody = { subject: 'x', requester: 'nobody@example.org' };
    expect(await test422({ sample: nobody })).toMatchObject({ pointer: '/sample/requester', code: 'unknown' });
    expect(await test422({ sample, rules: [{ ...rules[1], set: { team: 'lost' } }] })).toMatchObject({
      pointer: '/rules/0/set/team',
    });
    const bad = await admin.client.post('/triage-rules/test', {
      sample,
      rules: [{ ...rules[1], when: 'true &&\n subjekt' }],
    });
    expect(bad.body.errors).toEqual([
      {
        ...{ pointer: '/rules/0/when', code: 'invalid_condition', line: 2, column: 2, excerpt: ' subjekt' },
        message: 'Line 2, column 2: Unknown variable: subjekt.',
      },
    ]);
  });
});

test('leads see what the rules do, and which fail', async () => {
  const { headers, body } = await admin.client.get('/triage-rules');
  const version = body.version + 1;
  await admin.client.put('/triage-rules', { rules }, { 'If-Match': headers.get('etag')! });
  const matched = await requester.client.open({ subject: 'acces', fields: { vip: false } });
  const missed = await requester.client.open({ subject: 'Anything' });
  const report = await lead.client.get('/reports/rules?days=1');
  expect(report.status).toBe(200);
  expect(report.body.version).toBe(version);
  expect(report.body.rules.map(({ id, failed }: { id: string; failed: number }) => [id, failed])).toEqual([
    ['vip', 1],
    ['mail', 0],
    ['never', 0],
  ]);
  const mail = report.body.rules[1];
  expect([mail.matched >= 1, mail.lastMatchedAt >= matched.createdAt]).toEqual([true, true]);
  expect(report.body.failing).toEqual([
    {
      ...{ kind: 'rule', id: 'vip', version, current: true, count: 1, lastTicket: missed.key },
      message: 'No such key: vip; ask has(…) first',
      ...{ firstAt: expect.any(String) as unknown, lastAt: expect.any(String) as unknown },
    },
  ]);
  // Mended, it is a matter of the past.
  const mended = rules.map((rule) => ({
    ...rule,
    when: rule.id === 'vip' ? 'has(fields.vip) && fields.vip == true' : rule.when,
  }));
  await admin.client.put('/triage-rules', { rules: mended }, { 'If-Match': `"v${version}"` });
  await requester.client.open({ subject: 'Anything' });
  const after = (await lead.client.get('/reports/rules')).body;
  expect(after.failing.map(({ current, count }: { current: boolean; count: number }) => [current, count])).toEqual([
    [false, 1],
  ]);
  expect(after.rules[0].failed).toBe(0);
  expect((await lead.client.get('/reports/rules?days=0')).body.errors[0].parameter).toBe('days');
});

async function rows() {
  const [tickets, events, failures, documents] = await Promise.all([
    desk.prisma.ticket.count(),
    desk.prisma.ticketEvent.count(),
    desk.prisma.ruleFailure.findMany(),
    desk.prisma.document.count(),
  ]);
  return { tickets, events, failures, documents };
}
