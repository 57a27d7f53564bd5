import { nextDue } from '../../workflows/domain/alarms';
import { processView } from '../../workflows/domain/process';
import { DAY, dailyWindow, HOUR, MINUTE, POLICY, SECOND, START, Story } from './support';

describe('Every open ticket waits for something that can be named', () => {
  const waits = (story: Story) => {
    const { waitingFor, since } = processView(story.state);
    return [waitingFor, since - START];
  };

  it('from triage to nothing', () => {
    const story = new Story();
    expect(waits(story)).toEqual(['triage', 0]);
    expect(waits(story.triage(SECOND))).toEqual(['team', SECOND]);
    expect(waits(story.expectTaken(MINUTE, 'accept', {}))).toEqual(['agent', MINUTE]);
    expect(waits(story.agentWrites(2 * MINUTE))).toEqual(['agent', MINUTE]);
    expect(waits(story.pend(HOUR, 'requester'))).toEqual(['requester', HOUR]);
    expect(waits(story.pend(2 * HOUR, 'vendor'))).toEqual(['vendor', 2 * HOUR]);
    expect(waits(story.expectTaken(3 * HOUR, 'resume', {}))).toEqual(['agent', 3 * HOUR]);
    expect(waits(story.expectTaken(4 * HOUR, 'resolve', {}))).toEqual(['closing', 4 * HOUR]);
    expect(waits(story.pass(5 * HOUR))).toEqual(['survey', 5 * HOUR]);
    expect(waits(story.pass(4 * HOUR + 3 * DAY))).toEqual(['survey', 5 * HOUR]);
    expect(waits(story.pass(30 * DAY))).toEqual(['nothing', 5 * HOUR + 7 * DAY]);
  });

  it('another assignee waits since the assignment', () => {
    const story = Story.triaged().expectTaken(1, 'assign', { agent: 'a' }).expectTaken(9, 'assign', { agent: 'b' });
    expect(waits(story)).toEqual(['agent', 9]);
  });
});

describe('What comes next', () => {
  it('is told with its instant and its parameters', () => {
    const next = (story: Story) => processView(story.state).next;
    const story = Story.triaged();
    expect(next(story)).toEqual({
      at: START + 30 * MINUTE,
      what: 'warning',
      params: { clock: 'firstResponse', cycle: 1, percent: 50 },
    });
    story.agentWrites(MINUTE).pend(2 * MINUTE, 'requester', HOUR);
    expect(next(story)).toEqual({ at: START + HOUR, what: 'wake', params: {} });
    story.pend(2 * MINUTE, 'requester');
    expect(next(story)).toEqual({ at: START + 8 * HOUR + 2 * MINUTE, what: 'nudge', params: { number: 1 } });
    story.pass(20 * HOUR);
    expect(next(story)).toEqual({ at: START + 24 * HOUR + 2 * MINUTE, what: 'noAnswer', params: {} });
    story.expectTaken(21 * HOUR, 'resolve', {});
    expect(next(story)).toEqual({ at: START + 22 * HOUR, what: 'surveySend', params: { no: 1 } });
    story.pass(22 * HOUR);
    expect(next(story)?.what).toBe('surveyRemind');
    story.pass(22 * HOUR + DAY);
    expect(next(story)).toEqual({ at: START + 21 * HOUR + 3 * DAY, what: 'closeAfter', params: {} });
  });

  it('is nothing before triage', () => expect(processView(new Story().state).next).toBeNull());

  it('is left open while the calendar is too short to tell', () => {
    const story = Story.triaged({ policy: { ...POLICY, calendar: 'daily' }, calendars: [dailyWindow(1)] });
    // The 24 hours of a medium ticket take longer than the one day that is known.
    expect(processView(story.expectTaken(0, 'edit', { priority: 'medium' }).state).next).toBeNull();
  });

  it('is soft where a minute does not matter, and hard where it does', () => {
    const softness: Record<string, boolean> = {};
    const escalations = [{ clock: 'resolution', at: 150, level: 1 }] as const;
    const story = Story.triaged({ policy: { ...POLICY, escalations } });
    const look = (): void => {
      const due = nextDue(story.state);
      if (!due) return;
      softness[due.next.what] = due.soft;
      story.pass(due.at - START);
    };
    for (let index = 0; index < 6; index += 1) look();
    story.pend(20 * HOUR, 'requester', 21 * HOUR);
    look();
    story.agentWrites(22 * HOUR).pend(22 * HOUR, 'requester');
    for (let index = 0; index < 3; index += 1) look();
    story.requesterWrites(3 * DAY).expectTaken(3 * DAY, 'resolve', {});
    for (let index = 0; index < 4; index += 1) look();
    expect(softness).toEqual({
      warning: true,
      breach: false,
      escalation: false,
      wake: false,
      nudge: true,
      noAnswer: false,
      surveySend: true,
      surveyRemind: true,
      surveyExpire: true,
      closeAfter: true,
    });
  });
});

describe('A timer’s label', () => {
  it('says what happens if nobody does anything, and by when', () => {
    const labels: string[] = [];
    let story = Story.triaged();
    for (let index = 0; index < 5; index += 1) {
      const due = nextDue(story.state);
      if (!due) break;
      labels.push(due.label);
      story = story.pass(due.at - START);
    }
    expect(labels).toEqual([
      'Warning of first response (50%) if not answered by 2026-11-23 08:30Z',
      'Breach of first response if not answered by 2026-11-23 09:00Z',
      'Warning of resolution (50%) if not resolved by 2026-11-23 12:00Z',
      'Breach of resolution if not resolved by 2026-11-23 16:00Z',
      'Escalation 1 of resolution (150%) if not resolved by 2026-11-23 20:00Z',
    ]);
  });

  it('shows seconds where there are any', () => {
    const policy = { calendar: 'always', clocks: { resolution: { targets: { high: 'PT5S' } } } };
    expect(nextDue(Story.triaged({ policy }).state)?.label).toBe(
      'Breach of resolution if not resolved by 2026-11-23 08:00:05Z',
    );
  });

  it('and the identity stay while nothing about it changes', () => {
    const story = Story.triaged().agentWrites(0);
    const before = nextDue(story.state);
    story.agentWrites(HOUR, 'internal');
    expect(nextDue(story.state)).toMatchObject({ label: before?.label, id: before?.id, at: before?.at });
  });

  it('of a threshold that fires again has another identity', () => {
    const story = Story.triaged()
      .agentWrites(0)
      .pass(8 * HOUR);
    story.expectTaken(9 * HOUR, 'edit', { priority: 'medium' }).pass(24 * HOUR);
    const breaches = story.events.filter(({ kind }) => kind === 'breached').map(({ identity }) => identity);
    expect(breaches).toEqual([
      `alarm:resolution.1.b@${START + 8 * HOUR}#0`,
      `alarm:resolution.1.b@${START + 24 * HOUR}#0`,
    ]);
  });
});
