import { DEMO_RULES } from '../../prisma/demo';
import { currentDocument, putDocument, type DocumentBodies, type DocumentKind } from '../../prisma/documents';
import { seedDemo } from '../../prisma/seed';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
  await seedDemo(desk.prisma);
});
afterAll(() => desk.drop());

async function put<K extends DocumentKind>(kind: K, id: string, document: DocumentBodies[K]) {
  const current = await currentDocument(desk.prisma, kind, id);
  const outcome = await putDocument(desk.prisma, {
    kind,
    id,
    document,
    expectedVersion: current?.version ?? null,
    by: null,
  });
  expect(outcome.outcome).toBe('stored');
}

async function opened(subject: string, given = {}, description = '') {
  const ticket = await desk.receive({ subject, description }, given);
  const answer = await desk.activities.admit({ ticketId: ticket.id });
  await desk.save(ticket, desk.decide(ticket, 'triage', answer));
  return { ticket, answer, row: await desk.row(ticket) };
}

describe('the three tickets of the table open with these words and get these labels', () => {
  test.each([
    ["Problème d'accès à l'email", 'incident', 'high', 'messagerie'],
    ['Serveur surchargé', 'alert', 'medium', 'infrastructure'],
    ["Demande d'accès à Zoom", 'request', 'low', 'acces'],
  ])('%s → %s, %s, %s', async (subject, type, priority, teamId) => {
    const { row, answer } = await opened(subject);
    expect(row).toMatchObject({ type, priority, teamId, status: 'open' });
    expect(answer.facts.policy?.id).toBe(type);
    // The teams assign by themselves: someone of the team has it, and holds a place.
    const member = await desk.prisma.membership.findFirst({ where: { teamId, userId: row.assigneeId ?? '' } });
    expect(member).not.toBeNull();
    expect(await desk.assignments({ id: row.id } as never)).toEqual([`1 held ${row.assigneeId}`]);
  });
});

test('what the requester said of the type holds, and the rule still finds the team', async () => {
  const { row, answer } = await opened('Serveur surchargé', { type: 'request', impact: 'high', urgency: 'high' });
  expect(row).toMatchObject({ type: 'request', priority: 'critical', teamId: 'infrastructure' });
  expect(answer.facts.policy?.id).toBe('request');
});

test('words that no rule knows come to the default team with the type as it came in', async () => {
  const { row, answer } = await opened('Blah');
  expect(answer).toMatchObject({ rule: null, claim: null, team: 'desk', type: 'incident' });
  expect(row).toMatchObject({ type: 'incident', priority: 'high', teamId: 'desk', assigneeId: null });
});

test('a repeat answers the same claim, and takes no second place', async () => {
  const ticket = await desk.receive({ subject: 'Messagerie en panne' });
  const first = await desk.activities.admit({ ticketId: ticket.id });
  expect(first.claim).not.toBeNull();
  expect(await desk.activities.admit({ ticketId: ticket.id })).toEqual(first);
  expect(await desk.assignments(ticket)).toEqual([`1 claimed ${first.claim?.agent}`]);
});

test('a ticket that somebody took before triage answered gets no second agent', async () => {
  const ticket = await desk.receive({ subject: 'Messagerie en panne' });
  const agent = await desk.createAgent([]);
  await desk.save(ticket, desk.decide(ticket, 'assign', { agent: agent.id }));
  expect(await desk.activities.admit({ ticketId: ticket.id })).toMatchObject({ claim: null, team: 'messagerie' });
});

test('an unknown ticket is final', async () => {
  await expect(desk.activities.admit({ ticketId: desk.requester.id })).rejects.toMatchObject({ type: 'UnknownTicket' });
});

describe('rules', () => {
  afterAll(() => put('triageRules', 'default', { rules: DEMO_RULES }));

  test('one that fails is skipped and logged without the texts; the first that holds counts; an edit holds at once', async () => {
    await put('triageRules', 'default', {
      rules: [
        { id: 'broken', when: 'ticket.fields.nothing.there == 1', set: { type: 'alert' } },
        { id: 'no-cel', when: 'ticket.subject ==', set: { type: 'alert' } },
        { id: 'no-truth', when: 'ticket.subject', set: { type: 'alert' } },
        {
          id: 'vip',
          when: 'ticket.fields.vip == true',
          set: { impact: 'high', urgency: 'medium', tags: ['vip', 'a'] },
        },
        { id: 'last', when: 'true', set: { type: 'request', team: 'gone' } },
      ],
    });
    desk.logged.length = 0;
    const ticket = await desk.receive({ subject: 'Hush hush', fields: { vip: true } });
    await desk.prisma.ticket.update({ where: { id: ticket.id }, data: { tags: ['a', 'own'] } });
    const answer = await desk.activities.admit({ ticketId: ticket.id });
    expect(answer).toMatchObject({ rule: 'vip', impact: 'high', urgency: 'medium', type: 'incident' });
    expect(desk.logged.map(({ facts }) => (facts as { rule: string }).rule)).toEqual(['broken', 'no-cel', 'no-truth']);
    expect(JSON.stringify(desk.logged)).not.toContain('Hush');
    const version = (await currentDocument(desk.prisma, 'triageRules', 'default'))!.version;
    const failures = () =>
      desk.prisma.ruleFailure.findMany({ where: { version, kind: 'rule' }, orderBy: { id: 'asc' } });
    expect(await failures()).toMatchObject([
      { id: 'broken', count: 1, message: 'No such key: nothing; ask has(…) first', lastTicketId: ticket.id },
      { id: 'no-cel', count: 1, message: 'Unexpected token', lastTicketId: ticket.id },
      { id: 'no-truth', count: 1, message: 'It answers string, not true or false', lastTicketId: ticket.id },
    ]);
    // A second attempt for the same ticket counts nothing twice.
    await desk.activities.admit({ ticketId: ticket.id });
    expect((await failures()).map(({ count }) => count)).toEqual([1, 1, 1]);
    await desk.save(ticket, desk.decide(ticket, 'triage', answer));
    expect(await desk.row(ticket)).toMatchObject({ priority: 'high', tags: ['a', 'own', 'vip'] });

    const other = await desk.receive({});
    expect(await desk.activities.admit({ ticketId: other.id })).toMatchObject({
      rule: 'last',
      type: 'request',
      team: 'desk',
    });
    expect((await failures()).map(({ id, count, lastTicketId }) => [id, count, lastTicketId])).toEqual([
      ...['broken', 'no-cel', 'no-truth'].map((id) => [id, 2, other.id]),
      // Which asks for a field that the other ticket does not have.
      ['vip', 1, other.id],
    ]);
  });

  test('failures that cannot be kept hold up no ticket', async () => {
    await put('triageRules', 'default', { rules: [{ id: 'lost', when: 'fields.gone == 1', set: { type: 'alert' } }] });
    await desk.prisma.$executeRaw`ALTER TABLE rule_failures RENAME TO mislaid`;
    try {
      const ticket = await desk.receive({});
      expect(await desk.activities.admit({ ticketId: ticket.id })).toMatchObject({ rule: null, type: 'incident' });
    } finally {
      await desk.prisma.$executeRaw`ALTER TABLE mislaid RENAME TO rule_failures`;
    }
  });
});

describe('policies and calendars', () => {
  const office = {
    timeZone: 'Europe/Paris',
    weekly: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
        day,
        [
          ['08:00', '12:00'],
          ['13:00', '18:00'],
        ] as const,
      ]),
    ),
  };

  test('a policy may ask for what the triage rule has added', async () => {
    const rules = await currentDocument(desk.prisma, 'triageRules', 'default');
    await put('triageRules', 'default', {
      rules: [{ id: 'vip', when: 'ticket.subject == "By tag"', set: { tags: ['gold'] } }],
    });
    await put('policy', 'gold', {
      ...{ name: 'Gold', order: 0, calendar: 'always', clocks: {} },
      when: '"gold" in tags',
    });
    expect((await opened('By tag')).answer.facts.policy?.id).toBe('gold');
    await put('triageRules', 'default', rules!.document);
  });

  test('the lowest order that holds wins, and only what the ticket lives by travels with it', async () => {
    await put('policy', 'vip', {
      name: 'VIP',
      order: 1,
      when: 'ticket.priority == "critical" && ticket.team == "infrastructure"',
      calendar: 'always',
      clocks: { resolution: { targets: { critical: 'PT1H' } } },
    });
    const { answer } = await opened('Serveur surchargé', { impact: 'high', urgency: 'high' });
    expect(answer.facts.policy).toEqual({
      id: 'vip',
      version: 1,
      calendar: 'always',
      clocks: { resolution: { targets: { critical: 'PT1H' } } },
    });
    expect((await opened('Serveur surchargé')).answer.facts.policy?.id).toBe('alert');
  });

  test('windows begin when the ticket came, reach 60 days at least, and stay small', async () => {
    await put('calendar', 'office', office);
    await put('policy', 'office', {
      name: 'Office',
      order: 2,
      when: 'ticket.subject == "By the office hours"',
      calendar: 'office',
      clocks: {
        firstResponse: { targets: { high: 'PT8H' }, calendar: 'always' },
        resolution: { targets: { high: 'PT2000H' } },
      },
    });
    const { answer, ticket } = await opened('By the office hours');
    const [window, always] = answer.facts.calendars;
    expect(answer.facts.calendars.map(({ id }) => id)).toEqual(['office', 'always']);
    expect(window?.from).toBe(ticket.state.receivedAt);
    expect(always?.until).toBe(8.64e15);
    expect((window?.until ?? 0) - Date.now()).toBeGreaterThan(60 * 86_400_000);
    expect(JSON.stringify(answer.facts.calendars).length).toBeLessThan(15_000);

    const until = (window?.until ?? 0) + 30 * 86_400_000;
    const [longer] = await desk.activities.extendCalendars({
      windows: [{ id: 'office', version: window?.version ?? 0, from: window?.from ?? 0 }],
      until,
    });
    expect(longer?.until).toBe(until);
    expect(longer?.intervals.slice(0, window?.intervals.length)).toEqual(window?.intervals);
    await expect(
      desk.activities.extendCalendars({ windows: [{ id: 'office', version: 9, from: 0 }], until }),
    ).rejects.toMatchObject({ type: 'UnknownCalendar' });
  });

  test('without any policy that holds, or with a calendar that is gone, the ticket opens all the same', async () => {
    await put('policy', 'gone', {
      name: 'Gone',
      order: 0,
      when: 'ticket.subject == "Gone"',
      calendar: 'no-such-calendar',
      clocks: { resolution: { targets: { high: 'PT1H' } } },
    });
    const { row } = await opened('Gone');
    expect(row).toMatchObject({ status: 'open' });
    await desk.prisma.document.updateMany({ where: { kind: 'policy' }, data: { current: false } });
    try {
      const { row: bare, answer } = await opened('Serveur surchargé');
      expect(answer.facts.policy).toMatchObject({ id: 'none', clocks: {} });
      expect(bare).toMatchObject({ status: 'open', nextDueAt: null });
    } finally {
      await desk.prisma.document.updateMany({ where: { kind: 'policy', version: 1 }, data: { current: true } });
    }
  });
});
