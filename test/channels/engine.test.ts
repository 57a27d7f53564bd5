import { RETRY_A_DAY, waitAfter } from '../../channels/engine/backoff';
import { intoBatches } from '../../channels/engine/batches';
import { Health } from '../../channels/engine/health';
import { judge } from '../../channels/engine/record';
import type { Waiting } from '../../channels/engine/types';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T00:00:00Z');

function row(more: Partial<Waiting> = {}): Waiting {
  return {
    ...{ id: 'a', key: 'a', ticketId: 't1', seq: 1, kind: 'resolved', channel: 'email', recipient: 'r1', payload: {} },
    ...{ attempts: 0, firstTriedAt: null, createdAt: new Date(START) },
    ...more,
  };
}

describe('waits between attempts', () => {
  test('double from half a minute to an hour, and are spread by half to each side', () => {
    const waits = [1, 2, 3, 7, 8, 30].map((attempts) => waitAfter(RETRY_A_DAY, attempts, 0.5));
    expect(waits).toEqual([30_000, 60_000, 120_000, 1_920_000, HOUR, HOUR]);
    expect([waitAfter(RETRY_A_DAY, 1, 0), waitAfter(RETRY_A_DAY, 1, 1)]).toEqual([15_000, 45_000]);
  });

  test('a message that fails for a day is given up, and not before', () => {
    const failed = { id: 'a', kind: 'failed', error: '451' } as const;
    const after = (ms: number) =>
      judge(row({ attempts: 9, firstTriedAt: new Date(START) }), failed, RETRY_A_DAY, {
        ...{ now: START + ms, chance: 0.5, probeMs: null },
      });
    expect(after(24 * HOUR - 1)).toMatchObject({ kind: 'again' });
    expect(after(24 * HOUR)).toEqual({ kind: 'givenUp' });
  });

  test('one that is refused for good is given up at once', () => {
    const refused = { id: 'a', kind: 'failed', error: '550', final: true } as const;
    const facts = { now: START, chance: 0.5, probeMs: null };
    expect(judge(row(), refused, RETRY_A_DAY, facts)).toEqual({ kind: 'givenUp' });
  });

  test('one that met a channel that is down waits no longer than the channel rests', () => {
    const down = { id: 'a', kind: 'failed', error: 'connection refused', down: true } as const;
    const facts = { now: START, chance: 0.5, probeMs: 1_000 };
    expect(judge(row(), down, RETRY_A_DAY, facts)).toEqual({ kind: 'again', at: new Date(START + 1_000) });
  });
});

describe('what is handed over together', () => {
  const rows = [
    row({ id: 'late', seq: 9 }),
    row({ id: 'other ticket', ticketId: 't2', seq: 4 }),
    row({ id: 'early', seq: 2 }),
    row({ id: 'other person', recipient: 'r2' }),
    row({ id: 'ping', ticketId: null, recipient: 'r1' }),
  ];
  const ids = (together: 'recipient' | 'ticket') =>
    intoBatches(rows, together).map((batch) => batch.map(({ id }) => id));

  test('of a ticket: in the order of its events', () => {
    expect(ids('ticket')).toEqual([['early', 'late'], ['other ticket'], ['other person'], ['ping']]);
  });

  test('of a recipient: all of hers', () => {
    expect(ids('recipient')).toEqual([['early', 'late', 'other ticket', 'ping'], ['other person']]);
  });
});

describe('a channel through which nothing gets', () => {
  test('rests after five failures, longer each time, and is well again with the first message that got through', () => {
    const health = new Health();
    for (let i = 0; i < 4; i++) health.noteFailure('500', false, START, 0.5);
    expect(health.probing).toBe(false);
    health.noteFailure('500', false, START, 0.5);
    expect([health.probing, health.restLeft(START)]).toEqual([true, 1_000]);
    health.noteFailure('500', false, START + 1_000, 0.5);
    expect(health.restLeft(START + 1_000)).toBe(2_000);
    health.noteSent();
    expect([health.probing, health.restLeft(START)]).toEqual([false, 0]);
  });

  test('failures side by side are one', () => {
    const health = new Health();
    for (let i = 0; i < 5; i++) health.noteFailure('connection refused', true, START, 0.5);
    expect(health.restLeft(START)).toBe(1_000);
  });
});
