import { v7 as uuidv7 } from 'uuid';
import type { TicketEvent } from '../../workflows/domain/events';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

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
