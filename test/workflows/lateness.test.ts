import type { TicketEvent } from '../../workflows/domain/events';
import { markLate } from '../../workflows/ticket/lateness';

const DUE = Date.parse('2026-11-20T10:00:00Z');

function event(kind: 'breached' | 'warned'): TicketEvent {
  const data = { clock: 'resolution', cycle: 1, percent: 100 } as const;
  return { kind, at: DUE, by: null, data, seq: 2, identity: `alarm:x@${DUE}#0` };
}

function lateMs(kind: 'breached' | 'warned', after: number): number | undefined {
  return markLate([event(kind)], DUE + after, 60_000)[0]?.data.lateMs;
}

test('a breach recorded at once is not late', () => {
  expect(lateMs('breached', 900)).toBeUndefined();
});

test('a breach made up after an outage keeps its instant and says how late the desk was', () => {
  expect(markLate([event('breached')], DUE + 3_600_000, 60_000)).toEqual([
    { ...event('breached'), data: { ...event('breached').data, lateMs: 3_600_000 } },
  ]);
});

test('a warning within its spread is not late', () => {
  expect(lateMs('warned', 61_000)).toBeUndefined();
  expect(lateMs('warned', 66_000)).toBe(66_000);
});
