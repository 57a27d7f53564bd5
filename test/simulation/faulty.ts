import { stepOf } from './rehearsals';

/** A document that is whole; each faulty one differs from it in one place. */
export function wholeDocument() {
  return {
    calendars: {
      office: { timeZone: 'Europe/Paris', weekly: { mon: [['08:00', '18:00']] }, exceptions: [] as object[] },
    },
    policy: {
      calendar: 'office',
      clocks: { resolution: { targets: { high: 'PT4H' } } },
      warnings: [50],
      escalations: [{ clock: 'resolution', at: 100, level: 1 }],
      pending: { requester: { nudgeAfter: ['PT1H'], resolveAfter: 'PT2H' } },
      closeAfter: 'P3D',
    },
    script: [stepOf('2026-03-02 08:00 open high'), stepOf('2026-03-02 09:00 comment agent')],
    until: '2026-03-09T00:00:00Z',
  };
}

interface Faulty {
  readonly name: string;
  readonly document: unknown;
  /** The member or step that is at fault. */
  readonly pointer: string;
  readonly code?: string;
}

function inCalendar(name: string, change: object, pointer: string, code?: string): Faulty {
  const whole = wholeDocument();
  const document = { ...whole, calendars: { office: { ...whole.calendars.office, ...change } } };
  return { name, document, pointer: `/calendars/office${pointer}`, ...(code && { code }) };
}

function onMonday(name: string, intervals: unknown, pointer: string): Faulty {
  return inCalendar(name, { weekly: { mon: intervals } }, `/weekly/mon${pointer}`);
}

function inPolicy(name: string, change: object, pointer: string): Faulty {
  const whole = wholeDocument();
  return { name, document: { ...whole, policy: { ...whole.policy, ...change } }, pointer: `/policy${pointer}` };
}

function asTarget(duration: string): Faulty {
  const clocks = { resolution: { targets: { high: duration } } };
  return inPolicy(`${duration || 'nothing'} for a target`, { clocks }, '/clocks/resolution/targets/high');
}

/** Steps after the opening. */
function afterOpening(name: string, steps: readonly (string | object)[], pointer: string): Faulty {
  const whole = wholeDocument();
  const script = [whole.script[0], ...steps.map((step) => (typeof step === 'string' ? stepOf(step) : step))];
  return { name, document: { ...whole, script }, pointer: `/script/${pointer}` };
}

function among(name: string, change: object, pointer: string): Faulty {
  return { name, document: { ...wholeDocument(), ...change }, pointer };
}

const never = { timeZone: 'UTC', weekly: {} };
const openedOnce = { ...never, exceptions: [{ date: '2026-03-02', intervals: [['08:00', '10:00']] }] };

export const FAULTY: readonly Faulty[] = [
  among('an unknown member', { colour: 'red' }, '/colour'),
  among('no calendars', { calendars: undefined }, '/calendars'),
  among('no script', { script: [] }, '/script'),
  among('an end that is no instant', { until: '2026-03-09' }, '/until'),
  among('a local end', { until: '2026-03-09T00:00:00+01:00' }, '/until'),
  among('an end with four decimals', { until: '2026-03-09T00:00:00.0000Z' }, '/until'),
  among('an end on 30 February', { until: '2026-02-30T00:00:00Z' }, '/until'),

  inCalendar('an unknown zone', { timeZone: 'Europe/Atlantis' }, '/timeZone'),
  inCalendar('a name of no IANA zone', { timeZone: 'PST' }, '/timeZone'),
  inCalendar('an offset for a zone', { timeZone: '+01:00' }, '/timeZone'),
  inCalendar('no week', { weekly: undefined }, '/weekly'),
  inCalendar('an unknown day', { weekly: { monday: [] } }, '/weekly/monday'),
  inCalendar('an unknown member of a calendar', { colour: 'red' }, '/colour'),
  onMonday('an empty interval', [['08:00', '08:00']], '/0'),
  onMonday('a reversed interval', [['18:00', '08:00']], '/0'),
  onMonday('overlapping intervals', [['08:00', '12:00'], ['11:59', '18:00']], '/1'), // prettier-ignore
  onMonday('intervals out of order', [['13:00', '18:00'], ['08:00', '12:00']], '/1'), // prettier-ignore
  onMonday('24:00 as a start', [['24:00', '24:00']], '/0/0'),
  onMonday('an hour without its zero', [['8:00', '18:00']], '/0/0'),
  onMonday('seconds in a wall time', [['08:00', '18:00:00']], '/0/1'),
  inCalendar('a date that is none', { exceptions: [{ date: '2026-02-29', intervals: [] }] }, '/exceptions/0/date'),
  inCalendar(
    'two exceptions for one date',
    { exceptions: [{ date: '2026-03-02', intervals: [] }, { date: '2026-03-02', intervals: [] }] }, // prettier-ignore
    '/exceptions/1/date',
  ),
  inCalendar('an exception without intervals', { exceptions: [{ date: '2026-03-02' }] }, '/exceptions/0/intervals'),

  inPolicy('an unknown calendar', { calendar: 'attic' }, '/calendar'),
  inPolicy('a calendar that every object has', { calendar: 'constructor' }, '/calendar'),
  inPolicy(
    'an unknown calendar of a clock',
    { clocks: { resolution: { targets: {}, calendar: 'attic' } } },
    '/clocks/resolution/calendar',
  ),
  inPolicy('no clocks', { clocks: undefined }, '/clocks'),
  inPolicy('an unknown clock', { clocks: { closing: { targets: {} } } }, '/clocks/closing'),
  inPolicy('a clock without targets', { clocks: { resolution: {} } }, '/clocks/resolution/targets'),
  inPolicy(
    'an unknown priority',
    { clocks: { resolution: { targets: { urgent: 'PT1H' } } } },
    '/clocks/resolution/targets/urgent',
  ),
  inPolicy(
    'an unknown reason for a pause',
    { clocks: { resolution: { targets: {}, pausedWhile: ['weather'] } } },
    '/clocks/resolution/pausedWhile/0',
  ),
  inPolicy('an unknown member of a policy', { colour: 'red' }, '/colour'),
  inPolicy('a warning at 100 %', { warnings: [100] }, '/warnings/0'),
  inPolicy('a warning at 0 %', { warnings: [0] }, '/warnings/0'),
  inPolicy('half a percent', { warnings: [50.5] }, '/warnings/0'),
  inPolicy('the same warning twice', { warnings: [50, 80, 50] }, '/warnings/2'),
  inPolicy(
    'an escalation at 1001 %',
    { escalations: [{ clock: 'resolution', at: 1001, level: 1 }] },
    '/escalations/0/at',
  ),
  inPolicy('level 0', { escalations: [{ clock: 'resolution', at: 100, level: 0 }] }, '/escalations/0/level'),
  inPolicy(
    'the same escalation twice',
    { escalations: [{ clock: 'resolution', at: 100, level: 1 }, { clock: 'resolution', at: 100, level: 1, always: true }] }, // prettier-ignore
    '/escalations/1',
  ),
  inPolicy(
    'an escalation of a clock that the policy lacks',
    { escalations: [{ clock: 'nextReply', at: 100, level: 1 }] },
    '/escalations/0/clock',
  ),
  inPolicy('a nudge in days', { pending: { vendor: { nudgeAfter: ['P1D'] } } }, '/pending/vendor/nudgeAfter/0'),
  inPolicy(
    'nudges of the same instant',
    { pending: { vendor: { nudgeAfter: ['PT60M', 'PT1H'] } } },
    '/pending/vendor/nudgeAfter/1',
  ),
  inPolicy(
    'a resolution in days',
    { pending: { requester: { resolveAfter: 'P1D' } } },
    '/pending/requester/resolveAfter',
  ),
  inPolicy(
    'a resolution for want of the vendor’s answer',
    { pending: { vendor: { resolveAfter: 'PT1H' } } },
    '/pending/vendor/resolveAfter',
  ),
  ...[
    '',
    '4H',
    'P2D',
    'PT0H',
    'PT',
    'P1DT1H',
    'PT1.5H',
    'P1W',
    'P1M',
    'P1Y',
    '-PT1H',
    'PT1S1M',
    'PT1H1H',
    'pt1h',
    ' PT1H',
  ].map(asTarget),
  inPolicy('closing after no time at all', { closeAfter: 'P0D' }, '/closeAfter'),
  inPolicy('closing after a mixture', { closeAfter: 'P1DT1H' }, '/closeAfter'),

  among('a script that does not begin with the opening', { script: [stepOf('2026-03-02 08:00 resolve')] }, '/script/0'),
  among(
    'an opening after the end',
    { script: [stepOf('2026-03-02 08:00 open high')], until: '2026-03-02T07:00:00Z' },
    '/script/0',
  ),
  afterOpening('a second opening', ['2026-03-02 09:00 open high'], '1'),
  afterOpening('steps out of order', ['2026-03-02 10:00 comment agent', '2026-03-02 09:59 resolve'], '2'),
  afterOpening('a step after the end', ['2026-03-02 10:00 comment agent', '2026-03-09 00:01 resolve'], '2'),
  afterOpening('an unknown step', ['2026-03-02 09:00 celebrate'], '1/do'),
  afterOpening('an unknown member of a step', [{ ...stepOf('2026-03-02 09:00 resolve'), note: 'x' }], '1/note'),
  afterOpening('an unknown priority in a step', ['2026-03-02 09:00 reclassify urgent'], '1/priority'),
  afterOpening('a comment by nobody', [{ at: '2026-03-02T09:00:00Z', do: 'comment' }], '1/by'),
  afterOpening('an internal comment of the requester', ['2026-03-02 09:00 comment requester internal'], '1/visibility'),
  afterOpening('a wait that ends as it begins', ['2026-03-02 09:00 pend vendor 2026-03-02T09:00:00Z'], '1/until'),
  afterOpening('a step without an instant', [{ do: 'resolve' }], '1/at'),

  afterOpening('resume of an open ticket', ['2026-03-02 09:00 resume'], '1'),
  afterOpening('reopen of an open ticket', ['2026-03-02 09:00 reopen'], '1'),
  afterOpening('close of an open ticket', ['2026-03-02 09:00 close'], '1'),
  afterOpening('resolve twice', ['2026-03-02 09:00 resolve', '2026-03-02 09:00 resolve'], '2'),
  afterOpening('pend once resolved', ['2026-03-02 09:00 resolve', '2026-03-02 09:00 pend vendor'], '2'),
  afterOpening('resume once resolved', ['2026-03-02 09:00 resolve', '2026-03-02 09:00 resume'], '2'),
  ...[
    'comment agent',
    'comment agent internal',
    'comment requester',
    'reclassify low',
    'reopen',
    'close',
    'resolve',
  ].map((step) =>
    afterOpening(
      `${step} once closed`,
      ['2026-03-02 09:00 resolve', '2026-03-02 09:00 close', `2026-03-02 10:00 ${step}`],
      '3',
    ),
  ),
  afterOpening('reopen after the closing by itself', ['2026-03-02 09:00 resolve', '2026-03-05 09:01 reopen'], '2'),

  { ...inCalendar('a calendar that never opens', { weekly: {} }, ''), code: 'calendar_never_opens' },
  {
    ...among(
      'a calendar of a clock that never opens',
      {
        calendars: { office: wholeDocument().calendars.office, never },
        policy: { calendar: 'office', clocks: { nextReply: { targets: {}, calendar: 'never' } } },
      },
      '/calendars/never',
    ),
    code: 'calendar_never_opens',
  },
  {
    ...among('a deadline that never comes', { calendars: { office: openedOnce } }, '/calendars/office'),
    code: 'calendar_never_opens',
  },
];
