import { nextDue } from '../../workflows/domain/alarms';
import { fold } from '../../workflows/domain/fold';
import { anyBreached, clockReports, nextDueAt } from '../../workflows/domain/report';
import type { TicketState } from '../../workflows/domain/state';
import { DAY, dailyWindow, HOUR, POLICY, START, Story, type StoryOptions } from './support';

/** A ticket that goes to and fro once a day: asked, answered, waiting for the vendor for two hours. */
function longStory(days: number, options: StoryOptions = {}, fate = (state: TicketState) => state): Story {
  const story = Story.triaged(options).agentWrites(0);
  for (let day = 1; day <= days; day += 1) {
    story.requesterWrites(day * DAY).pend(day * DAY + HOUR, 'vendor');
    story.expectTaken(day * DAY + 3 * HOUR, 'resume', {}).agentWrites(day * DAY + 5 * HOUR);
    story.state = fate(story.state);
  }
  return story;
}

function told(state: TicketState) {
  return clockReports(state, state.asOf).map(({ ledger: _ledger, ...report }) => report);
}

describe('Folding', () => {
  it('leaves a short life as it is', () => {
    const { state } = longStory(5);
    expect(fold(state)).toBe(state);
  });

  it('keeps a long life under 64 kB, day after day', () => {
    let largest = 0;
    longStory(400, {}, (state) => {
      const folded = fold(state);
      largest = Math.max(largest, JSON.stringify(folded).length);
      return folded;
    });
    expect(largest).toBeLessThan(65_536);
  });

  it('keeps what elapsed, what is due and what has fired', () => {
    const whole = longStory(120);
    const folded = fold(whole.state);
    const kept = told(folded);
    expect(kept).toEqual(
      told(whole.state).filter(({ clock, cycle }) => kept.some((k) => k.clock === clock && k.cycle === cycle)),
    );
    expect(kept.map(({ clock, cycle }) => `${clock} ${cycle}`)).toContain('nextReply 120');
    expect(nextDue(folded)).toEqual(nextDue(whole.state));
    expect([nextDueAt(folded), anyBreached(folded)]).toEqual([nextDueAt(whole.state), anyBreached(whole.state)]);
  });

  it('makes old lines one line that touches the next, with their sum', () => {
    const whole = longStory(120);
    const ledgers = (state: TicketState) => clockReports(state, state.asOf).find(({ clock }) => clock === 'resolution');
    const [before, after] = [ledgers(whole.state), ledgers(fold(whole.state))];
    expect(before?.ledger).toHaveLength(241);
    expect(after?.ledger.length).toBeLessThanOrEqual(50);
    expect(after?.ledger[0]).toMatchObject({ from: START, state: 'running', folded: true });
    after?.ledger.slice(1).forEach((line, index) => expect(line.from).toBe(after.ledger[index]?.to));
    expect(after?.ledger.reduce((sum, line) => sum + (line.countedMs ?? 0), 0)).toBe(before?.elapsedMs);
  });

  it('goes on counting as if nothing had been folded', () => {
    const twice = [longStory(200), longStory(200, {}, fold)] as const;
    const [whole, folded] = twice.map((story) => told(story.pend(202 * DAY, 'requester').pass(230 * DAY).state));
    expect(folded?.at(-1)).toEqual(whole?.at(-1));
    expect(twice[1].events).toEqual(twice[0].events);
  });

  it('while resolved does not fix a deadline that a reopening moves', () => {
    const target = { targets: { high: 'PT9000H' }, pausedWhile: ['vendor'] } as const;
    const policy = { calendar: 'always', clocks: { resolution: target } };
    const stories = [longStory(40, { policy }), longStory(40, { policy })] as const;
    const dueInstants = stories.map((story, index) => {
      story.expectTaken(50 * DAY, 'resolve', {});
      if (index === 1) story.state = fold(story.state);
      return told(story.expectTaken(60 * DAY, 'reopen', {}).state).at(-1)?.dueAt;
    });
    // 375 days of counted time, 40 × 2 h of waiting, 10 days of being resolved.
    expect(dueInstants).toEqual([START + 385 * DAY + 80 * HOUR, START + 385 * DAY + 80 * HOUR]);
  });

  it('of lines that are not counted yet does not happen', () => {
    const story = new Story();
    for (let hour = 0; hour < 60; hour += 2) {
      story.pend(hour * HOUR, 'vendor').expectTaken((hour + 1) * HOUR, 'resume', {});
    }
    story.state = fold(story.state);
    expect(clockReports(story.triage(60 * HOUR).state, START + 60 * HOUR).at(-1)).toMatchObject({
      elapsedMs: 30 * HOUR,
    });
  });
});

describe('Folding the opening hours of long ago', () => {
  const calendars = [dailyWindow(1_000)];
  const policy = { ...POLICY, calendar: 'daily' };

  it('leaves a window that begins now, and the same answers', () => {
    const whole = longStory(300, { policy, calendars });
    const folded = fold(whole.state);
    expect(folded.calendars[0]?.from).toBe(whole.state.asOf);
    expect(folded.calendars[0]?.intervals.length).toBeLessThan(702);
    const [running] = told(folded).slice(-1);
    expect(running).toEqual(told(whole.state).at(-1));
    expect(nextDue(folded)).toEqual(nextDue(whole.state));
  });

  it('keeps those that an agent’s time to accept still counts', () => {
    const story = longStory(300, { policy, calendars });
    const { no, team } = { no: story.state.assignmentNo + 1, team: 'team-mail' };
    if (story.state.assignee !== null) story.expectTaken(301 * DAY, 'release', {});
    story.expectTaken(301 * DAY, 'offer', { no, team, agent: 'user-new', lease: { within: 'PT25H' } }, null);
    story.expectTaken(303 * DAY, 'edit', { revision: 'revision-1' });
    story.state = fold(story.state);
    expect(story.state.calendars[0]?.from).toBe(START + 301 * DAY);
    expect(
      story
        .pass(310 * DAY)
        .instantsOf('released')
        .at(-1),
    ).toBe(303 * DAY + 5 * HOUR);
  });

  it('keeps those that the automatic closing still counts', () => {
    const openHours = { ...policy, closeAfter: 'PT40H' };
    const story = longStory(300, { policy: openHours, calendars })
      .expectTaken(301 * DAY, 'resolve', {})
      .pass(302 * DAY);
    story.expectTaken(303 * DAY, 'edit', { revision: 'revision-1' });
    story.state = fold(story.state);
    expect(story.state.calendars[0]?.from).toBe(START + 301 * DAY);
    expect(story.pass(310 * DAY).instantsOf('closed')).toEqual([304 * DAY + 10 * HOUR]);
  });

  it('goes on counting from there, also when the priority changes', () => {
    const stories = [longStory(300, { policy, calendars }), longStory(300, { policy, calendars }, fold)] as const;
    const [whole, folded] = stories.map((story) => {
      story
        .pend(302 * DAY, 'requester')
        .requesterWrites(303 * DAY)
        .expectTaken(304 * DAY, 'edit', { priority: 'critical' });
      return told(story.expectTaken(305 * DAY, 'resolve', {}).state).at(-1);
    });
    expect({ ...folded, dueAt: null }).toEqual({ ...whole, dueAt: null });
    // When a new target was reached in folded lines is told no more exactly than by the end of the line.
    expect(folded?.dueAt).toBeGreaterThanOrEqual(whole?.dueAt ?? 0);
    expect(stories[1].events).toEqual(stories[0].events);
  });
});
