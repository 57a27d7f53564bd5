import { sweepAlerts } from '../../activities/housekeeping';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

const daysAgo = (n: number) => new Date(Date.now() - n * 86_400_000);

test('alerts are forgotten a month after their end, and those that never end after a year', async () => {
  const told = (fingerprint: string, changedAt: Date, over: boolean) => ({
    ...{ source: 'alertmanager', fingerprint, startsAt: changedAt, changedAt, byId: 'key' },
    ...{ endedAt: over ? changedAt : null, startTold: true, endTold: over },
  });
  const rows = [
    ...[told('over long ago', daysAgo(31), true), told('over lately', daysAgo(29), true)],
    ...[told('goes on', daysAgo(300), false), told('forgotten', daysAgo(367), false)],
  ];
  await desk.prisma.alert.createMany({ data: rows });
  expect(await sweepAlerts(desk.prisma)).toBe(2);
  const left = await desk.prisma.alert.findMany({ orderBy: { fingerprint: 'asc' } });
  expect(left.map(({ fingerprint }) => fingerprint)).toEqual(['goes on', 'over lately']);
});
