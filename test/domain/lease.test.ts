import { nextDue } from '../../workflows/domain/alarms';
import type { LeaseTerms } from '../../workflows/domain/lease';
import { AGENT, DAY, dailyWindow, HOUR, MINUTE, OTHER_AGENT, POLICY, START, Story, type StoryOptions } from './support';

const QUIET = { calendar: 'always', clocks: {} };

/** Assigned by the strategy of the team at `START`. */
function offered(lease?: LeaseTerms, options: StoryOptions = {}): Story {
  const claim = { agent: AGENT.id, no: 1, ...(lease && { lease }) };
  return new Story({ policy: QUIET, ...options }).triage(0, { claim });
}

const half: LeaseTerms = { within: 'PT30M' };

describe('An assignment by strategy that is not accepted in time', () => {
  it('goes back to the queue of its team, by nobody, at the very instant', () => {
    const story = offered(half).pass(HOUR);
    expect(story.events.at(-1)).toMatchObject({
      ...{ kind: 'released', by: null, at: START + 30 * MINUTE },
      data: { agent: AGENT.id, comment: null, cause: 'notAccepted' },
    });
    expect(story.state).toMatchObject({ assignee: null, team: 'team-mail', queuedAt: START + 30 * MINUTE });
  });

  it('is what the ticket waits for next', () => {
    expect(nextDue(offered(half).state)).toMatchObject({
      at: START + 30 * MINUTE,
      soft: false,
      label: 'Back to the queue if not accepted by 2026-11-23 08:30Z',
      next: { what: 'leaseEnd' },
    });
  });

  it('runs by the calendar of the policy unless the team has its own', () => {
    const policy = { ...QUIET, calendar: 'daily' };
    const byPolicy = offered({ within: 'PT11H' }, { policy, calendars: [dailyWindow(5)] });
    expect(byPolicy.pass(5 * DAY - HOUR).instantsOf('released')).toEqual([DAY + HOUR]);
    const own = offered({ within: 'PT11H', window: dailyWindow(5, 'team') });
    expect(own.pass(3 * DAY).instantsOf('released')).toEqual([DAY + HOUR]);
  });

  it('of days elapses day and night', () => {
    const story = offered({ within: 'P1D', window: dailyWindow(5, 'team') });
    expect(story.pass(3 * DAY).instantsOf('released')).toEqual([DAY]);
  });

  it('ends with the window at the latest, and never asks the ticket for a longer one', () => {
    const story = offered({ within: 'PT30H', window: dailyWindow(2, 'team') });
    expect(story.pass(3 * DAY).instantsOf('released')).toEqual([2 * DAY]);
  });
});

describe('An assignment that is not accepted by the end of the agent’s shift', () => {
  it('goes back then, if that comes first', () => {
    const shiftEnd = START + 20 * MINUTE;
    expect(offered({ shiftEnd }).pass(HOUR).events.at(-1)).toMatchObject({
      ...{ kind: 'released', by: null, at: shiftEnd },
      data: { agent: AGENT.id, cause: 'shiftEnd' },
    });
    expect(
      offered({ ...half, shiftEnd })
        .pass(HOUR)
        .instantsOf('released'),
    ).toEqual([20 * MINUTE]);
    expect(offered({ within: 'PT10M', shiftEnd }).pass(HOUR).events.at(-1)).toMatchObject({
      at: START + 10 * MINUTE,
      data: { cause: 'notAccepted' },
    });
    const accepted = offered({ shiftEnd }).expectTaken(MINUTE, 'accept', {}).pass(DAY);
    expect(accepted.state.assignee).toBe(AGENT.id);
  });
});

describe('The time to accept ends', () => {
  it.each<[string, (story: Story) => Story]>([
    ['accepted', (story) => story.expectTaken(30 * MINUTE, 'accept', {}, AGENT)],
    ['accepted by a colleague', (story) => story.expectTaken(HOUR / 4, 'accept', {}, OTHER_AGENT)],
    ['answered in public', (story) => story.agentWrites(30 * MINUTE)],
    ['put off', (story) => story.pend(MINUTE, 'vendor').expectTaken(2 * HOUR, 'resume', {})],
    ['resolved', (story) => story.expectTaken(MINUTE, 'resolve', {}).expectTaken(2 * HOUR, 'reopen', {})],
    ['given to a colleague', (story) => story.expectTaken(MINUTE, 'assign', { agent: OTHER_AGENT.id })],
  ])('when the ticket is %s, also at the last instant', (_how, act) => {
    const story = act(offered(half)).pass(DAY);
    expect(story.instantsOf('released')).toEqual([]);
    expect(story.state.assignee).not.toBeNull();
  });

  it('not by an internal comment, nor by one of the requester', () => {
    const story = offered(half)
      .agentWrites(MINUTE, 'internal')
      .requesterWrites(2 * MINUTE);
    expect(story.pass(HOUR).instantsOf('released')).toEqual([30 * MINUTE]);
  });

  it('and an agent whom a person chose has no such time, nor has a team that does not ask for it', () => {
    expect(offered().pass(DAY).instantsOf('released')).toEqual([]);
    const story = offered(half).expectTaken(MINUTE, 'assign', { agent: AGENT.id });
    expect(story.pass(DAY).instantsOf('released')).toEqual([]);
  });
});

describe("An offer of the team's queue", () => {
  const queued = () => Story.triaged({ policy: POLICY });
  const offer = { no: 1, team: 'team-mail', agent: AGENT.id };

  it('is taken by a ticket that waits there, with its time to accept', () => {
    const story = queued().expectTaken(MINUTE, 'offer', { ...offer, lease: half }, null);
    expect(story.state).toMatchObject({ assignee: AGENT.id, assignmentNo: 1, queuedAt: null });
    expect(story.pass(HOUR).instantsOf('released')).toEqual([31 * MINUTE]);
    expect(story.expectTaken(HOUR, 'offer', { ...offer, no: 2, agent: OTHER_AGENT.id }, null).state.assignee).toBe(
      OTHER_AGENT.id,
    );
  });

  it.each<[string, (story: Story) => Story, Partial<typeof offer>]>([
    ['somebody has it', (story) => story.expectTaken(0, 'accept', {}), { no: 2 }],
    ['it looks for somebody itself', (story) => story.expectTaken(0, 'assign', { team: 'team-mail' }), { no: 2 }],
    ['it waits elsewhere', (story) => story, { team: 'team-infra' }],
    ['it waits for the requester', (story) => story.pend(0, 'requester'), {}],
    ['it is resolved', (story) => story.expectTaken(0, 'resolve', {}), {}],
    ['the number is used up', (story) => story.expectTaken(0, 'accept', {}).expectTaken(0, 'release', {}), { no: 1 }],
  ])('is refused when %s', (_why, act, other) => {
    expect(act(queued()).send(MINUTE, 'offer', { ...offer, ...other }, null)).toBe('already_done');
  });
});
