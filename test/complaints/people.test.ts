import { claimAgent } from '../../activities/claimAgent';
import { nextDue } from '../../workflows/domain/alarms';
import { processView } from '../../workflows/domain/process';
import { TestDesk } from '../activities/desk';
import { DAY, HOUR, MINUTE, POLICY, REQUESTER, START, Story, AGENT } from '../domain/support';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

describe('What users of other desks complain of: people', () => {
  it('C14 each level has an audience of its own', () => {
    const escalations = [
      { clock: 'resolution', at: 100, level: 1, notify: ['assignee'] },
      { clock: 'resolution', at: 150, level: 2, notify: ['lead', 'mailto:duty@example.org'] },
    ] as const;
    const story = Story.triaged({ policy: { ...POLICY, escalations } }).pass(2 * DAY);
    const told = story.events.flatMap((event) => (event.kind === 'escalated' ? [event.data.notify] : []));
    expect(told).toEqual([['assignee'], ['lead', 'mailto:duty@example.org']]);
  });

  it('C17 a burst of escalations is one message to each person', async () => {
    const at = Date.now() - DAY;
    const lead = await desk.createAgent(['desk']);
    await desk.prisma.user.update({ where: { id: lead.id }, data: { role: 'lead' } });
    const ticket = await desk.open({}, at);
    await desk.save(ticket, [
      ...desk.decide(ticket, 'edit', { priority: 'low' }, at + 1),
      // Of critical's target far more than all levels are used up at once.
      ...desk.decide(ticket, 'edit', { priority: 'critical' }, at + 12 * HOUR),
      ...desk.pass(ticket, at + 12 * HOUR),
    ]);
    const levels = (await desk.events(ticket)).filter(({ kind }) => kind === 'escalated');
    expect(levels.length).toBeGreaterThan(1);
    const where = { ticketId: ticket.id, kind: 'escalated', recipient: lead.id };
    const clocks = new Set(levels.map(({ data }) => (data as { clock: string }).clock));
    expect(await desk.prisma.delivery.count({ where })).toBe(clocks.size);
  });

  it('C18 a ticket says at any time what it waits for, and when it will go on by itself', () => {
    const story = new Story();
    const view = () => [processView(story.state).waitingFor, processView(story.state).next?.what ?? null];
    expect(view()).toEqual(['triage', null]);
    story.triage(MINUTE);
    expect(view()).toEqual(['team', 'warning']);
    story.agentWrites(2 * MINUTE).pend(HOUR, 'requester');
    expect(view()).toEqual(['requester', 'nudge']);
    story.pend(2 * HOUR, 'scheduled', 5 * DAY);
    expect(view()[0]).toBe('scheduled');
    story.expectTaken(3 * HOUR, 'resolve', {});
    expect(view()).toEqual(['closing', 'surveySend']);
    story.pass(4 * HOUR);
    expect(view()).toEqual(['survey', 'surveyRemind']);
    story.expectTaken(5 * HOUR, 'rate', { no: 1, score: 5 }, REQUESTER).expectTaken(5 * HOUR, 'close', {});
    expect(view()[0]).toBe('nothing');
  });

  it('C28 round robin takes turns, the load is evened out, and who is away gets nothing', async () => {
    const claim = async (team: string) => {
      const { id: ticketId } = await desk.receive();
      return (await claimAgent(desk.prisma, { ticketId, team, no: 1 })).agent;
    };
    for (const [team, strategy] of [
      ['turns', 'roundRobin'],
      ['loads', 'leastLoaded'],
    ] as const) {
      // prettier-ignore
      await desk.createTeam(team, strategy);
      const ada = await desk.createAgent([team], { capacity: 4 });
      const grace = await desk.createAgent([team], { capacity: 4 });
      await desk.createAgent([team], { capacity: 4, presence: 'away' });
      const chosen = [await claim(team), await claim(team), await claim(team), await claim(team)];
      expect(chosen.filter((agent) => agent === ada.id)).toHaveLength(2);
      expect(chosen.filter((agent) => agent === grace.id)).toHaveLength(2);
    }
  });

  it('C29 an assignee who stays silent loses the ticket to the queue', () => {
    const claim = { agent: AGENT.id, no: 1, lease: { within: 'PT30M' } };
    const story = new Story({ policy: { calendar: 'always', clocks: {} } }).triage(0, { claim }).pass(HOUR);
    expect(story.instantsOf('released')).toEqual([30 * MINUTE]);
    expect(story.state).toMatchObject({ assignee: null, queuedAt: START + 30 * MINUTE });
  });

  it('C30 nobody is asked about a ticket that ended by itself, or twice, or for ever', () => {
    const silent = Story.triaged()
      .agentWrites(MINUTE)
      .pend(HOUR, 'requester')
      .pass(60 * DAY);
    expect(silent.instantsOf('resolved')).toEqual([25 * HOUR]);
    expect(silent.instantsOf('surveySent')).toEqual([]);

    const story = Story.triaged()
      .expectTaken(HOUR, 'resolve', {})
      .pass(60 * DAY);
    expect(story.instantsOf('surveySent')).toEqual([2 * HOUR]);
    expect(story.instantsOf('surveyReminded')).toEqual([DAY + 2 * HOUR]);
    expect(story.instantsOf('surveyExpired')).toEqual([7 * DAY + 2 * HOUR]);
    expect(story.send(60 * DAY, 'rate', { no: 1, score: 1 }, REQUESTER)).toBe('gone');
    expect(nextDue(story.state)).toBeNull();
  });
});
