import type { Policy } from '../../workflows/domain/policy';
import { anyBreached, clockReports, nextDueAt } from '../../workflows/domain/report';
import { thresholdTime } from '../../workflows/domain/thresholds';
import { ALWAYS, DAY, dailyWindow, HOUR, MINUTE, POLICY, START, Story } from './support';

/** The report of one clock as at an instant, milliseconds after `START`. */
function clockOf(story: Story, name: string, after: number, cycle = 1) {
  const report = clockReports(story.state, START + after).find((each) => each.clock === name && each.cycle === cycle);
  if (!report) throw new Error(`No clock ${name} ${cycle}`);
  return report;
}

const high = (): Story => Story.triaged({ received: { given: { type: 'incident' } } });
const withPolicy = (changes: Partial<Policy>): Story => Story.triaged({ policy: { ...POLICY, ...changes } });

describe('The first response', () => {
  it('warns at half its target and is breached at the whole', () => {
    const story = high().pass(HOUR);
    expect(story.instantsOf('warned')).toEqual([30 * MINUTE]);
    expect(story.instantsOf('breached')).toEqual([HOUR]);
    expect(anyBreached(story.state)).toBe(true);
  });

  it('a reply at the due instant is in time', () => {
    const story = high()
      .agentWrites(HOUR)
      .pass(2 * HOUR);
    expect(story.instantsOf('breached')).toEqual([]);
    expect(clockOf(story, 'firstResponse', 2 * HOUR)).toMatchObject({
      state: 'stopped',
      elapsedMs: HOUR,
      breached: false,
    });
  });

  it('an internal comment is no answer', () => {
    expect(high().agentWrites(MINUTE, 'internal').pass(HOUR).instantsOf('breached')).toEqual([HOUR]);
  });

  it('a resolution is an answer, and it never starts again', () => {
    const story = high()
      .expectTaken(10 * MINUTE, 'resolve', {})
      .expectTaken(20 * MINUTE, 'reopen', {})
      .pass(5 * HOUR);
    expect(clockOf(story, 'firstResponse', 5 * HOUR)).toMatchObject({ state: 'stopped', elapsedMs: 10 * MINUTE });
  });
});

describe('The next reply', () => {
  it('is owed from the comment of a requester who has been answered before', () => {
    const story = high()
      .requesterWrites(MINUTE)
      .agentWrites(10 * MINUTE)
      .requesterWrites(20 * MINUTE);
    expect(story.state.clocks.map(({ clock, cycle }) => `${clock} ${cycle}`)).toEqual([
      'firstResponse 1',
      'nextReply 1',
      'resolution 1',
    ]);
    expect(clockOf(story, 'nextReply', 30 * MINUTE)).toMatchObject({
      elapsedMs: 10 * MINUTE,
      dueAt: START + 140 * MINUTE,
    });
  });

  it('C09: fires nothing once the agent has answered', () => {
    const story = high()
      .agentWrites(0)
      .requesterWrites(MINUTE)
      .agentWrites(HOUR)
      .pass(6 * HOUR);
    expect(story.instantsOf('breached')).toEqual([]);
  });

  it('a second comment starts no second cycle, the next one after an answer does', () => {
    const story = high().agentWrites(0).requesterWrites(1).requesterWrites(2).agentWrites(3).requesterWrites(4);
    expect(story.state.clocks.filter(({ clock }) => clock === 'nextReply').map(({ cycle }) => cycle)).toEqual([1, 2]);
  });

  it('C16: each cycle is breached for itself', () => {
    const story = high()
      .agentWrites(0)
      .requesterWrites(0)
      .agentWrites(3 * HOUR)
      .requesterWrites(3 * HOUR)
      .pass(6 * HOUR);
    expect(story.events.filter(({ kind }) => kind === 'breached').map(({ data, at }) => [data, at - START])).toEqual([
      [{ clock: 'nextReply', cycle: 1, percent: 100 }, 2 * HOUR],
      [{ clock: 'nextReply', cycle: 2, percent: 100 }, 5 * HOUR],
    ]);
  });

  it('starts paused if the ticket stays pending for a reason that pauses it', () => {
    const nextReply = { targets: { high: 'PT2H' }, pausedWhile: ['vendor'] } as const;
    const story = withPolicy({ clocks: { ...POLICY.clocks, nextReply } });
    story.agentWrites(0).pend(MINUTE, 'vendor').requesterWrites(HOUR);
    expect(clockOf(story, 'nextReply', 2 * HOUR)).toMatchObject({ state: 'paused', elapsedMs: 0, dueAt: null });
    story.expectTaken(3 * HOUR, 'resume', {});
    expect(clockOf(story, 'nextReply', 4 * HOUR)).toMatchObject({
      state: 'running',
      elapsedMs: HOUR,
      dueAt: START + 5 * HOUR,
    });
  });
});

describe('A pause', () => {
  it('C01: stops the clocks that the policy names, while the ticket is pending for that reason', () => {
    const story = high()
      .agentWrites(0)
      .pend(HOUR, 'requester')
      .requesterWrites(3 * HOUR);
    expect(clockOf(story, 'resolution', 4 * HOUR)).toMatchObject({ elapsedMs: 2 * HOUR, dueAt: START + 10 * HOUR });
    const always = { calendar: 'always', calendarVersion: 1 };
    expect(clockOf(story, 'resolution', 4 * HOUR).ledger).toEqual([
      { from: START, to: START + HOUR, state: 'running', why: 'open', countedMs: HOUR, ...always },
      {
        from: START + HOUR,
        to: START + 3 * HOUR,
        state: 'paused',
        why: 'pending:requester',
        countedMs: 0,
        ...always,
      },
      { from: START + 3 * HOUR, to: null, state: 'running', why: 'open', countedMs: HOUR, ...always },
    ]);
  });

  it('for a reason that the policy does not name stops nothing', () => {
    const story = high()
      .agentWrites(0)
      .pend(HOUR, 'scheduled')
      .pass(3 * HOUR);
    expect(clockOf(story, 'resolution', 3 * HOUR)).toMatchObject({ state: 'running', elapsedMs: 3 * HOUR });
  });

  it('C03: a paused clock fires nothing', () => {
    const story = high()
      .agentWrites(0)
      .pend(7 * HOUR, 'vendor')
      .pass(90 * DAY);
    expect(story.instantsOf('breached')).toEqual([]);
    expect(clockOf(story, 'resolution', 90 * DAY)).toMatchObject({ state: 'paused', dueAt: null, breached: false });
  });

  it('at the due instant holds the breach back until the clock runs again, due as it was', () => {
    const story = high()
      .agentWrites(0)
      .pend(8 * HOUR, 'vendor')
      .expectTaken(20 * HOUR, 'resume', {})
      .pass(20 * HOUR);
    expect(story.instantsOf('breached')).toEqual([20 * HOUR]);
    expect(clockOf(story, 'resolution', 20 * HOUR).dueAt).toBe(START + 8 * HOUR);
  });

  it('C04: a ticket resolved straight from hold has counted the hold not at all', () => {
    const story = high()
      .agentWrites(0)
      .pend(HOUR, 'vendor')
      .expectTaken(5 * HOUR, 'resolve', {});
    expect(clockOf(story, 'resolution', 6 * HOUR)).toMatchObject({ state: 'stopped', elapsedMs: HOUR });
  });

  it('and its end at one instant leave no line', () => {
    const story = high().pend(HOUR, 'vendor').expectTaken(HOUR, 'resume', {});
    expect(story.state.clocks[1]?.ledger.map(({ why }) => why)).toEqual(['open', 'open']);
  });
});

describe('A resolved ticket', () => {
  it('C05: that is reopened has not counted the time between', () => {
    const story = high()
      .expectTaken(2 * HOUR, 'resolve', {})
      .requesterWrites(30 * HOUR);
    expect(clockOf(story, 'resolution', 31 * HOUR)).toMatchObject({ elapsedMs: 3 * HOUR, dueAt: START + 36 * HOUR });
  });

  it('C11: keeps what elapsed, and when it would have been due', () => {
    const story = high().expectTaken(2 * HOUR, 'resolve', {});
    expect(clockOf(story, 'resolution', 50 * DAY)).toMatchObject({ elapsedMs: 2 * HOUR, dueAt: START + 8 * HOUR });
    expect(nextDueAt(story.state)).toBeNull();
  });

  it('keeps its target when it is reclassified, and takes the new one when it is reopened', () => {
    const story = high()
      .expectTaken(HOUR, 'resolve', {})
      .expectTaken(2 * HOUR, 'edit', { priority: 'critical' });
    expect(clockOf(story, 'resolution', 2 * HOUR).targetMs).toBe(8 * HOUR);
    story.expectTaken(3 * HOUR, 'reopen', {});
    expect(clockOf(story, 'resolution', 3 * HOUR).targetMs).toBe(4 * HOUR);
  });
});

describe('A reclassification', () => {
  it('C02: keeps what has elapsed and the pauses, and swaps the target', () => {
    const story = high()
      .agentWrites(0)
      .pend(HOUR, 'vendor')
      .expectTaken(3 * HOUR, 'resume', {});
    story.expectTaken(4 * HOUR, 'edit', { priority: 'critical' });
    expect(clockOf(story, 'resolution', 4 * HOUR)).toMatchObject({
      elapsedMs: 2 * HOUR,
      targetMs: 4 * HOUR,
      dueAt: START + 6 * HOUR,
    });
  });

  it('to a shorter target fires what is passed, at that instant, in order', () => {
    const story = high()
      .agentWrites(0)
      .expectTaken(7 * HOUR, 'edit', { priority: 'critical' })
      .pass(7 * HOUR);
    expect(story.events.slice(-3).map(({ kind, at }) => [kind, at - START])).toEqual([
      ['reclassified', 7 * HOUR],
      ['breached', 7 * HOUR],
      ['escalated', 7 * HOUR],
    ]);
  });

  it('to a longer target re-arms what is no longer passed; it fires again in its time', () => {
    const story = high()
      .agentWrites(0)
      .pass(8 * HOUR)
      .expectTaken(9 * HOUR, 'edit', { priority: 'medium' });
    expect(clockOf(story, 'resolution', 9 * HOUR)).toMatchObject({ breached: false, everBreached: true });
    story.pass(24 * HOUR);
    expect(story.instantsOf('breached')).toEqual([8 * HOUR, 24 * HOUR]);
    expect(story.instantsOf('warned')).toEqual([4 * HOUR, 12 * HOUR]);
  });

  it('to a priority without target silences the clock, which keeps its account', () => {
    const story = high()
      .agentWrites(0)
      .expectTaken(5 * HOUR, 'edit', { priority: 'low' })
      .pass(40 * HOUR);
    expect(story.instantsOf('breached')).toEqual([]);
    expect(clockReports(story.state, START + 40 * HOUR).map(({ clock }) => clock)).toEqual(['firstResponse']);
    story.expectTaken(41 * HOUR, 'edit', { priority: 'high' }).pass(41 * HOUR);
    expect(clockOf(story, 'resolution', 41 * HOUR)).toMatchObject({ elapsedMs: 41 * HOUR, breached: true });
    expect(story.instantsOf('breached')).toEqual([41 * HOUR]);
    // The warning of 4 h was re-armed with all the others, and is passed again.
    expect(story.instantsOf('warned')).toEqual([4 * HOUR, 41 * HOUR]);
  });

  it('to the same priority changes nothing and is noted', () => {
    const story = high()
      .agentWrites(0)
      .pass(5 * HOUR)
      .expectTaken(6 * HOUR, 'edit', { priority: 'high' })
      .pass(7 * HOUR);
    expect(story.instantsOf('reclassified')).toEqual([6 * HOUR]);
    expect(story.instantsOf('warned')).toEqual([4 * HOUR]);
  });
});

describe('Thresholds', () => {
  const daily = { calendars: [dailyWindow(60)] };

  it('C08: count open time: nothing fires at midnight', () => {
    const story = Story.triaged({ ...daily, policy: { ...POLICY, calendar: 'daily' } })
      .agentWrites(0)
      .pass(3 * DAY);
    // 4 h of 10 on the first day; 8 h on the first; 12 h is two hours into the second.
    expect(story.instantsOf('warned')).toEqual([4 * HOUR]);
    expect(story.instantsOf('breached')).toEqual([8 * HOUR]);
    expect(story.instantsOf('escalated')).toEqual([DAY + 2 * HOUR]);
  });

  it('used up exactly at closing time are due at closing time', () => {
    const clocks = { resolution: { targets: { high: 'PT10H' } } };
    const story = Story.triaged({ ...daily, policy: { calendar: 'daily', clocks } }).pass(2 * DAY);
    expect(story.instantsOf('breached')).toEqual([10 * HOUR]);
  });

  it('are rounded up to whole milliseconds', () => {
    expect([thresholdTime(1_001, 33), thresholdTime(1_000, 33), thresholdTime(1, 1)]).toEqual([331, 330, 1]);
  });

  it('come to the millisecond', () => {
    const clocks = { resolution: { targets: { high: 'PT1S' } } };
    const story = withPolicy({ clocks, warnings: [33], escalations: [{ clock: 'resolution', at: 999, level: 1 }] });
    const odd = { targets: { high: 'PT7S' } };
    expect(story.pass(HOUR).instantsOf('warned')).toEqual([330]);
    expect(
      withPolicy({ clocks: { resolution: odd }, warnings: [1] })
        .pass(HOUR)
        .instantsOf('warned'),
    ).toEqual([70]);
    expect(story.instantsOf('escalated')).toEqual([9_990]);
  });

  it('C15: come in order, every one of them, also when nobody looked for a week', () => {
    const escalations = [
      { clock: 'resolution', at: 100, level: 3 },
      { clock: 'resolution', at: 200, level: 1 },
      { clock: 'resolution', at: 100, level: 2 },
      { clock: 'resolution', at: 50, level: 1 },
    ] as const;
    const story = withPolicy({ escalations, warnings: [80, 50] })
      .agentWrites(0)
      .pass(7 * DAY);
    expect(
      story.events
        .slice(4)
        .map(({ kind, data, at }) => [kind, 'level' in data ? data.level : null, (at - START) / HOUR]),
    ).toEqual([
      ['warned', null, 4],
      ['escalated', 1, 4],
      ['warned', null, 6.4],
      ['breached', null, 8],
      ['escalated', 2, 8],
      ['escalated', 3, 8],
      ['escalated', 1, 16],
    ]);
    expect(story.state.escalationLevel).toBe(3);
  });

  it('of one instant come by clock', () => {
    const target = { targets: { high: 'PT1H' } };
    const story = withPolicy({ clocks: { resolution: target, firstResponse: target }, warnings: [] }).pass(HOUR);
    expect(story.events.slice(-2).map(({ data }) => ('clock' in data ? data.clock : null))).toEqual([
      'firstResponse',
      'resolution',
    ]);
  });

  it('C14: an escalation names its audience, and may hand the ticket to another team', () => {
    const escalations = [
      { clock: 'resolution', at: 100, level: 2, notify: ['user:boss'], reassign: 'team-experts' },
    ] as const;
    const story = withPolicy({ escalations })
      .expectTaken(0, 'accept', {})
      .pass(8 * HOUR);
    expect(story.events.slice(-2)).toMatchObject([
      { kind: 'escalated', data: { level: 2, notify: ['user:boss'], reassign: 'team-experts' } },
      { kind: 'queued', data: { team: 'team-experts', cause: 'escalation' } },
    ]);
    expect(story.state).toMatchObject({ team: 'team-experts', assignee: null, acceptedAt: null, escalationLevel: 2 });
    expect(story.state.claim).toEqual({ team: 'team-experts', no: story.state.assignmentNo });
  });

  it('an escalation to the team that has the ticket leaves it with whoever works on it', () => {
    const escalations = [{ clock: 'resolution', at: 100, level: 1, reassign: 'team-mail' }] as const;
    const story = withPolicy({ escalations })
      .expectTaken(0, 'accept', {})
      .pass(8 * HOUR);
    expect(story.instantsOf('escalated')).toEqual([8 * HOUR]);
    expect(story.state.assignee).not.toBeNull();
  });

  it('C20: nothing fires after the close', () => {
    const story = high().expectTaken(HOUR, 'resolve', { resolution: 'cancelled' }).expectTaken(HOUR, 'close', {});
    const { seq } = story.state;
    expect(story.pass(400 * DAY).kindsSince(seq)).toEqual([]);
  });

  it('of a large target stay exact', () => {
    const clocks = { resolution: { targets: { high: 'PT100000001S' } } };
    const story = withPolicy({ clocks, warnings: [37] }).pass(500 * DAY);
    expect(story.instantsOf('warned')).toEqual([37_000_000_370]);
  });
});

describe('Before triage', () => {
  it('the clocks run from the arrival; what was passed meanwhile fires when the policy comes', () => {
    const story = new Story().triage(90 * MINUTE).pass(90 * MINUTE);
    expect(story.instantsOf('warned')).toEqual([90 * MINUTE]);
    expect(story.instantsOf('breached')).toEqual([90 * MINUTE]);
    expect(clockOf(story, 'firstResponse', 90 * MINUTE)).toMatchObject({ startedAt: START, dueAt: START + HOUR });
  });

  it('a pause counts as the policy says once it has come', () => {
    const story = new Story()
      .pend(10 * MINUTE, 'vendor')
      .expectTaken(30 * MINUTE, 'resume', {})
      .triage(HOUR);
    expect(clockOf(story, 'resolution', HOUR)).toMatchObject({ state: 'running', elapsedMs: 40 * MINUTE });
    expect(clockOf(story, 'firstResponse', HOUR)).toMatchObject({ state: 'running', elapsedMs: HOUR });
  });

  it('C10: one that is answered then stands under the policy that comes', () => {
    const story = new Story()
      .agentWrites(10 * MINUTE)
      .triage(HOUR)
      .pass(2 * HOUR);
    expect(clockOf(story, 'firstResponse', 2 * HOUR)).toMatchObject({
      state: 'stopped',
      elapsedMs: 10 * MINUTE,
      targetMs: HOUR,
    });
    expect(story.instantsOf('breached')).toEqual([]);
  });

  it('nothing has a target, so nothing is listed', () => {
    expect(clockReports(new Story().state, START + DAY)).toEqual([]);
    expect(nextDueAt(new Story().state)).toBeNull();
  });
});

it('C12: a clock counts by its own calendar, another by the policy’s', () => {
  const target = { high: 'PT12H' };
  const policy = {
    calendar: 'daily',
    clocks: { firstResponse: { targets: target }, resolution: { targets: target, calendar: 'always' } },
  };
  const story = Story.triaged({ policy, calendars: [dailyWindow(60), ALWAYS] });
  expect(clockOf(story, 'firstResponse', 0).dueAt).toBe(START + DAY + 2 * HOUR);
  expect(clockOf(story, 'resolution', 0).dueAt).toBe(START + 12 * HOUR);
});
