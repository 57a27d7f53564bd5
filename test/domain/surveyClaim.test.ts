import { nextDue } from '../../workflows/domain/alarms';
import { isOver, waitingFor } from '../../workflows/domain/process';
import { DAY, HOUR, POLICY, REQUESTER, START, Story } from './support';

const quiet = { ...POLICY, survey: { delay: 'PT1H', expireAfter: 'P7D', quietFor: 'P30D' } };
const resolved = (): Story => Story.triaged({ policy: quiet }).expectTaken(HOUR, 'resolve', {});
const sent = (): Story =>
  resolved()
    .allowSurvey(HOUR, 1)
    .pass(2 * HOUR);

describe('A survey under a policy with quietFor', () => {
  it('is not sent before it is known whether the requester may be asked', () => {
    const story = resolved().pass(2 * DAY);
    expect(story.instantsOf('surveySent')).toEqual([]);
    expect(nextDue(story.state)?.next.what).toBe('closeAfter');
  });

  it('is sent at its time once she may be asked', () => {
    const story = sent();
    expect(story.instantsOf('surveySent')).toEqual([2 * HOUR]);
    expect(story.state.survey).toMatchObject({ state: 'sent', expiresAt: START + 2 * HOUR + 7 * DAY });
  });

  it('is sent when the answer comes, if that comes late, and expires as long after', () => {
    const story = resolved()
      .allowSurvey(2 * DAY, 1)
      .pass(2 * DAY);
    expect(story.instantsOf('surveySent')).toEqual([2 * DAY]);
    expect(story.state.survey).toMatchObject({ expiresAt: START + 9 * DAY });
  });

  it('is skipped, with the ticket because of which, if she may not', () => {
    const story = resolved().expectTaken(HOUR, 'skipSurvey', { no: 1, other: 'SD-7' }, null);
    expect(story.events.at(-1)).toMatchObject({
      kind: 'surveySkipped',
      data: { no: 1, cause: 'quietFor', other: 'SD-7' },
    });
    expect(story.pass(90 * DAY).instantsOf('surveySent')).toEqual([]);
    expect(story.state.survey).toMatchObject({ state: 'cancelled' });
    expect(story.state.status).toBe('closed');
    expect(isOver(story.state, START + 90 * DAY)).toBe(true);
  });

  it('holds a closed ticket until the answer is there', () => {
    const story = resolved().expectTaken(HOUR, 'close', {});
    expect(isOver(story.state, START + 90 * DAY)).toBe(false);
    expect(waitingFor(story.state)).toBe('survey');
    story.expectTaken(HOUR, 'skipSurvey', { no: 1, other: 'SD-7' }, null);
    expect(isOver(story.state, START + HOUR)).toBe(true);
  });

  it('has no use for an answer after a reopening', () => {
    const story = resolved().expectTaken(HOUR, 'reopen', {}, REQUESTER);
    expect(story.send(HOUR, 'skipSurvey', { no: 1, other: 'SD-7' }, null)).toBe('already_done');
    expect(story.allowSurvey(HOUR, 1).state.survey).toMatchObject({ no: 1, state: 'cancelled' });
    story.expectTaken(2 * HOUR, 'resolve', {});
    // The answer was for the first one.
    expect(
      story
        .allowSurvey(2 * HOUR, 1)
        .pass(2 * DAY)
        .instantsOf('surveySent'),
    ).toEqual([]);
    expect(story.state.survey).toMatchObject({ no: 2, state: 'scheduled' });
  });

  it('is not skipped any more once it was allowed', () => {
    expect(sent().send(3 * HOUR, 'skipSurvey', { no: 1, other: 'SD-7' }, null)).toBe('already_done');
  });
});

describe('A bad score', () => {
  const rated = (score: number): Story =>
    sent().expectTaken(3 * HOUR, 'rate', { no: 1, score, comment: 'text-1' }, REQUESTER);

  it.each([1, 2])('of %d wants a follow-up', (score) => {
    expect(rated(score).state.followUp).toEqual({ no: 1, score, comment: 'text-1', key: null });
  });

  it.each([3, 4, 5])('is none from 3 on: %d', (score) => {
    expect(rated(score).state.followUp).toBeUndefined();
  });

  it('has its follow-up once, however the score is corrected', () => {
    const story = rated(2).expectTaken(4 * HOUR, 'noteFollowUp', { no: 1, key: 'SD-9' }, null);
    expect(story.events.at(-1)).toMatchObject({ kind: 'followUpOpened', by: null, data: { key: 'SD-9', survey: 1 } });
    for (const score of [1, 5, 1]) story.expectTaken(5 * HOUR, 'rate', { no: 1, score }, REQUESTER);
    expect(story.state.followUp).toMatchObject({ no: 1, score: 2, key: 'SD-9' });
    expect(story.send(6 * HOUR, 'noteFollowUp', { no: 1, key: 'SD-10' }, null)).toBe('already_done');
  });

  it('corrected to a good one before its follow-up is there keeps it', () => {
    const story = rated(1).expectTaken(3 * HOUR, 'rate', { no: 1, score: 5 }, REQUESTER);
    expect(story.state.followUp).toMatchObject({ no: 1, score: 1, key: null });
  });

  it('keeps the ticket from being over until its follow-up is there', () => {
    const story = rated(1)
      .expectTaken(4 * HOUR, 'close', {})
      .pass(30 * DAY);
    expect(isOver(story.state, START + 30 * DAY)).toBe(false);
    expect(nextDue(story.state)).toBeNull();
    story.expectTaken(30 * DAY, 'noteFollowUp', { no: 1, key: 'SD-9' }, null);
    expect(isOver(story.state, START + 30 * DAY)).toBe(true);
  });

  it('after another resolution has a follow-up of its own', () => {
    const story = rated(1).expectTaken(4 * HOUR, 'noteFollowUp', { no: 1, key: 'SD-9' }, null);
    story.expectTaken(5 * HOUR, 'reopen', {}, REQUESTER).expectTaken(6 * HOUR, 'resolve', {});
    story
      .allowSurvey(6 * HOUR, 2)
      .pass(7 * HOUR)
      .expectTaken(8 * HOUR, 'rate', { no: 2, score: 1 }, REQUESTER);
    expect(story.state.followUp).toMatchObject({ no: 2, key: null });
  });
});

it('Nobody is asked about a ticket that the desk opened for itself', () => {
  const assign = { team: 'team-mail', agent: 'lead' };
  const story = Story.triaged({ received: { assign } }).expectTaken(HOUR, 'resolve', {});
  expect(story.state.survey).toBeNull();
});
