import { v7 as uuidv7 } from 'uuid';
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
    const found = await desk.prisma.searchDocument.findUniqueOrThrow({ where: { id: ticket.id } });
    expect(found.subject).toBe(`${ticket.key.toLowerCase()} new words, oeuvre`);

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
    desk.allowSurvey(ticket);
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
    desk.allowSurvey(ticket);
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
    expect(links).toContainEqual(expect.objectContaining({ fromId: ticket.id, kind: 'followedUpBy', toId: other.id }));
    expect(links).toContainEqual(expect.objectContaining({ fromId: other.id, kind: 'followUpOf', toId: ticket.id }));
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
