import { nextDue } from '../../workflows/domain/alarms';
import { CalendarWindowExceeded } from '../../workflows/domain/calendar';
import { nextDueAt, clockReports } from '../../workflows/domain/report';
import { catchUp } from '../../workflows/domain/steps';
import { DAY, dailyWindow, HOUR, POLICY, START, Story } from './support';

const policy = { ...POLICY, calendar: 'daily' };
const withDays = (days: number): Story => Story.triaged({ policy, calendars: [dailyWindow(days)] });

describe('A calendar window that is too short', () => {
  it('is asked for when a deadline that people see lies beyond it', () => {
    // 8 h end on the first day; the survey and closing come only after a resolution.
    const story = withDays(1).expectTaken(0, 'edit', { priority: 'medium' });
    expect(() => nextDue(story.state)).toThrow(CalendarWindowExceeded);
    expect(nextDueAt(story.state)).toBe(START + 4 * HOUR);
    const longer = { ...story.state, calendars: [dailyWindow(30)] };
    expect(nextDue(longer)?.at).toBe(START + 2 * HOUR);
  });

  it('does not stop the ticket from catching up as far as it reaches', () => {
    const story = withDays(1).expectTaken(0, 'edit', { priority: 'medium' });
    expect(catchUp(story.state, { until: START + DAY }).events.map(({ kind }) => kind)).toEqual(['warned', 'breached']);
    expect(() => catchUp(story.state, { until: START + DAY + 1 })).toThrow(CalendarWindowExceeded);
  });

  it('is not asked for while something comes before its end', () => {
    const escalations = [{ clock: 'resolution', at: 300, level: 1 }] as const;
    const story = Story.triaged({ policy: { ...policy, escalations }, calendars: [dailyWindow(2)] });
    story
      .agentWrites(0)
      .pass(9 * HOUR)
      .pend(9 * HOUR, 'scheduled', 2 * DAY);
    // The escalation at 24 h lies beyond the 20 h that are known; the wake-up does not.
    expect(nextDue(story.state)?.next.what).toBe('wake');
    story.pass(2 * DAY);
    expect(() => nextDue(story.state)).toThrow(CalendarWindowExceeded);
  });

  it('is asked for before a command is decided on, and nothing has changed then', () => {
    const story = Story.triaged({ policy: { calendar: 'daily', clocks: {} }, calendars: [dailyWindow(1)] });
    const before = story.state;
    expect(() => story.send(2 * DAY, 'pend', { reason: 'vendor' })).toThrow(CalendarWindowExceeded);
    expect(story.state).toBe(before);
  });

  it('is asked for by a report of what has elapsed', () => {
    const story = withDays(1);
    expect(() => clockReports(story.state, START + 2 * DAY)).toThrow(CalendarWindowExceeded);
    expect(clockReports(story.state, START + DAY)[1]).toMatchObject({ elapsedMs: 10 * HOUR });
  });
});

describe('A calendar that never opens again', () => {
  it('lets the ticket live on without what would never come', () => {
    const closed = { ...dailyWindow(1), until: START + 400 * DAY };
    const story = Story.triaged({ policy, calendars: [closed] })
      .agentWrites(0)
      .pend(HOUR, 'requester')
      .pass(390 * DAY);
    expect(story.instantsOf('nudged')).toEqual([9 * HOUR]);
    expect(nextDue(story.state)).toBeNull();
    story.requesterWrites(391 * DAY);
    expect(clockReports(story.state, START + 391 * DAY).find(({ clock }) => clock === 'resolution')).toMatchObject({
      state: 'running',
      dueAt: null,
      elapsedMs: HOUR,
    });
  });
});
