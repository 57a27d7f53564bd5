import { putDocument } from '../../prisma/documents';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

describe('messages', () => {
  const told = async (ticket: { id: string }) => {
    const rows = await desk.prisma.delivery.findMany({ where: { ticketId: ticket.id }, orderBy: { seq: 'asc' } });
    return rows.map(({ kind, recipient }) => `${kind} → ${recipient}`);
  };

  test('C24 go to whom the event concerns, once, however often it is saved', async () => {
    const at = Date.now();
    const ticket = await desk.open({}, at);
    const agent = await desk.createAgent([]);
    const comment = await desk.comment(ticket);
    const events = [
      ...desk.decide(ticket, 'assign', { agent: agent.id }, at + 1),
      ...desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' }, at + 2),
      ...desk.decide(ticket, 'comment', { comment, visibility: 'internal', from: 'agent' }, at + 3),
    ];
    await desk.save(ticket, events);
    await desk.save(ticket, events);
    await desk.save(ticket, []);
    expect(await told(ticket)).toEqual([`assigned → ${agent.id}`, `commented → ${desk.requester.id}`]);
  });

  test('never go to whoever caused them; a watcher hears what she may read, a mentioned one that she was mentioned', async () => {
    const at = Date.now();
    await desk.createTeam('apart');
    const ticket = await desk.open({}, at);
    const [watcher, mentioned, agent] = await Promise.all([1, 2, 3].map(() => desk.createAgent([])));
    const stranger = await desk.createAgent(['apart']);
    await desk.prisma.user.update({ where: { id: stranger.id }, data: { restricted: true } });
    const watching = [watcher!, stranger, desk.requester, mentioned!];
    await desk.prisma.watcher.createMany({
      data: watching.map(({ id }) => ({ ticketId: ticket.id, userId: id, addedBy: id })),
    });
    const note = await desk.comment(ticket, 'internal');
    await desk.prisma.comment.update({
      where: { id: note },
      data: { mentions: [mentioned!.id, stranger.id, agent!.id] },
    });
    await desk.save(ticket, [
      ...desk.decide(ticket, 'comment', { comment: note, visibility: 'internal', from: 'agent' }, at + 1, agent),
      ...desk.decide(ticket, 'pend', { reason: 'vendor' }, at + 2, watcher),
      ...desk.decide(ticket, 'resolve', { resolution: 'cancelled' }, at + 3, desk.requester),
    ]);
    const expected = [
      `commented → ${watcher!.id}`,
      `mentioned → ${mentioned!.id}`,
      ...[desk.requester, mentioned!].map(({ id }) => `pended → ${id}`),
      ...[watcher!, mentioned!].map(({ id }) => `resolved → ${id}`),
    ];
    expect((await told(ticket)).sort()).toEqual(expected.sort());
  });

  test('a comment that an operator names wrongly mentions nobody and stops nothing', async () => {
    const ticket = await desk.open();
    const events = desk.decide(ticket, 'comment', { comment: 'no id', visibility: 'public', from: 'agent' });
    expect(await desk.save(ticket, events)).toEqual({ outcome: 'saved', version: ticket.state.seq });
    expect(await told(ticket)).toEqual([`commented → ${desk.requester.id}`]);
  });

  test('of the escalations of a clock at one instant only the highest is told; leads and team are people', async () => {
    const at = Date.now() - 86_400_000;
    const [lead, agent] = [await desk.createAgent(['desk']), await desk.createAgent(['desk'])];
    await desk.prisma.user.update({ where: { id: lead.id }, data: { role: 'lead' } });
    const ticket = await desk.open({}, at);
    const comment = await desk.comment(ticket);
    await desk.save(ticket, [
      ...desk.decide(ticket, 'edit', { priority: 'low' }, at + 1),
      ...desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' }, at + 2),
      // Twelve hours are used of four, so 100 and 150 percent come at this instant.
      ...desk.decide(ticket, 'edit', { priority: 'critical' }, at + 12 * 3_600_000),
      ...desk.pass(ticket, at + 12 * 3_600_000),
    ]);
    const escalated = (await desk.events(ticket)).filter((event) => event.kind === 'escalated');
    expect(escalated.map((event) => (event.data as { percent: number }).percent)).toEqual([100, 150]);
    const rows = await desk.prisma.delivery.findMany({ where: { ticketId: ticket.id, kind: 'escalated' } });
    expect(rows.map((row) => (row.payload as { percent: number }).percent)).toEqual([150, 150]);
    expect(rows.map((row) => row.recipient).sort()).toEqual([lead.id, agent.id].sort());
    expect((await desk.row(ticket)).breached).toBe(true);
  });

  test('an escalation that comes due in closed hours waits for the opening, unless its level says always', async () => {
    const monday = Date.UTC(2026, 10, 16);
    const hour = 3_600_000;
    const weekly = { mon: [['08:00', '18:00']], tue: [['08:00', '18:00']] } as const;
    const created = { id: 'day', expectedVersion: null, by: null };
    await putDocument(desk.prisma, { ...created, kind: 'calendar', document: { timeZone: 'UTC', weekly } });
    const policy = {
      name: 'Day',
      order: 0,
      when: 'ticket.subject == "By day"',
      calendar: 'day',
      clocks: { resolution: { targets: { critical: 'PT5H', medium: 'PT8H' } } },
      escalations: [
        { clock: 'resolution', at: 100, level: 1, notify: ['mailto:duty@example.org'] },
        { clock: 'resolution', at: 150, level: 2, notify: ['mailto:boss@example.org'], always: true },
      ],
    } as const;
    await putDocument(desk.prisma, { ...created, kind: 'policy', document: policy });
    // Nine open hours are used when somebody raises the priority at night: level 1 of eight, level 2 of five.
    const raised = async (priority: 'medium' | 'critical') => {
      const ticket = await desk.open({ subject: 'By day' }, monday + 9 * hour);
      await desk.save(ticket, [
        ...desk.decide(ticket, 'edit', { priority }, monday + 22 * hour),
        ...desk.pass(ticket, monday + 22 * hour),
      ]);
      const rows = await desk.prisma.delivery.findMany({ where: { ticketId: ticket.id, kind: 'escalated' } });
      return rows.map((row) => [row.recipient, row.notBefore?.getTime() ?? null]);
    };
    expect(await raised('medium')).toEqual([['duty@example.org', monday + 32 * hour]]);
    expect(await raised('critical')).toEqual([['boss@example.org', null]]);
  });
});
