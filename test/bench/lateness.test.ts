import { judge, type Alarm } from '../../bench/crowd/alarms';

const due = new Map([
  ['SD-1', 1_000],
  ['SD-2', 2_000],
]);

function alarmsOf(key: string, at: number, committedAt: number): Alarm[] {
  return ['breached', 'escalated'].map((kind) => ({ key, kind, at, committedAt }));
}

const fine = [...alarmsOf('SD-1', 1_000, 1_040), ...alarmsOf('SD-2', 2_000, 2_300)];

test('lateness is from the due instant to the commit of the escalation', () => {
  expect(judge(due, fine)).toEqual({ lateMs: [40, 300], missed: [], double: [], misdated: [] });
});

test('a ticket that has breached and not escalated is missed', () => {
  expect(judge(due, fine.slice(0, -1)).missed).toEqual(['SD-2']);
});

test('a ticket that has escalated twice is told of', () => {
  expect(judge(due, [...fine, ...alarmsOf('SD-1', 1_000, 1_050).slice(1)]).double).toEqual(['SD-1']);
});

test('an alarm that is dated when it was made up instead of when it was due is told of', () => {
  expect(judge(due, [...alarmsOf('SD-1', 1_040, 1_040), ...fine.slice(2)]).misdated).toEqual(['SD-1']);
});
