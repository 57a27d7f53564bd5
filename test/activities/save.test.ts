import { v7 as uuidv7 } from 'uuid';
import type { TicketEvent } from '../../workflows/domain/events';
import { putDocument } from '../../prisma/documents';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

const kinds = (events: readonly { kind: string }[]) => events.map((event) => event.kind);

describe('what happened to a ticket is projected', () => {
  test('row, events and state come in one save, and the answer is the version', async () => {
    const ticket = await desk.receive({ subject: 'Printer on fire' });
    const events = desk.decide(ticket, 'triage', await desk.activities.admit({ ticketId: ticket.id }));
    const answer = await desk.save(ticket, events);

    expect(answer).toEqual({ outcome: 'saved', version: ticket.state.seq });
    const row = await desk.row(ticket);
    expect(row).toMatchObject({
      version: ticket.state.seq,
      status: 'open',
      type: 'incident',
      priority: 'high',
      priorityRank: 3,
      teamId: 'desk',
      runId: 'run-1',
      breached: false,
      endedAt: null,
      subject: 'Printer on fire',
    });
    expect(row.state).toEqual(ticket.state);
    expect(row.nextDueAt?.getTime()).toBe(ticket.state.receivedAt + 3_600_000);
    expect(kinds(await desk.events(ticket))).toEqual(['received', ...kinds(events)]);
  });

  test('a comment becomes visible with its event, and only then', async () => {
    const ticket = await desk.open();
    const comment = await desk.comment(ticket);
    const events = desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' });
    expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ seq: null });
    await desk.save(ticket, events);
    const seq = events.find((event) => event.kind === 'commented')?.seq;
    expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ seq });
  });

  test('a note that comes with a command is numbered by its own event `commented`', async () => {
    const ticket = await desk.open();
    const comment = await desk.comment(ticket);
    const events = desk.decide(ticket, 'resolve', { resolution: 'done', comment });
    await desk.save(ticket, events);
    const seq = events.find((event) => event.kind === 'commented')?.seq;
    expect(seq).toBeDefined();
    expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ seq });
  });

  test('an edit merges fields, replaces tags and subject, and is applied once', async () => {
    const ticket = await desk.receive({
      subject: 'Old words',
      fields: { room: '12', floor: 3, site: { city: 'Lyon' } },
    });
    const revision = uuidv7();
    await desk.prisma.revision.create({
      data: {
        id: revision,
        ticketId: ticket.id,
        subject: 'New words, Œuvre',
        fields: { room: null, floor: 4, site: { zip: '69001' } },
        tags: ['vip'],
      },
    });
    const events = desk.decide(ticket, 'edit', { revision, members: ['subject', 'fields', 'tags'] });
    await desk.save(ticket, events);
    const row = await desk.row(ticket);
    expect(row.subject).toBe('New words, Œuvre');
    expect(row.fields).toEqual({ floor: 4, site: { city: 'Lyon', zip: '69001' } });
    expect(row.tags).toEqual(['vip']);
    expect(row.searchText).toBe(`${ticket.key.toLowerCase()} new words, oeuvre`);

    await desk.prisma.ticket.update({ where: { id: ticket.id }, data: { subject: 'Changed since' } });
    await desk.save(ticket, []);
    expect((await desk.row(ticket)).subject).toBe('Changed since');
  });

  test('ids that no person could have sent do not keep a ticket from being saved', async () => {
    const ticket = await desk.open();
    const events = [
      ...desk.decide(ticket, 'assign', { agent: 'nobody\u0000\ud800' }),
      ...desk.decide(ticket, 'comment', { comment: 'no-uuid', visibility: 'public', from: 'agent' }),
      ...desk.decide(ticket, 'assign', { agent: uuidv7() }),
    ];
    expect(await desk.save(ticket, events)).toMatchObject({ outcome: 'saved' });
    expect(await desk.row(ticket)).toMatchObject({ assigneeId: null, acceptedAt: null });
  });

  test('a survey has its row, a rating its score, a reopening cancels', async () => {
    const at = Date.now();
    const ticket = await desk.open({}, at);
    await desk.save(ticket, desk.decide(ticket, 'resolve', { resolution: 'done' }, at + 1_000));
    const surveys = () => desk.prisma.survey.findMany({ where: { ticketId: ticket.id }, orderBy: { no: 'asc' } });
    expect(await surveys()).toMatchObject([{ no: 1, state: 'scheduled' }]);
    // Both in one batch: the first survey's end is seen all the same.
    await desk.save(ticket, [
      ...desk.decide(ticket, 'reopen', {}, at + 2_000),
      ...desk.decide(ticket, 'resolve', { resolution: 'done' }, at + 3_000),
    ]);
    expect(await surveys()).toMatchObject([
      { no: 1, state: 'cancelled' },
      { no: 2, state: 'scheduled' },
    ]);
    await desk.save(ticket, desk.pass(ticket, at + 3 * 3_600_000));
    expect(await surveys()).toMatchObject([{}, { no: 2, state: 'sent' }]);
    const comment = await desk.comment(ticket, 'survey');
    await desk.save(ticket, desk.decide(ticket, 'rate', { no: 2, score: 5, comment }, at + 4 * 3_600_000));
    expect(await surveys()).toMatchObject([{}, { no: 2, state: 'answered', score: 5, commentId: comment }]);
    expect(await desk.row(ticket)).toMatchObject({ surveyState: 'answered', surveyScore: 5 });
  });

  test('a ticket that is over has ended, one that waits for its survey has not', async () => {
    const at = Date.now();
    const ticket = await desk.open({}, at);
    await desk.save(ticket, [
      ...desk.decide(ticket, 'resolve', { resolution: 'done' }, at + 1),
      ...desk.decide(ticket, 'close', {}, at + 2),
    ]);
    expect(await desk.row(ticket)).toMatchObject({ status: 'closed', endedAt: null });
    await desk.save(ticket, desk.pass(ticket, at + 60 * 86_400_000));
    const row = await desk.row(ticket);
    expect(row.endedAt).not.toBeNull();
    expect(row.surveyState).toBe('expired');
  });

  test('a reopened ticket leaves its fingerprint to the one that alerts have opened since', async () => {
    const [first, second] = [await desk.open(), await desk.open()];
    const mark = (ticket: { id: string }) =>
      desk.prisma.ticket.update({ where: { id: ticket.id }, data: { fingerprint: 'disk-full' } });
    await mark(first);
    await desk.save(first, desk.decide(first, 'resolve', { resolution: 'done' }));
    await desk.save(first, desk.decide(first, 'reopen', {}));
    expect(await desk.row(first)).toMatchObject({ fingerprint: 'disk-full' });
    await desk.save(first, desk.decide(first, 'resolve', { resolution: 'done' }));
    await mark(second);
    expect(await desk.save(first, desk.decide(first, 'reopen', {}))).toMatchObject({ outcome: 'saved' });
    expect(await desk.row(first)).toMatchObject({ status: 'open', fingerprint: null });
    expect(await desk.row(second)).toMatchObject({ fingerprint: 'disk-full' });
  });

  test('follow-ups are linked from both ends', async () => {
    const [ticket, other] = [await desk.open(), await desk.open()];
    await desk.save(ticket, desk.decide(ticket, 'resolve', { resolution: 'cancelled' }));
    await desk.save(ticket, desk.decide(ticket, 'close', {}));
    await desk.save(ticket, desk.decide(ticket, 'followUp', { key: other.key }));
    const links = await desk.prisma.ticketLink.findMany();
    expect(links).toHaveLength(2);
    expect(links).toContainEqual({ fromId: ticket.id, kind: 'followedUpBy', toId: other.id });
    expect(links).toContainEqual({ fromId: other.id, kind: 'followUpOf', toId: ticket.id });
  });
});

describe('messages', () => {
  const told = async (ticket: { id: string }) => {
    const rows = await desk.prisma.delivery.findMany({ where: { ticketId: ticket.id }, orderBy: { seq: 'asc' } });
    return rows.map(({ kind, recipient }) => `${kind} → ${recipient}`);
  };

  test('go to whom the event concerns, once', async () => {
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

describe('a repeated attempt changes nothing', () => {
  test('the attempt that died between commit and answer', async () => {
    const ticket = await desk.open();
    const events = desk.decide(ticket, 'accept', {});
    const first = await desk.save(ticket, events);
    const before = await desk.row(ticket);
    expect(await desk.save(ticket, events)).toEqual(first);
    expect(await desk.row(ticket)).toEqual(before);
    expect(await desk.events(ticket)).toHaveLength(ticket.state.seq);
  });

  test('an attempt of which the first part is there already writes the rest', async () => {
    const ticket = await desk.open();
    const first = desk.decide(ticket, 'accept', {});
    await desk.save(ticket, first);
    const second = desk.decide(ticket, 'pend', { reason: 'vendor' });
    expect(await desk.save(ticket, [...first, ...second])).toEqual({ outcome: 'saved', version: ticket.state.seq });
    expect(await desk.row(ticket)).toMatchObject({ status: 'pending', pendingReason: 'vendor' });
    expect(await desk.events(ticket)).toHaveLength(ticket.state.seq);
  });

  test('a late attempt of a dead worker never sets the row back', async () => {
    const ticket = await desk.open();
    const early = { events: desk.decide(ticket, 'accept', {}), state: ticket.state };
    await desk.save(ticket, early.events);
    await desk.save(ticket, desk.decide(ticket, 'resolve', { resolution: 'done' }));
    const before = await desk.row(ticket);
    expect(await desk.activities.save({ ...early, runId: 'zombie' })).toEqual({
      outcome: 'saved',
      version: early.state.seq,
    });
    expect(await desk.row(ticket)).toEqual(before);
  });

  test('two attempts at once write once', async () => {
    const ticket = await desk.open();
    const events = desk.decide(ticket, 'accept', {});
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => desk.save(ticket, events)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await desk.events(ticket)).toHaveLength(ticket.state.seq);
  });

  test('without events the row is written anew as of its version', async () => {
    const ticket = await desk.open();
    await desk.prisma.ticket.update({ where: { id: ticket.id }, data: { status: 'new', teamId: null } });
    expect(await desk.save(ticket, [])).toEqual({ outcome: 'saved', version: ticket.state.seq });
    expect(await desk.row(ticket)).toMatchObject({ status: 'open', teamId: 'desk' });
  });
});

describe('a forked history is not overwritten', () => {
  /** What the database holds of a ticket that lived on, and the state of a run that was reset to before that. */
  async function fork() {
    const ticket = await desk.open();
    const reset = { ...ticket };
    const command = uuidv7();
    await desk.save(ticket, desk.decide(ticket, 'accept', {}, Date.now(), undefined, command));
    return { ticket, reset, command };
  }

  test.each(['identity', 'kind', 'at'] as const)('another %s under a known number diverges', async (what) => {
    const ticket = await desk.open();
    const [event] = desk.decide(ticket, 'accept', {}) as [TicketEvent];
    await desk.save(ticket, [event]);
    const before = await desk.row(ticket);
    const other = {
      ...event,
      ...{ identity: { identity: 'x#1' }, kind: { kind: 'closed' }, at: { at: event.at + 1 } }[what],
    };
    const answer = await desk.save(ticket, [other as TicketEvent]);
    expect(answer).toEqual({ outcome: 'diverged', version: before.version });
    expect(await desk.row(ticket)).toEqual(before);
    expect(await desk.events(ticket)).toHaveLength(before.version);
  });

  test('events above a gap diverge: a backup that was restored lacks some', async () => {
    const ticket = await desk.open();
    desk.decide(ticket, 'accept', {});
    const later = desk.decide(ticket, 'pend', { reason: 'vendor' });
    const before = await desk.row(ticket);
    expect(await desk.save(ticket, later)).toEqual({ outcome: 'diverged', version: before.version });
    expect(await desk.row(ticket)).toEqual(before);
  });

  test('a state without events that is not of the row diverges', async () => {
    const { reset, ticket } = await fork();
    expect(await desk.save(reset, [])).toEqual({ outcome: 'diverged', version: ticket.state.seq });
  });

  test('numbered on above the row, it is saved, and a command keeps its id where it was first', async () => {
    const { ticket, reset, command } = await fork();
    const again = desk.decide(reset, 'accept', {}, Date.now() + 5, undefined, command);
    const answer = await desk.save(reset, again, 'run-2');
    expect(answer).toEqual({ outcome: 'diverged', version: ticket.state.seq });
    let seq = ticket.state.seq;
    const diverged: TicketEvent = {
      seq: ++seq,
      identity: `desk:diverged@${seq}#0`,
      kind: 'diverged',
      at: Date.now(),
      by: null,
      data: { version: seq - 1 },
    };
    const renumbered = [diverged, ...again.map((event) => ({ ...event, seq: ++seq }))];
    reset.state = { ...reset.state, seq };
    expect(await desk.save(reset, renumbered, 'run-2')).toEqual({ outcome: 'saved', version: seq });
    const withId = (await desk.events(reset)).filter((event) => event.commandId === command);
    expect(withId.map((event) => event.seq)).toEqual([ticket.state.seq]);
    expect(await desk.row(reset)).toMatchObject({ version: seq, runId: 'run-2' });
  });
});

describe('what the database refuses', () => {
  test('is not tried for ever, is remembered without its texts, and forgotten once it passes', async () => {
    const ticket = await desk.open();
    const good = ticket.state;
    const events = desk.decide(ticket, 'accept', {});
    const bad = { ...ticket.state, resolution: 'secret words' } as unknown as typeof good;
    const failure = await desk.activities.save({ state: bad, events, runId: 'r' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ nonRetryable: true, type: 'ConstraintViolation' });
    expect((failure as Error).message).toContain('tickets_resolution_check');
    expect((failure as Error).message).not.toContain('secret words');
    expect(await desk.prisma.saveFailure.findMany()).toMatchObject([
      { ticketId: ticket.id, constraint: 'tickets_resolution_check', sqlState: '23514', seq: ticket.state.seq },
    ]);
    expect(await desk.row(ticket)).toMatchObject({ version: good.seq });

    await desk.save(ticket, events);
    expect(await desk.prisma.saveFailure.count()).toBe(0);
  });

  test('a failing message takes everything else of its save with it', async () => {
    const ticket = await desk.open();
    const before = await desk.row(ticket);
    const comment = await desk.comment(ticket);
    await desk.prisma.$executeRaw`ALTER TABLE deliveries ADD CONSTRAINT no_mail CHECK (kind <> 'commented') NOT VALID`;
    try {
      const events = desk.decide(ticket, 'comment', { comment, visibility: 'public', from: 'agent' });
      await expect(desk.save(ticket, events)).rejects.toMatchObject({ type: 'ConstraintViolation' });
      expect(await desk.row(ticket)).toEqual(before);
      expect(await desk.events(ticket)).toHaveLength(before.version);
      expect(await desk.prisma.comment.findUnique({ where: { id: comment } })).toMatchObject({ seq: null });
    } finally {
      await desk.prisma.$executeRaw`ALTER TABLE deliveries DROP CONSTRAINT no_mail`;
    }
  });

  test('a ticket without a row is final', async () => {
    const ticket = await desk.receive();
    await desk.prisma.ticket.delete({ where: { id: ticket.id } });
    await expect(desk.save(ticket, [])).rejects.toMatchObject({ type: 'UnknownTicket', nonRetryable: true });
  });

  test('a lost connection is worth another attempt', async () => {
    const ticket = await desk.open();
    const events = desk.decide(ticket, 'accept', {});
    const lost = desk.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM tickets WHERE id = ${ticket.id}::uuid FOR UPDATE`;
      const saving = desk.save(ticket, events).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await tx.$queryRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'`;
      return saving;
    });
    const error = await lost;
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toMatchObject({ nonRetryable: true });
    expect(await desk.save(ticket, events)).toMatchObject({ outcome: 'saved' });
  });
});
