import type { Actor, CascadeAction } from '../../workflows/domain/codes';
import type { Word } from '../../workflows/domain/handOver';
import { isOver } from '../../workflows/domain/process';
import { AGENT, HOUR, MINUTE, REQUESTER, START, Story } from './support';

const LEAD: Actor = { id: 'user-lea', role: 'lead' };

function act(action: CascadeAction): Word {
  return {
    do: 'act',
    action,
    comment: null,
    reason: action === 'pause' ? 'vendor' : null,
    resolution: action === 'resolve' ? 'workaround' : null,
  };
}

function heeds(story: Story, after: number, word: Word, comment?: string): Story {
  return story.expectTaken(after, 'heed', { from: 'SD-9', word, ...(comment !== undefined && { comment }) }, LEAD);
}

/** What the story's ticket still has to tell. */
function toTell(story: Story) {
  return (story.state.handOvers ?? []).map(({ to, word }) => ({ to, ...word }));
}

describe('links', () => {
  it('are told to the other end, as it sees them, until it is told', () => {
    const story = Story.triaged().expectTaken(1, 'link', { kind: 'parentOf', key: 'SD-2' });
    story.expectTaken(2, 'unlink', { kind: 'parentOf', key: 'SD-2' });
    expect(toTell(story)).toEqual([
      { to: 'SD-2', do: 'link', kind: 'childOf' },
      { to: 'SD-2', do: 'unlink', kind: 'childOf' },
    ]);
    const [first] = story.state.handOvers!;
    story.expectTaken(3, 'handedOver', { id: first!.id, told: 1, skipped: 0 }, null);
    expect(toTell(story)).toEqual([{ to: 'SD-2', do: 'unlink', kind: 'childOf' }]);
    expect(story.send(4, 'handedOver', { id: first!.id, told: 1, skipped: 0 }, null)).toBe('already_done');
  });

  it('that were heard of are not told back', () => {
    const story = heeds(Story.triaged(), 1, { do: 'link', kind: 'childOf' });
    expect(story.events.at(-1)).toMatchObject({ kind: 'linked', data: { kind: 'childOf', key: 'SD-9', told: true } });
    expect(toTell(story)).toEqual([]);
  });

  it('are never to the ticket itself', () => {
    expect(Story.triaged().send(1, 'link', { kind: 'relatedTo', key: 'SD-1' })).toBe('invalid');
    expect(Story.triaged().send(1, 'merge', { into: 'SD-1' })).toBe('invalid');
  });

  it('with which a ticket was opened are told by it', () => {
    const story = new Story({ received: { links: [{ kind: 'splitFrom', key: 'SD-7' }] } });
    expect(toTell(story)).toEqual([{ to: 'SD-7', do: 'link', kind: 'splitInto' }]);
  });

  it('keep a closed ticket alive until they are told', () => {
    const story = new Story({ policy: { calendar: 'always', clocks: {} } }).triage(0);
    story.expectTaken(1, 'resolve', {}).expectTaken(2, 'link', { kind: 'relatedTo', key: 'SD-2' });
    story.expectTaken(3, 'close', {});
    expect(isOver(story.state, START + HOUR)).toBe(false);
    story.expectTaken(4, 'handedOver', { id: story.state.handOvers![0]!.id, told: 0, skipped: 1 }, null);
    expect(isOver(story.state, START + HOUR)).toBe(true);
  });
});

describe('a merged ticket', () => {
  const merged = () => Story.triaged().expectTaken(MINUTE, 'merge', { into: 'SD-2', comment: 'why' });

  it('is resolved as a duplicate, without a survey, and its target hears of it', () => {
    const { state } = merged();
    expect(state).toMatchObject({ status: 'resolved', resolution: 'duplicate', mergedInto: 'SD-2', survey: null });
    expect(toTell(merged())).toEqual([{ to: 'SD-2', do: 'link', kind: 'mergedFrom' }]);
  });

  it('takes no reply, is not reopened by one, and not merged again', () => {
    const reply = { comment: 'c', visibility: 'public', from: 'requester' } as const;
    expect(merged().send(HOUR, 'comment', reply, REQUESTER)).toBe('not_allowed_in_status');
    expect(merged().send(HOUR, 'reopen', {}, REQUESTER)).toBe('not_allowed_in_status');
    expect(merged().send(HOUR, 'merge', { into: 'SD-3' })).toBe('already_done');
  });

  it('is what it was when it is unmerged, and its target hears of that too', () => {
    const story = merged().expectTaken(HOUR, 'unmerge', {});
    expect(story.state).toMatchObject({ status: 'open', resolution: null, mergedInto: null, team: 'team-mail' });
    expect(story.state.clocks.find(({ clock }) => clock === 'resolution')?.stoppedAt).toBeNull();
    expect(toTell(story).at(-1)).toEqual({ to: 'SD-2', do: 'unlink', kind: 'mergedFrom' });
    expect(story.send(HOUR, 'unmerge', {})).toBe('already_done');
  });

  it('has its replies taken by its target: those of another customer internally, without effect on clocks', () => {
    const story = Story.triaged()
      .agentWrites(MINUTE)
      .pend(2 * MINUTE, 'requester');
    const told = { comment: 'c', visibility: 'internal', from: 'requester', via: 'SD-8' } as const;
    story.expectTaken(HOUR, 'comment', told, REQUESTER);
    expect(story.state.status).toBe('pending');
    expect(story.state.clocks.filter(({ clock }) => clock === 'nextReply')).toEqual([]);
    story.expectTaken(HOUR, 'comment', { ...told, visibility: 'public' }, REQUESTER);
    expect(story.state.status).toBe('open');
  });
});

describe('a parent', () => {
  it('has every child told, in the order of its deeds', () => {
    const story = Story.triaged().expectTaken(1, 'cascade', { action: 'pause', comment: 'c1' }, LEAD);
    story.expectTaken(2, 'cascade', { action: 'resolve', comment: 'c2', resolution: 'workaround' }, LEAD);
    expect(toTell(story)).toEqual([
      { to: null, do: 'act', action: 'pause', comment: 'c1', reason: 'vendor', resolution: null },
      { to: null, do: 'act', action: 'resolve', comment: 'c2', reason: null, resolution: 'workaround' },
    ]);
    expect(story.state.handOvers?.[0]?.by).toEqual(LEAD);
    expect(story.state.status).toBe('open');
  });

  it('informs of something, and not when it is closed', () => {
    expect(Story.triaged().send(1, 'cascade', { action: 'inform' })).toBe('invalid');
    const closed = Story.triaged().expectTaken(1, 'resolve', {}).expectTaken(2, 'close', {});
    expect(closed.send(3, 'cascade', { action: 'pause' })).toBe('not_allowed_in_status');
  });
});

describe('a child', () => {
  it('is paused and resumed by its parent, and its clocks pause as the policy says of the reason', () => {
    const story = heeds(Story.triaged(), MINUTE, act('pause'), 'text');
    expect(story.state.pending).toMatchObject({ reason: 'vendor', parent: 'SD-9' });
    expect(story.kindsSince(3)).toEqual(['parentActed', 'commented', 'pended']);
    const [line] = story.state.clocks.find(({ clock }) => clock === 'resolution')!.ledger.slice(-1);
    expect(line?.state).toBe('paused');
    heeds(story, 2 * MINUTE, act('resume'));
    expect(story.state).toMatchObject({ status: 'open', pending: null });
    expect(story.events.at(-1)).toMatchObject({ kind: 'resumed', by: LEAD, data: { cause: 'parent' } });
  });

  it('that waits for something of its own goes on waiting for it', () => {
    const story = heeds(Story.triaged().pend(1, 'requester'), 2, act('pause'));
    heeds(story, 3, act('resume'));
    expect(story.state.pending).toMatchObject({ reason: 'requester' });
    expect(story.events.slice(-2)).toMatchObject([{ data: { effect: 'none' } }, { data: { effect: 'none' } }]);
  });

  it('is resolved by its parent, which its timeline names; resolved already, it is told nothing twice', () => {
    const story = heeds(Story.triaged(), MINUTE, act('resolve'), 'text');
    expect(story.state).toMatchObject({ status: 'resolved', resolution: 'workaround' });
    expect(story.kindsSince(3)).toEqual(['parentActed', 'commented', 'resolved']);
    expect(story.events.at(-3)).toMatchObject({ data: { parent: 'SD-9', action: 'resolve', effect: 'taken' } });
    const { seq } = heeds(story, 2 * MINUTE, act('resolve'), 'again').state;
    expect(story.kindsSince(seq - 1)).toEqual(['parentActed']);
  });

  it('that is closed hears nothing any more', () => {
    const closed = Story.triaged().expectTaken(1, 'resolve', {}).expectTaken(2, 'close', {});
    expect(closed.send(3, 'heed', { from: 'SD-9', word: act('inform'), comment: 'c' }, AGENT)).toBe(
      'not_allowed_in_status',
    );
  });
});
