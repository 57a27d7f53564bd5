import { nextDue } from '../../workflows/domain/alarms';
import { isOver } from '../../workflows/domain/process';
import { DAY, HOUR, POLICY, REQUESTER, START, Story } from './support';

const resolved = (): Story => Story.triaged().expectTaken(HOUR, 'resolve', {});
const sent = (): Story => resolved().pass(2 * HOUR);
const expiry = 2 * HOUR + 7 * DAY;

describe('The survey', () => {
  it('C30: is sent after its delay, reminded of once, and expires', () => {
    const story = resolved().pass(30 * DAY);
    expect(story.instantsOf('surveySent')).toEqual([2 * HOUR]);
    expect(story.instantsOf('surveyReminded')).toEqual([DAY + 2 * HOUR]);
    expect(story.instantsOf('surveyExpired')).toEqual([expiry]);
    expect(story.state.survey).toMatchObject({ no: 1, state: 'expired' });
  });

  it.each(['duplicate', 'cleared', 'cancelled', 'noAnswer'] as const)('is not sent for "%s"', (resolution) => {
    const story = Story.triaged()
      .expectTaken(HOUR, 'resolve', { resolution })
      .pass(30 * DAY);
    expect(story.state.survey).toBeNull();
    expect(story.instantsOf('surveySent')).toEqual([]);
  });

  it('is answered, and the answer corrected, until the instant it expires', () => {
    const story = sent().expectTaken(3 * HOUR, 'rate', { no: 1, score: 2 }, REQUESTER);
    expect(story.state.survey).toMatchObject({ state: 'answered', score: 2 });
    story.expectTaken(expiry, 'rate', { no: 1, score: 4, comment: 'answer-1' }, REQUESTER);
    expect(story.state.survey).toMatchObject({ state: 'answered', score: 4 });
    expect(story.send(expiry + 1, 'rate', { no: 1, score: 5 }, REQUESTER)).toBe('gone');
  });

  it('is not reminded of at the instant it expires', () => {
    const policy = { ...POLICY, survey: { delay: 'PT1H', remindAfter: 'P7D', expireAfter: 'P7D' } };
    const story = Story.triaged({ policy })
      .expectTaken(HOUR, 'resolve', {})
      .pass(30 * DAY);
    expect(story.instantsOf('surveyReminded')).toEqual([]);
    expect(story.instantsOf('surveyExpired')).toEqual([expiry]);
  });

  it('is not reminded of and does not expire once answered', () => {
    const story = sent()
      .expectTaken(3 * HOUR, 'rate', { no: 1, score: 5 })
      .pass(60 * DAY);
    expect(story.instantsOf('surveyReminded')).toEqual([]);
    expect(story.instantsOf('surveyExpired')).toEqual([]);
  });

  it('is gone before it is sent, after it expired, and for another number', () => {
    expect(resolved().send(HOUR, 'rate', { no: 1, score: 5 })).toBe('gone');
    expect(sent().send(expiry + 1, 'rate', { no: 1, score: 5 })).toBe('gone');
    expect(sent().send(3 * HOUR, 'rate', { no: 2, score: 5 })).toBe('gone');
  });

  it.each([0, 6, 2.5, Number.NaN])('has no score %d', (score) => {
    expect(sent().send(3 * HOUR, 'rate', { no: 1, score })).toBe('invalid');
  });

  it('is cancelled by a reopening; the next resolution has a survey of its own', () => {
    const story = sent().expectTaken(3 * HOUR, 'reopen', {});
    expect(story.state.survey).toMatchObject({ no: 1, state: 'cancelled' });
    expect(story.send(3 * HOUR, 'rate', { no: 1, score: 5 })).toBe('gone');
    story.expectTaken(4 * HOUR, 'resolve', {}).pass(5 * HOUR);
    expect(story.state.survey).toMatchObject({ no: 2, state: 'sent' });
    expect(story.instantsOf('surveySent')).toEqual([2 * HOUR, 5 * HOUR]);
  });

  it('that was answered stays so when the ticket is reopened', () => {
    const story = sent()
      .expectTaken(3 * HOUR, 'rate', { no: 1, score: 1 })
      .expectTaken(4 * HOUR, 'reopen', {});
    expect(story.state.survey).toMatchObject({ state: 'answered', score: 1 });
  });

  it('outlives the close: the ticket is over when the survey is', () => {
    const story = sent().expectTaken(3 * HOUR, 'close', {});
    expect(isOver(story.state, START + 4 * HOUR)).toBe(false);
    story.pass(expiry);
    expect(isOver(story.state, START + expiry)).toBe(true);
    expect(nextDue(story.state)).toBeNull();
  });

  it('answered and closed, the ticket waits for the end of the survey and then for nothing', () => {
    const story = sent()
      .expectTaken(3 * HOUR, 'rate', { no: 1, score: 5 })
      .expectTaken(4 * HOUR, 'close', {});
    expect(nextDue(story.state)).toMatchObject({ at: START + expiry, events: [], next: { what: 'surveyExpire' } });
    const { seq } = story.state;
    story.pass(expiry + DAY);
    expect(story.kindsSince(seq)).toEqual([]);
    expect(isOver(story.state, START + expiry - 1)).toBe(false);
    expect(isOver(story.state, START + expiry)).toBe(true);
  });

  it('a ticket without one is over when it is closed', () => {
    const { survey: _survey, ...policy } = POLICY;
    const story = Story.triaged({ policy }).expectTaken(HOUR, 'resolve', {});
    expect(isOver(story.state, START + HOUR)).toBe(false);
    expect(isOver(story.expectTaken(HOUR, 'close', {}).state, START + HOUR)).toBe(true);
  });
});
