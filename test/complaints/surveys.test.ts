import { isOver } from '../../workflows/domain/process';
import { TestDesk } from '../activities/desk';
import { DAY, HOUR, POLICY, REQUESTER, START, Story } from '../domain/support';

const survey = { delay: 'PT1H', remindAfter: 'P1D', expireAfter: 'P7D' };
const sent = (): Story =>
  Story.triaged({ policy: { ...POLICY, survey } })
    .expectTaken(HOUR, 'resolve', {})
    .pass(2 * HOUR);

describe('What users of other desks complain of: surveys', () => {
  it('C30 nobody is asked about a ticket that resolved itself for want of an answer', () => {
    const story = Story.triaged({ policy: { ...POLICY, survey } })
      .agentWrites(0)
      .pend(HOUR, 'requester')
      .pass(90 * DAY);
    expect(story.events.find(({ kind }) => kind === 'resolved')).toMatchObject({ data: { cause: 'noAnswer' } });
    expect(story.state.status).toBe('closed');
    expect(story.instantsOf('surveySent')).toEqual([]);
  });

  it('C30 one survey is sent once, and reminded of once', () => {
    const story = sent().pass(90 * DAY);
    expect(story.instantsOf('surveySent')).toEqual([2 * HOUR]);
    expect(story.instantsOf('surveyReminded')).toEqual([DAY + 2 * HOUR]);
  });

  it('C30 a requester whose tickets are all resolved at once is asked about one of them', async () => {
    const desk = await TestDesk.open();
    try {
      const claim = { no: 1, requester: desk.requester.id, sendAt: START, quietFor: 'P30D' };
      const calendar = { id: 'always', version: 1 };
      const tickets = await Promise.all(Array.from({ length: 5 }, () => desk.receive()));
      const answers = await Promise.all(
        tickets.map(({ id }) => desk.activities.claimSurvey({ ...claim, ticketId: id, calendar })),
      );
      expect(answers.filter(({ other }) => other === null)).toHaveLength(1);
    } finally {
      await desk.drop();
    }
  });

  it('C30 a survey ends, and with it the ticket', () => {
    const story = sent().expectTaken(3 * HOUR, 'close', {});
    const end = 2 * HOUR + 7 * DAY;
    expect(isOver(story.pass(end - 1).state, START + end - 1)).toBe(false);
    expect(story.pass(end).instantsOf('surveyExpired')).toEqual([end]);
    expect(isOver(story.state, START + end)).toBe(true);
    expect(story.send(end + 1, 'rate', { no: 1, score: 5 }, REQUESTER)).toBe('gone');
  });

  it('C30 whoever has answered is not reminded', () => {
    const story = sent()
      .expectTaken(3 * HOUR, 'rate', { no: 1, score: 4 }, REQUESTER)
      .pass(90 * DAY);
    expect(story.instantsOf('surveyReminded')).toEqual([]);
  });
});
