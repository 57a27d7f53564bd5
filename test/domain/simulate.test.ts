import { WEEKDAYS, type CalendarDocument } from '../../workflows/domain/compile';
import type { Policy } from '../../workflows/domain/policy';
import { simulate } from '../../workflows/domain/simulate';
import {
  SimulationRefused,
  type SimulationDocument,
  type SimulationStep,
} from '../../workflows/domain/simulationDocument';

/** Paris, weekdays 09:00–17:00, a long lunch on Fridays, closed on 11 November. */
const SHOP: CalendarDocument = {
  timeZone: 'Europe/Paris',
  weekly: {
    mon: [['09:00', '17:00']],
    tue: [['09:00', '17:00']],
    wed: [['09:00', '17:00']],
    thu: [['09:00', '17:00']],
    fri: [
      ['09:00', '12:00'],
      ['14:00', '17:00'],
    ],
  },
  exceptions: [{ date: '2026-11-11', name: 'Armistice', intervals: [] }],
};

const RULES: Policy = {
  calendar: 'shop',
  clocks: {
    firstResponse: { targets: { high: 'PT2H', medium: 'PT4H' } },
    nextReply: { targets: { high: 'PT3H' } },
    resolution: { targets: { high: 'PT10H', medium: 'PT20H' }, pausedWhile: ['requester'] },
  },
  warnings: [75],
  escalations: [{ clock: 'resolution', at: 120, level: 1 }],
  pending: { requester: { nudgeAfter: ['PT4H'], resolveAfter: 'PT8H' } },
  closeAfter: 'PT8H',
};

function rehearse(script: readonly SimulationStep[], until: string, changes: Partial<SimulationDocument> = {}) {
  return simulate({ calendars: { shop: SHOP }, policy: RULES, script, until, ...changes });
}

function story(script: readonly SimulationStep[], until: string, changes: Partial<SimulationDocument> = {}): string[] {
  return rehearse(script, until, changes).timeline.map(({ at, kind, ...rest }) =>
    [at.slice(5, 19), kind, ...Object.values(rest)].join(' '),
  );
}

function refusal(act: () => unknown): SimulationRefused | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof SimulationRefused) return error;
    throw error;
  }
}

const open = (at: string, priority: 'high' | 'medium' | 'low' = 'high'): SimulationStep => ({
  at,
  do: 'open',
  priority,
});

describe('A rehearsal', () => {
  it('of a Friday evening with a silent customer and a bank holiday', () => {
    const script: SimulationStep[] = [
      // Friday 6 November 2026, 15:00 in Paris: two hours are left.
      open('2026-11-06T14:00:00Z'),
      { at: '2026-11-06T15:31:00Z', do: 'comment', by: 'agent' },
      { at: '2026-11-06T16:00:00Z', do: 'pend', reason: 'requester' },
      // The pend came at closing time; Tuesday 12:00 is after 8 h of Monday and 3 h of Tuesday: resolved before.
      { at: '2026-11-10T11:00:00Z', do: 'comment', by: 'requester' },
      { at: '2026-11-12T12:00:00Z', do: 'resolve' },
    ];
    expect(story(script, '2026-11-20T00:00:00Z')).toEqual([
      // 75 % of 2 h.
      '11-06T15:30:00 warning firstResponse 1 75',
      '11-06T16:00:00 status open pending pend',
      // 4 h and 8 h after the opening of Monday, 08:00Z: the second is closing time itself.
      '11-09T12:00:00 nudge 1',
      '11-09T16:00:00 status pending resolved noAnswer',
      // Open for 8 h of the calendar: closing would be Tuesday 16:00Z; the customer is earlier.
      '11-10T11:00:00 status resolved open comment',
      // nextReply: 2 h 15 min and 3 h after 11:00Z.
      '11-10T13:15:00 warning nextReply 1 75',
      '11-10T14:00:00 breach nextReply 1 100',
      // resolution: 2 h on Friday, so 5.5 h more; 5 h are left of Tuesday, and Wednesday is closed.
      '11-12T08:30:00 warning resolution 1 75',
      '11-12T11:00:00 breach resolution 1 100',
      '11-12T12:00:00 status open resolved resolve',
      // 4 h are left of Thursday; Friday has 3 h, lunch, and the last hour.
      '11-13T14:00:00 status resolved closed closeAfter',
    ]);
  });

  it('tells each clock as at its end', () => {
    const script: SimulationStep[] = [
      open('2026-11-05T08:00:00Z', 'medium'),
      { at: '2026-11-05T09:00:00Z', do: 'comment', by: 'agent' },
      { at: '2026-11-05T10:00:00Z', do: 'comment', by: 'requester' },
      { at: '2026-11-05T11:00:00Z', do: 'pend', reason: 'requester' },
    ];
    expect(rehearse(script, '2026-11-05T12:00:00Z').clocks).toEqual([
      {
        clock: 'firstResponse',
        cycle: 1,
        state: 'stopped',
        startedAt: '2026-11-05T08:00:00.000Z',
        stoppedAt: '2026-11-05T09:00:00.000Z',
        dueAt: '2026-11-05T12:00:00.000Z',
        elapsedMs: 3_600_000,
        targetMs: 14_400_000,
        breached: false,
        everBreached: false,
      },
      // nextReply has no target for medium, and is not listed.
      {
        clock: 'resolution',
        cycle: 1,
        state: 'paused',
        startedAt: '2026-11-05T08:00:00.000Z',
        stoppedAt: null,
        dueAt: null,
        elapsedMs: 10_800_000,
        targetMs: 72_000_000,
        breached: false,
        everBreached: false,
      },
    ]);
  });

  it('applies all steps of an instant before what is due at it', () => {
    const script: SimulationStep[] = [
      open('2026-11-05T08:00:00Z'),
      { at: '2026-11-05T08:00:00Z', do: 'comment', by: 'agent' },
      { at: '2026-11-06T10:00:00Z', do: 'reclassify', priority: 'medium' },
      { at: '2026-11-06T10:00:00Z', do: 'reclassify', priority: 'high' },
    ];
    // 8 h on Thursday, 2 h on Friday: the breach is due at the instant of the steps, and re-armed between them.
    expect(story(script, '2026-11-06T10:00:00Z')).toEqual([
      '11-05T15:30:00 warning resolution 1 75',
      '11-06T10:00:00 priority high medium',
      '11-06T10:00:00 priority medium high',
      '11-06T10:00:00 warning resolution 1 75',
      '11-06T10:00:00 breach resolution 1 100',
    ]);
  });

  it('takes no notice of what acts outside the clocks', () => {
    const escalations = [{ clock: 'resolution', at: 120, level: 1, reassign: 'nobody', notify: ['user:x'] }] as const;
    const survey = { delay: 'PT1H', expireAfter: 'P1D' };
    const script: SimulationStep[] = [open('2026-11-05T08:00:00Z'), { at: '2026-11-09T08:00:00Z', do: 'resolve' }];
    const plain = story(script, '2026-12-05T08:00:00Z');
    expect(plain.length).toBeGreaterThan(3);
    expect(story(script, '2026-12-05T08:00:00Z', { policy: { ...RULES, escalations, survey } })).toEqual(plain);
  });

  it('finds a deadline years ahead', () => {
    const policy = { calendar: 'shop', clocks: { resolution: { targets: { high: 'PT8000H' } } } };
    const { clocks } = rehearse([open('2026-01-05T08:00:00Z')], '2026-01-05T09:00:00Z', { policy });
    expect(clocks[0]?.dueAt?.slice(0, 4)).toBe('2030');
  });
});

describe('A rehearsal refuses', () => {
  const start = open('2026-11-05T08:00:00Z');
  it.each([
    [
      'a step that the status forbids',
      [start, { at: '2026-11-05T09:00:00Z', do: 'resume' }],
      '/script/1',
      'not_allowed_in_status',
    ],
    [
      'a second resolution',
      [start, { at: '2026-11-05T09:00:00Z', do: 'resolve' }, { at: '2026-11-05T09:00:00Z', do: 'resolve' }],
      '/script/2',
      'already_done',
    ],
    [
      'a wait that ends before it begins',
      [start, { at: '2026-11-05T09:00:00Z', do: 'pend', reason: 'vendor', until: '2026-11-05T09:00:00Z' }],
      '/script/1/until',
      'invalid',
    ],
    ['a step after its end', [start, { at: '2027-11-05T09:00:00Z', do: 'resolve' }], '/script/1', 'invalid'],
    ['a second opening', [start, start], '/script/1', 'invalid'],
    [
      'a script that does not begin with the opening',
      [{ at: '2026-11-05T09:00:00Z', do: 'resolve' }],
      '/script/0',
      'invalid',
    ],
    [
      'an internal comment of the requester',
      [start, { at: '2026-11-05T09:00:00Z', do: 'comment', by: 'requester', visibility: 'internal' }],
      '/script/1/visibility',
      'invalid',
    ],
  ] as const)('%s', (_what, script, pointer, code) => {
    expect(refusal(() => rehearse(script, '2026-11-30T00:00:00Z'))).toMatchObject({ pointer, code });
  });

  const never: CalendarDocument = { timeZone: 'UTC', weekly: {} };
  const once = (date: string): CalendarDocument => ({
    ...never,
    exceptions: [{ date, intervals: [['00:00', '10:00']] }],
  });
  const closedFor = (
    shop: CalendarDocument,
    until: string,
    script: readonly SimulationStep[] = [start],
    policy = RULES,
  ) => refusal(() => rehearse(script, until, { calendars: { shop }, policy }))?.code ?? null;

  it('a calendar without open time in the 366 days after the opening, even if nothing counts by it', () => {
    const policy = { calendar: 'shop', clocks: {} };
    expect(closedFor(never, '2026-11-06T00:00:00Z', [start], policy)).toBe('calendar_never_opens');
    // 5 November 2026 08:00Z and 366 days: 6 November 2027 08:00Z.
    expect(closedFor(once('2027-11-06'), '2026-11-06T00:00:00Z', [start], policy)).toBeNull();
    expect(closedFor(once('2027-11-07'), '2026-11-06T00:00:00Z', [start], policy)).toBe('calendar_never_opens');
  });

  it('a deadline that would never come', () => {
    // Ten open hours are just enough for the target of high, not for that of medium.
    expect(closedFor(once('2026-11-06'), '2026-11-07T00:00:00Z')).toBeNull();
    expect(closedFor(once('2026-11-06'), '2026-11-07T00:00:00Z', [open('2026-11-05T08:00:00Z', 'medium')])).toBe(
      'calendar_never_opens',
    );
  });

  it('a nudge that would never come, but only if the rehearsal lasts so long', () => {
    const policy: Policy = { calendar: 'shop', clocks: {}, pending: { vendor: { nudgeAfter: ['PT11H'] } } };
    const script: SimulationStep[] = [start, { at: '2026-11-05T09:00:00Z', do: 'pend', reason: 'vendor' }];
    expect(closedFor(once('2026-11-06'), '2027-11-01T00:00:00Z', script, policy)).toBeNull();
    expect(closedFor(once('2026-11-06'), '2027-12-01T00:00:00Z', script, policy)).toBe('calendar_never_opens');
  });

  it('no calendar that nothing names', () => {
    const calendars = { shop: SHOP, attic: never };
    expect(refusal(() => rehearse([start], '2026-11-06T00:00:00Z', { calendars }))).toBeNull();
  });
});

it('C07: the weekdays are those of the calendar’s zone', () => {
  const auckland: CalendarDocument = { timeZone: 'Pacific/Auckland', weekly: { mon: [['00:00', '24:00']] } };
  expect(WEEKDAYS[0]).toBe('mon');
  const policy = { calendar: 'shop', clocks: { resolution: { targets: { high: 'PT1H' } } } };
  // Monday in Auckland begins on Sunday 11:00Z.
  expect(
    story([open('2026-11-05T08:00:00Z')], '2026-11-20T00:00:00Z', { calendars: { shop: auckland }, policy }),
  ).toEqual(['11-08T12:00:00 breach resolution 1 100']);
});
