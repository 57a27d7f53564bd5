import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearsalsIn } from '../simulation/rehearsals';
import { runCli } from '../support/cli';
import { AGENT, HOUR, MINUTE, POLICY, START, Story } from '../domain/support';
import { clockReports } from '../../workflows/domain/report';
import { CALENDARS, PLAIN, rehearse } from './rehearse';

const elapsed = (story: Story, clock = 'resolution') =>
  clockReports(story.state, story.state.asOf).find((report) => report.clock === clock)?.elapsedMs;

describe('What users of other desks complain of: clocks', () => {
  it('C01 waiting for the customer pauses the clocks that the policy names', () => {
    const { clocks } = rehearse(
      PLAIN,
      ['2026-03-02 08:00 open critical', '2026-03-02 09:00 pend requester', '2026-03-02 13:00 resume'],
      '2026-03-02T14:00:00Z',
    );
    expect(clocks).toEqual(['resolution 1 running 2026-03-02T08:00Z - 2026-03-02T16:00Z 2:00/4:00 ok']);
  });

  it('C02 a pause is not lost when the priority changes', () => {
    const { clocks } = rehearse(
      PLAIN,
      [
        '2026-03-02 08:00 open critical',
        '2026-03-02 09:00 pend requester',
        '2026-03-02 12:00 reclassify high',
        '2026-03-02 13:00 resume',
      ],
      '2026-03-02T14:00:00Z',
    );
    // One hour before the pause and one after it; eight are left of ten.
    expect(clocks).toEqual(['resolution 1 running 2026-03-02T08:00Z - 2026-03-02T22:00Z 2:00/10:00 ok']);
  });

  it('C03 nothing is breached while pending', () => {
    const { timeline } = rehearse(
      PLAIN,
      ['2026-03-02 08:00 open critical', '2026-03-02 11:00 pend requester'],
      '2026-03-30T00:00:00Z',
    );
    expect(timeline).toEqual(['2026-03-02 11:00 status open>pending pend']);
  });

  it('C04 a hold counts once, also when the ticket is resolved straight from it', () => {
    const { clocks } = rehearse(
      PLAIN,
      [
        '2026-03-02 08:00 open critical',
        '2026-03-02 09:00 pend requester',
        '2026-03-02 10:00 pend requester',
        '2026-03-02 13:00 resolve',
        '2026-03-02 14:00 reopen',
        '2026-03-02 15:00 resolve',
      ],
      '2026-03-03T00:00:00Z',
    );
    expect(clocks).toEqual(['resolution 1 stopped 2026-03-02T08:00Z 2026-03-02T15:00Z 2026-03-02T17:00Z 2:00/4:00 ok']);
  });

  it('C05 the time in which a ticket was resolved never counts', () => {
    const { timeline, clocks } = rehearse(
      PLAIN,
      ['2026-03-02 08:00 open critical', '2026-03-02 11:00 resolve', '2026-03-09 11:00 comment requester'],
      '2026-03-09T11:59:59Z',
    );
    expect(timeline.filter((line) => line.includes('breach'))).toEqual([]);
    expect(clocks[0]).toContain('2026-03-09T12:00Z');
  });

  it('C06 a day may have any number of shifts', () => {
    const shifts = [['06:00', '07:00'], ['08:00', '09:00'], ['10:00', '11:00'], ['12:00', '13:00']] as const; // prettier-ignore
    const { timeline } = rehearse(
      { ...PLAIN, calendar: 'shifts' },
      ['2026-03-02 00:00 open critical'],
      '2026-03-03T00:00:00Z',
      { shifts: { timeZone: 'UTC', weekly: { mon: shifts } } },
    );
    expect(timeline).toEqual(['2026-03-02 13:00 breach resolution 1 100']);
  });

  it('C07 hours are those of the calendar’s zone, wherever the desk runs', async () => {
    const tokyo = { tokyo: { ...CALENDARS.office, timeZone: 'Asia/Tokyo' } };
    const { timeline } = rehearse(
      { ...PLAIN, calendar: 'tokyo' },
      ['2026-03-02 00:00 open critical'],
      '2026-03-03T00:00:00Z',
      tokyo,
    );
    // 00:00Z is 09:00 in Tokyo.
    expect(timeline).toEqual(['2026-03-02 04:00 breach resolution 1 100']);
    const folder = mkdtempSync(join(tmpdir(), 'guichet-zones-'));
    const example = join(folder, 'document.json');
    writeFileSync(example, JSON.stringify(rehearsalsIn('opening-hours.yaml')[0]?.document));
    const zones = ['UTC', 'Asia/Kolkata', 'America/New_York'];
    const answers = await Promise.all(zones.map((TZ) => runCli(['simulate', example], { TZ })));
    expect(new Set(answers.map(({ code, stdout }) => `${code} ${stdout}`)).size).toBe(1);
    rmSync(folder, { recursive: true });
    expect(answers[0]?.code).toBe(0);
  });

  it('C08 nobody is escalated to in closed hours', () => {
    const { timeline } = rehearse(
      { ...PLAIN, calendar: 'office', escalations: [{ clock: 'resolution', at: 150, level: 1 }] },
      ['2026-03-06 15:00 open critical'],
      '2026-03-10T00:00:00Z',
    );
    expect(timeline).toEqual([
      '2026-03-09 09:00 breach resolution 1 100',
      '2026-03-09 11:00 escalation resolution 1 150 1',
    ]);
  });

  it('C09 an answered question escalates no more, and the next one starts afresh', () => {
    const { timeline } = rehearse(
      {
        calendar: 'always',
        clocks: { nextReply: { targets: { high: 'PT2H' } } },
        escalations: [{ clock: 'nextReply', at: 100, level: 1 }],
      },
      [
        '2026-03-02 08:00 open high',
        '2026-03-02 08:30 comment agent',
        '2026-03-02 09:00 comment requester',
        '2026-03-02 10:30 comment agent',
        '2026-03-02 15:00 comment requester',
      ],
      '2026-03-02T17:00:00Z',
    );
    expect(timeline).toEqual([
      '2026-03-02 17:00 breach nextReply 2 100',
      '2026-03-02 17:00 escalation nextReply 2 100 1',
    ]);
  });

  it('C10 under another target a ticket has one set of clocks, and the old deadline does not come', () => {
    const { timeline, clocks } = rehearse(
      PLAIN,
      ['2026-03-02 08:00 open critical', '2026-03-02 09:00 reclassify high'],
      '2026-03-02T18:00:00Z',
    );
    expect(timeline).toEqual(['2026-03-02 09:00 priority critical>high', '2026-03-02 18:00 breach resolution 1 100']);
    expect(clocks).toHaveLength(1);
  });

  it('C11 what elapsed is stored when a clock stops', () => {
    const story = Story.triaged()
      .agentWrites(20 * MINUTE)
      .expectTaken(3 * HOUR, 'resolve', {});
    const stored = JSON.parse(JSON.stringify(story.state)) as typeof story.state;
    const sums = stored.clocks.map(({ clock, ledger }) => [
      clock,
      ledger.reduce((sum, line) => sum + (line.countedMs ?? 0), 0),
    ]);
    expect(Object.fromEntries(sums)).toEqual({ firstResponse: 20 * MINUTE, resolution: 3 * HOUR });
    expect(elapsed(story)).toBe(3 * HOUR);
  });

  it('C15 every level comes, in order and at its own instant, also after an outage of the desk', () => {
    const levels = [
      { clock: 'resolution', at: 100, level: 1 },
      { clock: 'resolution', at: 120, level: 2 },
      { clock: 'resolution', at: 200, level: 3 },
    ] as const;
    const story = Story.triaged({ policy: { ...POLICY, escalations: levels } });
    // Nobody looks for a week.
    story.pass(7 * 24 * HOUR);
    const escalated = story.events.filter(({ kind }) => kind === 'escalated');
    expect(escalated.map(({ at, data }) => [at - START, (data as { level: number }).level])).toEqual([
      [8 * HOUR, 1],
      [9.6 * HOUR, 2],
      [16 * HOUR, 3],
    ]);
  });

  it('C16 each occurrence is an event of its own, as often as it comes', () => {
    const story = Story.triaged().agentWrites(MINUTE);
    // 50 % of 8 h, then of 4 h, then of 24 h.
    story
      .pass(5 * HOUR)
      .expectTaken(5 * HOUR, 'edit', { priority: 'medium' }, AGENT)
      .pass(13 * HOUR);
    const warned = story.events.filter(
      ({ kind, data }) => kind === 'warned' && 'clock' in data && data.clock === 'resolution',
    );
    expect(warned.map(({ at }) => at - START)).toEqual([4 * HOUR, 12 * HOUR]);
    expect(new Set(warned.map(({ identity }) => identity)).size).toBe(2);
  });

  it('C19 everything is exact to the millisecond, and the requester is nudged before the end', () => {
    const { timeline } = rehearse(
      {
        ...PLAIN,
        warnings: [50],
        pending: { requester: { nudgeAfter: ['PT1H', 'PT2H'], resolveAfter: 'PT3H' } },
      },
      [
        '2026-03-02 08:00:00.123 open critical',
        '2026-03-02 10:30:00.456 comment agent',
        '2026-03-02 10:30:00.456 pend requester',
      ],
      '2026-03-03T00:00:00Z',
    );
    expect(timeline).toEqual([
      '2026-03-02 10:00:00.123 warning resolution 1 50',
      '2026-03-02 10:30:00.456 status open>pending pend',
      '2026-03-02 11:30:00.456 nudge 1',
      '2026-03-02 12:30:00.456 nudge 2',
      '2026-03-02 13:30:00.456 status pending>resolved noAnswer',
    ]);
  });

  it('C20 no reminder comes after the answer, the reopening or the close', () => {
    const policy = {
      ...PLAIN,
      clocks: {},
      pending: { requester: { nudgeAfter: ['PT2H'], resolveAfter: 'PT5H' } },
      closeAfter: 'P1D',
    };
    const { timeline } = rehearse(
      policy,
      [
        '2026-03-02 08:00 open high',
        '2026-03-02 08:00 comment agent',
        '2026-03-02 08:00 pend requester',
        '2026-03-02 09:00 comment requester',
        '2026-03-02 10:30 resolve',
        '2026-03-02 20:00 reopen',
        '2026-03-04 20:30 resolve',
        '2026-03-04 21:00 close',
      ],
      '2026-03-30T00:00:00Z',
    );
    // No nudge at 10:00, no closing on 3 March at 10:30, nothing once it is closed.
    expect(timeline.map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      '08:00 status open>pending pend',
      '09:00 status pending>open comment',
      '10:30 status open>resolved resolve',
      '20:00 status resolved>open reopen',
      '20:30 status open>resolved resolve',
      '21:00 status resolved>closed close',
    ]);
    const closed = Story.triaged()
      .agentWrites(MINUTE)
      .pend(HOUR, 'requester')
      .expectTaken(2 * HOUR, 'resolve', {});
    closed.expectTaken(2 * HOUR, 'close', {}).pass(1_000 * HOUR);
    expect(closed.instantsOf('nudged')).toEqual([]);
  });
});
