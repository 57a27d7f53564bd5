import { AGENT, HOUR, MINUTE, OTHER_AGENT, POLICY, START, Story } from './support';

const claim = { agent: AGENT.id, no: 1 };
const failed = { team: 'desk', failed: true, facts: { policy: null, calendars: [] } } as const;

describe('Triage', () => {
  it('fills in type, impact, urgency and team, and derives the priority', () => {
    const story = new Story().triage(1, { type: 'request', impact: 'high', urgency: 'medium' });
    expect(story.state).toMatchObject({
      status: 'open',
      triaged: true,
      type: 'request',
      impact: 'high',
      urgency: 'medium',
      priority: 'high',
      team: 'team-mail',
      queuedAt: START + 1,
    });
    expect(story.kindsSince(1)).toEqual(['triaged', 'queued']);
  });

  it('keeps what the requester gave', () => {
    const story = new Story({ received: { given: { type: 'alert', urgency: 'low' } } });
    story.triage(1, { type: 'incident', impact: 'high', urgency: 'high' });
    expect(story.state).toMatchObject({ type: 'alert', impact: 'high', urgency: 'low', priority: 'medium' });
  });

  it('keeps what people set meanwhile', () => {
    const story = new Story()
      .expectTaken(0, 'edit', { priority: 'critical' })
      .expectTaken(1, 'assign', { team: 'team-infra' });
    story.triage(2, { type: 'request', claim });
    expect(story.state).toMatchObject({ type: 'request', priority: 'critical', team: 'team-infra', assignee: null });
    expect(story.state.claim).toEqual({ team: 'team-infra', no: 1 });
  });

  it('derives the priority of a ticket whose type was changed after its priority', () => {
    const story = new Story()
      .expectTaken(0, 'edit', { priority: 'critical' })
      .expectTaken(1, 'edit', { type: 'request' });
    expect(story.triage(2, { impact: 'high' }).state).toMatchObject({ type: 'request', priority: 'high' });
  });

  it('uses the stored matrix, also for later changes', () => {
    const { matrix } = new Story().found();
    const stored = { ...matrix, low: { ...matrix.low, low: 'critical' } } as const;
    const story = new Story().triage(1, { matrix: stored }).expectTaken(2, 'edit', { impact: 'low', urgency: 'low' });
    expect(story.state.priority).toBe('critical');
  });

  it('assigns the agent that it claimed', () => {
    const story = new Story().triage(1, { claim });
    expect(story.kindsSince(1)).toEqual(['triaged', 'assigned']);
    expect(story.state).toMatchObject({ assignee: AGENT.id, assignmentNo: 1, acceptedAt: null, team: 'team-mail' });
  });

  it('does not take the claim when somebody has the ticket, or had it', () => {
    const accepted = new Story().expectTaken(0, 'accept', {}, OTHER_AGENT).triage(1, { claim });
    expect(accepted.state).toMatchObject({ assignee: OTHER_AGENT.id, team: 'team-mail', status: 'open' });
    expect(accepted.kindsSince(2)).toEqual(['triaged']);
    const released = new Story().expectTaken(0, 'accept', {}, OTHER_AGENT).expectTaken(1, 'release', {}, OTHER_AGENT);
    expect(released.triage(2, { claim }).state).toMatchObject({ assignee: null, team: 'team-mail' });
  });

  it('of a ticket that was resolved meanwhile only fills in facts', () => {
    const story = new Story().expectTaken(MINUTE, 'resolve', {}).triage(2 * MINUTE, { claim });
    expect(story.state).toMatchObject({ status: 'resolved', assignee: null, policy: { id: 'policy' } });
    expect(story.state.survey).toMatchObject({ state: 'scheduled', sendAt: START + MINUTE + HOUR });
  });

  it('of a ticket that was pended meanwhile leaves it pending', () => {
    expect(new Story().pend(0, 'vendor').triage(1).state).toMatchObject({ status: 'pending', triaged: true });
  });

  it('a second time is already done', () => {
    const story = new Story().triage(0);
    expect(story.send(1, 'triage', story.found(), null)).toBe('already_done');
  });

  it('that gave no answer opens the ticket with defaults; the answer may still come, once', () => {
    const story = new Story().triage(0, failed);
    expect(story.state).toMatchObject({ status: 'open', team: 'desk', policy: null, priority: 'high' });
    story.triage(HOUR, { type: 'request' });
    expect(story.state).toMatchObject({
      team: 'team-mail',
      type: 'request',
      policy: { id: 'policy' },
      queuedAt: START + HOUR,
    });
    expect(story.send(2 * HOUR, 'triage', story.found(), null)).toBe('already_done');
  });

  it('that comes late does not take the ticket from whoever accepted it in the default queue', () => {
    const story = new Story().triage(0, failed).expectTaken(1, 'accept', {}).triage(HOUR);
    expect(story.state).toMatchObject({ team: 'desk', assignee: AGENT.id });
  });

  it('without the window of a calendar that the policy names is invalid', () => {
    const clocks = { ...POLICY.clocks, resolution: { targets: {}, calendar: 'office' } };
    const story = new Story({ policy: { ...POLICY, clocks } });
    expect(story.send(0, 'triage', story.found(), null)).toBe('invalid');
  });
});
