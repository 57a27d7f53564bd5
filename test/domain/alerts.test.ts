import { MINUTE, Story } from './support';
import type { Actor } from '../../workflows/domain/codes';

const MONITORING: Actor = { id: 'key-1', role: 'service' };

/** A ticket that so many alerts have opened. */
function opened(alerts = 1): Story {
  return Story.triaged({ received: { source: 'alert', alerts } });
}

function count(story: Story, after: number, fired: number, ended: number) {
  return story.send(after, 'countAlerts', { fired, ended }, MONITORING);
}

const kinds = (story: Story) => story.events.slice(3).map(({ kind }) => kind);

describe('Alerts under a ticket', () => {
  it('are counted with those that opened it', () => {
    const story = opened(3);
    expect(count(story, MINUTE, 5, 0)).toBeNull();
    expect(story.state.alerts).toEqual({ fired: 5, ended: 0, occurrences: 5 });
    expect(story.events.at(-1)).toMatchObject({ kind: 'occurred', data: { count: 2, occurrences: 5 } });
  });

  it('are told once, however often they are told', () => {
    const story = opened();
    expect(count(story, MINUTE, 2, 0)).toBeNull();
    expect(count(story, MINUTE, 2, 0)).toBe('already_done');
    expect(count(story, MINUTE, 1, 0)).toBe('already_done');
    expect(kinds(story)).toEqual(['occurred']);
  });

  it('clear it when the last is over and nobody has accepted it', () => {
    const story = opened(2);
    count(story, MINUTE, 2, 1);
    expect(story.state.status).toBe('open');
    count(story, 2 * MINUTE, 2, 2);
    expect(kinds(story)).toEqual(['alertEnded', 'alertEnded', 'resolved']);
    expect(story.state).toMatchObject({ status: 'resolved', resolution: 'cleared', survey: null });
  });

  it('clear it though more of them came by the same word', () => {
    const story = opened();
    count(story, MINUTE, 3, 3);
    expect(kinds(story)).toEqual(['occurred', 'alertEnded', 'resolved']);
  });

  it('are over in vain for whoever has accepted it', () => {
    const story = opened().expectTaken(MINUTE, 'accept', {});
    expect(count(story, 2 * MINUTE, 1, 1)).toBeNull();
    expect(kinds(story)).toEqual(['accepted', 'alertEnded']);
    expect(story.events.at(-1)).toMatchObject({ data: { count: 1, firing: 0 } });
  });

  it('join a ticket that a person opened: it has happened once more', () => {
    const story = Story.triaged();
    count(story, MINUTE, 1, 0);
    expect(story.state.alerts).toEqual({ fired: 1, ended: 0, occurrences: 2 });
  });

  it('do not join what is resolved; that they are over is noted until it is closed', () => {
    const story = opened(2).expectTaken(MINUTE, 'resolve', {});
    expect(count(story, 2 * MINUTE, 3, 0)).toBe('not_allowed_in_status');
    expect(count(story, 3 * MINUTE, 2, 1)).toBeNull();
    story.expectTaken(4 * MINUTE, 'close', {});
    expect(count(story, 5 * MINUTE, 2, 2)).toBe('not_allowed_in_status');
  });

  it.each([
    [1, 2],
    [-1, -1],
  ])('cannot be %i of which %i are over', (fired, ended) => {
    expect(count(opened(), MINUTE, fired, ended)).toBe('invalid');
  });
});
