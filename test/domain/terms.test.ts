import type { CalendarWindow } from '../../workflows/domain/calendar';
import type { ClockName } from '../../workflows/domain/codes';
import type { DeskCommands } from '../../workflows/domain/commands';
import type { Policy } from '../../workflows/domain/policy';
import { clockReports, type ClockReport } from '../../workflows/domain/report';
import { ALWAYS, DAY, dailyWindow, HOUR, POLICY, START, Story } from './support';

const OFFICE: Policy = { ...POLICY, calendar: 'daily' };

/** The same calendar a version later: open 08:00–12:00 only. */
function mornings(days: number, from: number): CalendarWindow {
  const intervals = Array.from({ length: days }, (_, day): [number, number] => {
    const opens = START + day * DAY;
    return [Math.max(opens, from), opens + 4 * HOUR];
  }).filter(([start, end]) => start < end);
  return { id: 'daily', version: 2, from, until: START + days * DAY, intervals };
}

function terms(
  policy: Policy,
  calendars: readonly CalendarWindow[],
  {
    cause = 'calendar',
    id = 'policy',
    version = 1,
  }: { cause?: DeskCommands['terms']['cause']; id?: string; version?: number } = {},
): DeskCommands['terms'] {
  return { cause, policy: { ...policy, id, version }, calendars };
}

function report(story: Story, clock: ClockName, after: number): ClockReport {
  const found = clockReports(story.pass(after).state, START + after).find((each) => each.clock === clock);
  if (!found) throw new Error(`There is no clock ${clock}`);
  return found;
}

/** Priority high: 8 hours to resolve, 1 to answer. */
function atOffice(): Story {
  return Story.triaged({ policy: OFFICE, calendars: [dailyWindow(60)] }).agentWrites(0);
}

describe('An edit of a calendar', () => {
  it('keeps what was counted, recomputes the rest and says so in the ledger', () => {
    // Three hours of the old Monday; then four an open day: the other five end on Wednesday at 09:00.
    const story = atOffice().expectTaken(3 * HOUR, 'terms', terms(OFFICE, [mornings(60, START)]), null);
    const resolution = report(story, 'resolution', 3 * HOUR);
    expect(resolution.dueAt).toBe(START + DAY + 4 * HOUR);
    expect(resolution.ledger).toMatchObject([
      { from: START, to: START + 3 * HOUR, countedMs: 3 * HOUR, calendar: 'daily', calendarVersion: 1 },
      { from: START + 3 * HOUR, to: null, countedMs: 0, calendar: 'daily', calendarVersion: 2 },
    ]);
    expect(story.pass(2 * DAY).instantsOf('breached')).toEqual([DAY + 4 * HOUR]);
  });

  it('is told once: the same terms again are refused', () => {
    const edit = terms(OFFICE, [mornings(60, START)]);
    const story = atOffice().expectTaken(3 * HOUR, 'terms', edit, null);
    expect(story.send(4 * HOUR, 'terms', edit, null)).toBe('already_done');
  });

  it('does not count anew what ran before it, whichever window it came with', () => {
    const shut: CalendarWindow = { ...mornings(60, START + 3 * HOUR), intervals: [[START + DAY, START + 60 * DAY]] };
    const story = atOffice().expectTaken(3 * HOUR, 'terms', terms(OFFICE, [shut]), null);
    expect(report(story, 'resolution', 20 * HOUR)).toMatchObject({
      elapsedMs: 3 * HOUR,
      dueAt: START + DAY + 5 * HOUR,
    });
  });

  it('leaves a clock that has stopped as it was, with its deadline', () => {
    const story = atOffice().agentWrites(HOUR / 2);
    const before = report(story, 'firstResponse', HOUR);
    story.expectTaken(3 * HOUR, 'terms', terms(OFFICE, [mornings(60, START + 3 * HOUR)]), null);
    expect(report(story, 'firstResponse', 4 * HOUR)).toEqual(before);
  });

  it('leaves a deadline that has passed where it was', () => {
    const story = atOffice().pass(9 * HOUR);
    story.expectTaken(9 * HOUR, 'terms', terms(OFFICE, [mornings(60, START + 9 * HOUR)]), null);
    expect(report(story, 'resolution', 9 * HOUR)).toMatchObject({ dueAt: START + 8 * HOUR, breached: true });
    // A lower target was used up earlier still, by the calendar of that time.
    story.expectTaken(9 * HOUR, 'edit', { priority: 'critical' });
    expect(report(story, 'resolution', 9 * HOUR).dueAt).toBe(START + 4 * HOUR);
  });

  it('reaches a paused clock, which goes on by the new hours', () => {
    const story = atOffice().pend(HOUR, 'vendor');
    story.expectTaken(2 * HOUR, 'terms', terms(OFFICE, [mornings(60, START + 2 * HOUR)]), null);
    story.expectTaken(3 * HOUR, 'resume', {});
    // One hour is used; one is left of Monday, four of Tuesday, two of Wednesday.
    expect(report(story, 'resolution', 3 * HOUR).dueAt).toBe(START + 2 * DAY + 2 * HOUR);
  });

  it('survives many edits within the limits of the state, and every deadline stays', () => {
    const story = Story.triaged({ policy: { ...OFFICE, closeAfter: 'P3D' }, calendars: [dailyWindow(60)] });
    for (let edit = 1; edit <= 40; edit++) {
      const at = edit * HOUR;
      const window = { ...dailyWindow(60), version: edit + 1 };
      story.expectTaken(at, 'terms', terms(OFFICE, [window]), null);
    }
    expect(report(story, 'resolution', 41 * HOUR)).toMatchObject({ dueAt: START + 8 * HOUR });
    expect(JSON.stringify(story.state).length).toBeLessThan(48_000);
  });
});

describe('Another policy', () => {
  const STRICT: Policy = {
    ...POLICY,
    clocks: { resolution: { targets: { high: 'PT4H' } } },
    escalations: [{ clock: 'resolution', at: 50, level: 1, notify: ['lead'] }],
    warnings: [],
  };

  it('C10: leaves one set of clocks, and no deadline of the old one', () => {
    const story = Story.triaged();
    story.expectTaken(HOUR / 2, 'terms', terms(STRICT, [ALWAYS], { cause: 'ticket', id: 'strict' }), null);
    expect(clockReports(story.state, START + HOUR).map(({ clock, targetMs }) => [clock, targetMs])).toEqual([
      ['resolution', 4 * HOUR],
    ]);
    // The first response had an hour under the old policy, and the resolution eight.
    story.pass(10 * HOUR);
    expect(story.events.filter(({ kind }) => kind === 'breached')).toMatchObject([
      { at: START + 4 * HOUR, data: { clock: 'resolution' } },
    ]);
  });

  it('C02: fires at once what has been passed by it, and pauses stay counted', () => {
    const story = Story.triaged()
      .agentWrites(0)
      .pend(HOUR, 'vendor')
      .expectTaken(3 * HOUR, 'resume', {});
    story
      .expectTaken(5 * HOUR, 'terms', terms(STRICT, [ALWAYS], { cause: 'ticket', id: 'strict' }), null)
      .pass(5 * HOUR);
    expect(story.instantsOf('escalated')).toEqual([5 * HOUR]);
    expect(report(story, 'resolution', 5 * HOUR)).toMatchObject({ elapsedMs: 3 * HOUR, dueAt: START + 6 * HOUR });
  });

  it('lets run on what the new policy does not pause', () => {
    const story = Story.triaged().agentWrites(0).pend(HOUR, 'vendor');
    story.expectTaken(2 * HOUR, 'terms', terms(STRICT, [ALWAYS], { cause: 'ticket', id: 'strict' }), null);
    expect(report(story, 'resolution', 3 * HOUR)).toMatchObject({ state: 'running', elapsedMs: 2 * HOUR });
  });

  it('without a survey takes back one that is not sent yet', () => {
    const story = Story.triaged().agentWrites(0).expectTaken(HOUR, 'resolve', {});
    const { survey: _survey, ...silent } = POLICY;
    story.expectTaken(1.5 * HOUR, 'terms', terms(silent, [ALWAYS], { cause: 'policy', id: 'silent' }), null);
    expect(story.pass(10 * DAY).instantsOf('surveySent')).toEqual([]);
    expect(story.state).toMatchObject({ status: 'closed', survey: { state: 'cancelled' } });
  });

  it('is looked for when what it is chosen by has changed, and only then', () => {
    const story = Story.triaged();
    const stale = () => story.state.staleTerms ?? null;
    story.agentWrites(1).pend(2, 'vendor').expectTaken(3, 'resume', {});
    expect(stale()).toBeNull();
    story.expectTaken(4, 'assign', { agent: 'user-ada' });
    expect(stale()).toBeNull();
    story.expectTaken(5, 'assign', { team: 'team-network' });
    expect(stale()).toEqual({ cause: 'ticket', since: story.state.seq });
    const other = Story.triaged().expectTaken(1, 'edit', { revision: 'r', members: ['tags'] });
    expect(other.state.staleTerms).toEqual({ cause: 'ticket', since: other.state.seq });
    expect(Story.triaged().expectTaken(1, 'edit', { priority: 'low' }).state.staleTerms).not.toBeUndefined();
  });

  it('is refused without a window of its calendar, on a closed ticket, and before triage', () => {
    expect(Story.triaged().send(1, 'terms', terms(OFFICE, [ALWAYS]), null)).toBe('invalid');
    expect(new Story().send(1, 'terms', terms(POLICY, [ALWAYS]), null)).toBe('not_allowed_in_status');
    const closed = Story.triaged().expectTaken(1, 'resolve', {}).expectTaken(2, 'close', {});
    expect(closed.send(3, 'terms', terms(STRICT, [ALWAYS], { id: 'strict' }), null)).toBe('not_allowed_in_status');
  });
});

describe('A due date set by hand', () => {
  it('C13: is moved by nothing: pauses, other priorities, other calendars', () => {
    const story = Story.triaged()
      .agentWrites(0)
      .expectTaken(0, 'edit', { dueDate: START + 5 * HOUR });
    story
      .pend(HOUR, 'vendor')
      .expectTaken(2 * HOUR, 'edit', { priority: 'low' })
      .pass(9 * HOUR);
    expect(story.instantsOf('dueDatePassed')).toEqual([5 * HOUR]);
    expect(story.instantsOf('breached')).toEqual([]);
    expect(story.state.dueDate).toEqual({ at: START + 5 * HOUR, passed: true });
  });

  it('passes unnoticed on a ticket that is resolved by then; at the instant itself is in time', () => {
    const story = Story.triaged().expectTaken(0, 'edit', { dueDate: START + 5 * HOUR });
    story.expectTaken(5 * HOUR, 'resolve', {}).pass(DAY);
    expect(story.instantsOf('dueDatePassed')).toEqual([]);
  });

  it('holds again after a reopening, at once if it has gone by', () => {
    const story = Story.triaged().expectTaken(0, 'edit', { dueDate: START + 5 * HOUR });
    story
      .expectTaken(HOUR, 'resolve', {})
      .expectTaken(6 * HOUR, 'reopen', {})
      .pass(6 * HOUR);
    expect(story.instantsOf('dueDatePassed')).toEqual([6 * HOUR]);
  });

  it('can be moved and taken away, but not into the past', () => {
    const story = Story.triaged().expectTaken(0, 'edit', { dueDate: START + 5 * HOUR });
    expect(story.send(HOUR, 'edit', { dueDate: START + HOUR })).toBe('invalid');
    story.expectTaken(HOUR, 'edit', { dueDate: START + 7 * HOUR }).expectTaken(6 * HOUR, 'edit', { dueDate: null });
    expect(story.pass(DAY).instantsOf('dueDatePassed')).toEqual([]);
    expect(story.events.filter(({ kind }) => kind === 'dueDateSet').map(({ data }) => data)).toEqual([
      { dueDate: START + 5 * HOUR, from: null },
      { dueDate: START + 7 * HOUR, from: START + 5 * HOUR },
      { dueDate: null, from: START + 7 * HOUR },
    ]);
  });
});
