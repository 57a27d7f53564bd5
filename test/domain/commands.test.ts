import type { Command } from '../../workflows/domain/commands';
import { decide } from '../../workflows/domain/decide';
import { AGENT, DAY, HOUR, MINUTE, OTHER_AGENT, POLICY, REQUESTER, START, Story } from './support';

const open = (): Story => Story.triaged();
const resolved = (): Story => open().expectTaken(HOUR, 'resolve', {});
const closed = (): Story => resolved().expectTaken(HOUR, 'close', {});

describe('Accepting', () => {
  it('makes the sender the assignee', () => {
    const story = open().expectTaken(MINUTE, 'accept', {});
    expect(story.state).toMatchObject({
      assignee: AGENT.id,
      acceptedAt: START + MINUTE,
      assignmentNo: 1,
      queuedAt: null,
    });
  });

  it('keeps the number of an assignment that was made to the sender', () => {
    const story = open().expectTaken(0, 'assign', { agent: AGENT.id }).expectTaken(1, 'accept', {});
    expect(story.state).toMatchObject({ assignee: AGENT.id, assignmentNo: 1 });
  });

  it('takes over what was offered to another, under a new number', () => {
    const story = open().expectTaken(0, 'assign', { agent: OTHER_AGENT.id }).expectTaken(1, 'accept', {});
    expect(story.state).toMatchObject({ assignee: AGENT.id, assignmentNo: 2 });
  });

  it('a second time is already done, by whomever', () => {
    const story = open().expectTaken(0, 'accept', {});
    expect(story.send(1, 'accept', {}, OTHER_AGENT)).toBe('already_done');
  });

  it.each([null, { id: 'operator', role: 'operator' }, { id: 'key-1', role: 'service' }] as const)(
    'needs a person: %j is none',
    (by) => expect(open().send(0, 'accept', {}, by)).toBe('invalid'),
  );
});

describe('Assigning', () => {
  it('to an agent asks for acceptance anew', () => {
    const story = open().expectTaken(0, 'accept', {}).expectTaken(1, 'assign', { agent: OTHER_AGENT.id });
    expect(story.state).toMatchObject({
      assignee: OTHER_AGENT.id,
      acceptedAt: null,
      assignmentNo: 2,
      team: 'team-mail',
    });
  });

  it('to a team clears the assignee and looks for someone there', () => {
    const story = open().expectTaken(0, 'accept', {}).expectTaken(1, 'assign', { team: 'team-infra' });
    expect(story.state).toMatchObject({ team: 'team-infra', assignee: null, acceptedAt: null, queuedAt: START + 1 });
    expect(story.state.claim).toEqual({ team: 'team-infra', no: 2 });
  });

  it('to an agent of a team does both', () => {
    const story = open().expectTaken(0, 'assign', { agent: AGENT.id, team: 'team-infra' });
    expect(story.state).toMatchObject({ team: 'team-infra', assignee: AGENT.id, claim: null });
  });

  it('to nobody is invalid', () => expect(open().send(0, 'assign', {})).toBe('invalid'));
});

describe('An offer of an agent', () => {
  const wished = (): Story => open().expectTaken(0, 'assign', { team: 'team-infra' });

  it('is taken while somebody is looked for', () => {
    const story = wished().expectTaken(1, 'offer', { no: 1, team: 'team-infra', agent: AGENT.id }, null);
    expect(story.state).toMatchObject({ assignee: AGENT.id, acceptedAt: null, assignmentNo: 1, claim: null });
  });

  it('comes too late once somebody has accepted', () => {
    const story = wished().expectTaken(1, 'accept', {}, OTHER_AGENT);
    expect(story.send(2, 'offer', { no: 1, team: 'team-infra', agent: AGENT.id }, null)).toBe('already_done');
    expect(story.state.assignee).toBe(OTHER_AGENT.id);
  });

  it('of another search, or after the resolution, is refused', () => {
    expect(wished().send(1, 'offer', { no: 2, team: 'team-infra', agent: AGENT.id }, null)).toBe('already_done');
    expect(wished().send(1, 'offer', { no: 1, team: 'team-mail', agent: AGENT.id }, null)).toBe('already_done');
    const done = wished().expectTaken(1, 'resolve', {});
    expect(done.send(2, 'offer', { no: 1, team: 'team-infra', agent: AGENT.id }, null)).toBe('already_done');
  });

  it('of nobody leaves the ticket in the queue, and ends the search', () => {
    const story = wished().expectTaken(HOUR, 'offer', { no: 1, team: 'team-infra', agent: null }, null);
    expect(story.state).toMatchObject({ assignee: null, team: 'team-infra', claim: null, queuedAt: START });
  });
});

describe('Releasing', () => {
  it('puts the ticket back into its team’s queue, with the reason as an internal comment', () => {
    const story = open().expectTaken(0, 'accept', {}).expectTaken(HOUR, 'release', { comment: 'reason-1' });
    expect(story.state).toMatchObject({
      assignee: null,
      acceptedAt: null,
      team: 'team-mail',
      queuedAt: START + HOUR,
      claim: null,
    });
    expect(story.events.slice(-2)).toMatchObject([
      { kind: 'commented', data: { comment: 'reason-1', visibility: 'internal', from: 'agent' } },
      { kind: 'released', data: { agent: AGENT.id, comment: 'reason-1' } },
    ]);
  });

  it('what nobody has is already done', () => expect(open().send(0, 'release', {})).toBe('already_done'));
});

describe('Pending', () => {
  it('wakes by itself at the instant that was named', () => {
    const story = open()
      .agentWrites(0)
      .pend(HOUR, 'scheduled', 5 * HOUR)
      .pass(5 * HOUR);
    expect(story.instantsOf('resumed')).toEqual([5 * HOUR]);
    expect(story.state).toMatchObject({ status: 'open', pending: null });
  });

  it('until an instant that is not later than now is invalid', () => {
    expect(open().send(HOUR, 'pend', { reason: 'vendor', until: START + HOUR })).toBe('invalid');
    expect(open().send(HOUR, 'pend', { reason: 'vendor', until: START + HOUR + 1 })).toBeNull();
  });

  it('anew replaces reason and end, and starts the nudges anew', () => {
    const story = open()
      .agentWrites(0)
      .pend(0, 'requester', 30 * HOUR)
      .pass(8 * HOUR)
      .pend(10 * HOUR, 'requester')
      .pass(17 * HOUR);
    expect(story.instantsOf('nudged')).toEqual([8 * HOUR]);
    story.pass(18 * HOUR);
    expect(story.instantsOf('nudged')).toEqual([8 * HOUR, 18 * HOUR]);
    expect(story.state.pending).toMatchObject({ until: null, since: START + 10 * HOUR, nudges: 1 });
  });

  it('C19: the requester is nudged, then the ticket is resolved for want of an answer', () => {
    const story = open()
      .agentWrites(0)
      .pend(0, 'requester')
      .pass(3 * DAY);
    expect(story.instantsOf('nudged')).toEqual([8 * HOUR, 16 * HOUR]);
    expect(story.instantsOf('resolved')).toEqual([24 * HOUR]);
    expect(story.state).toMatchObject({ status: 'resolved', resolution: 'noAnswer', survey: null });
  });

  it('a public comment of the agent starts the nudges anew, an internal one does not', () => {
    const story = open()
      .agentWrites(0)
      .pend(0, 'requester')
      .pass(8 * HOUR)
      .agentWrites(9 * HOUR)
      .pass(17 * HOUR);
    expect(story.events.filter(({ kind }) => kind === 'nudged').map(({ data }) => data)).toMatchObject([
      { number: 1 },
      { number: 1 },
    ]);
    const silent = open()
      .agentWrites(0)
      .pend(0, 'requester')
      .agentWrites(4 * HOUR, 'internal')
      .pass(8 * HOUR);
    expect(silent.instantsOf('nudged')).toEqual([8 * HOUR]);
  });

  it('a ticket that nobody has answered is not resolved for want of an answer', () => {
    const story = open()
      .pend(0, 'requester')
      .pass(30 * DAY);
    expect(story.state.status).toBe('pending');
    story.agentWrites(30 * DAY).pass(31 * DAY);
    expect(story.instantsOf('resolved')).toEqual([31 * DAY]);
  });

  it('for a vendor nudges the assignee', () => {
    const policy = { ...POLICY, pending: { vendor: { nudgeAfter: ['PT1H'] } } };
    const story = Story.triaged({ policy }).agentWrites(0).pend(0, 'vendor').pass(HOUR);
    expect(story.events.at(-1)).toMatchObject({ kind: 'nudged', data: { number: 1, whom: 'assignee' } });
  });

  it('C20: a reminder does not come after the ticket went on', () => {
    const story = open()
      .agentWrites(0)
      .pend(0, 'requester')
      .requesterWrites(8 * HOUR)
      .pass(3 * DAY);
    expect(story.instantsOf('nudged')).toEqual([]);
    expect(story.instantsOf('resumed')).toEqual([8 * HOUR]);
  });
});

describe('A comment of the requester', () => {
  it('ends a wait for the requester, and no other', () => {
    expect(open().pend(0, 'requester').requesterWrites(1).state.status).toBe('open');
    expect(open().pend(0, 'vendor').requesterWrites(1).state.status).toBe('pending');
  });

  it('C26: reopens a resolved ticket; on a closed one it is refused', () => {
    const story = resolved().requesterWrites(2 * HOUR);
    expect(story.state).toMatchObject({ status: 'open', reopenCount: 1, resolution: null, resolvedAt: null });
    expect(story.events.slice(-2)).toMatchObject([
      { kind: 'commented' },
      { kind: 'reopened', data: { cause: 'comment' } },
    ]);
    const data = { comment: 'text', visibility: 'public', from: 'requester' } as const;
    expect(closed().send(2 * HOUR, 'comment', data, REQUESTER)).toBe('not_allowed_in_status');
  });

  it('cannot be internal', () => {
    const data = { comment: 'text', visibility: 'internal', from: 'requester' } as const;
    expect(open().send(0, 'comment', data, REQUESTER)).toBe('invalid');
  });

  it('a moment after the automatic closing comes too late, however late the desk looks', () => {
    const data = { comment: 'text', visibility: 'public', from: 'requester' } as const;
    const story = resolved();
    expect(story.send(3 * DAY + HOUR + 1, 'comment', data, REQUESTER)).toBe('not_allowed_in_status');
    expect(story.instantsOf('closed')).toEqual([3 * DAY + HOUR]);
    expect(resolved().send(3 * DAY + HOUR, 'comment', data, REQUESTER)).toBeNull();
  });
});

describe('Resolving', () => {
  it('is "done" unless said otherwise, and the note comes before it as a public comment', () => {
    const story = open().expectTaken(HOUR, 'resolve', { comment: 'note-1' });
    expect(story.state).toMatchObject({ status: 'resolved', resolution: 'done', resolvedAt: START + HOUR });
    expect(story.events.slice(-2)).toMatchObject([
      { kind: 'commented', data: { comment: 'note-1', visibility: 'public' } },
      { kind: 'resolved', data: { resolution: 'done', comment: 'note-1', from: 'open', cause: 'resolve' } },
    ]);
  });

  it('by the requester is a withdrawal, and nothing else', () => {
    expect(open().expectTaken(0, 'resolve', {}, REQUESTER).state.resolution).toBe('cancelled');
    expect(open().send(0, 'resolve', { resolution: 'done' }, REQUESTER)).toBe('invalid');
  });
});

describe('Escalating by hand', () => {
  it('goes one level up from wherever the clocks have come', () => {
    const story = open()
      .agentWrites(0)
      .pass(12 * HOUR)
      .expectTaken(13 * HOUR, 'escalate', { comment: 'reason-1' });
    expect(story.state.escalationLevel).toBe(2);
    expect(story.events.at(-1)).toMatchObject({
      kind: 'escalated',
      by: AGENT,
      data: { clock: null, level: 2, comment: 'reason-1' },
    });
  });
});

describe('Editing', () => {
  it('derives the priority anew from type, impact and urgency', () => {
    const story = open().expectTaken(0, 'edit', { impact: 'high', urgency: 'high' });
    expect(story.state.priority).toBe('critical');
    story.expectTaken(1, 'edit', { impact: null, urgency: null, type: 'request' });
    expect(story.state).toMatchObject({ type: 'request', impact: null, urgency: null, priority: 'low' });
  });

  it('a priority that is named holds until type, impact or urgency are changed', () => {
    const story = open().expectTaken(0, 'edit', { priority: 'critical', impact: 'low' });
    expect(story.state.priority).toBe('critical');
    expect(story.expectTaken(1, 'edit', { urgency: 'low' }).state.priority).toBe('low');
  });

  it('of texts only touches no clock', () => {
    const { clocks } = open().state;
    const story = open().expectTaken(HOUR, 'edit', { revision: 'revision-1', members: ['subject'] });
    expect(story.events.at(-1)).toMatchObject({
      kind: 'edited',
      data: { revision: 'revision-1', members: ['subject'] },
    });
    expect(story.state.clocks.map(({ ledger }) => ledger)).toEqual(clocks.map(({ ledger }) => ledger));
  });

  it('nothing is invalid', () => expect(open().send(0, 'edit', {})).toBe('invalid'));
});

describe('What the status forbids', () => {
  const samples: readonly Pick<Command, 'name' | 'data'>[] = [
    { name: 'accept', data: {} },
    { name: 'assign', data: { agent: AGENT.id } },
    { name: 'release', data: {} },
    { name: 'escalate', data: {} },
    { name: 'comment', data: { comment: 'text', visibility: 'public', from: 'agent' } },
    { name: 'edit', data: { priority: 'low' } },
    { name: 'pend', data: { reason: 'vendor' } },
    { name: 'resume', data: {} },
    { name: 'resolve', data: {} },
    { name: 'reopen', data: {} },
    { name: 'close', data: {} },
    { name: 'rate', data: { no: 1, score: 5 } },
    { name: 'followUp', data: { key: 'SD-2' } },
  ];
  const answers = (story: Story): string[] =>
    samples.map(({ name, data }) => {
      const command = { name, data, id: 'id', by: AGENT, at: START + 2 * HOUR } as Command;
      const decision = decide(story.state, command);
      return `${name}: ${decision.ok ? 'taken' : decision.failure.code}`;
    });

  it.each([
    ['new', () => new Story()],
    ['open', open],
  ])('on a ticket that is %s', (_status, story) => {
    expect(answers(story())).toEqual([
      'accept: taken',
      'assign: taken',
      'release: already_done',
      'escalate: taken',
      'comment: taken',
      'edit: taken',
      'pend: taken',
      'resume: not_allowed_in_status',
      'resolve: taken',
      'reopen: not_allowed_in_status',
      'close: not_allowed_in_status',
      'rate: gone',
      'followUp: taken',
    ]);
  });

  it('on a resolved ticket', () => {
    expect(answers(resolved())).toEqual([
      'accept: not_allowed_in_status',
      'assign: not_allowed_in_status',
      'release: not_allowed_in_status',
      'escalate: not_allowed_in_status',
      'comment: taken',
      'edit: taken',
      'pend: not_allowed_in_status',
      'resume: not_allowed_in_status',
      'resolve: already_done',
      'reopen: taken',
      'close: taken',
      'rate: gone',
      'followUp: taken',
    ]);
  });

  it('on a closed ticket', () => {
    expect(answers(closed())).toEqual([
      ...['accept', 'assign', 'release', 'escalate', 'comment', 'edit', 'pend', 'resume', 'resolve', 'reopen'].map(
        (name) => `${name}: not_allowed_in_status`,
      ),
      'close: already_done',
      'rate: gone',
      'followUp: taken',
    ]);
  });
});

it('a command that comes by an older clock is dated at what has happened already', () => {
  const story = open().agentWrites(HOUR).expectTaken(MINUTE, 'resolve', {});
  expect(story.events.slice(-2).map(({ at }) => at - START)).toEqual([HOUR, HOUR]);
  expect(story.state.resolvedAt).toBe(START + HOUR);
});

it('a refusal leaves the state as it was and says what to do', () => {
  const { state } = closed();
  const decision = decide(state, { name: 'resume', id: 'id', by: AGENT, at: START + 2 * HOUR, data: {} });
  expect(decision).toEqual({
    ok: false,
    failure: {
      code: 'not_allowed_in_status',
      detail: 'A ticket that is closed cannot take "resume": it must be pending.',
    },
  });
});
