import fc from 'fast-check';
import type { CalendarWindow } from '../../workflows/domain/calendar';
import {
  LEVELS,
  PENDING_REASONS,
  PRIORITIES,
  RESOLUTIONS,
  TICKET_TYPES,
  type Priority,
} from '../../workflows/domain/codes';
import type { Command } from '../../workflows/domain/commands';
import { DEFAULT_MATRIX } from '../../workflows/domain/matrix';
import type { ClockPolicy, Policy } from '../../workflows/domain/policy';
import { AGENT, ALWAYS, DAY, dailyWindow, HOUR, MINUTE, OTHER_AGENT, REQUESTER } from './support';

/** A command some time after the one before. Its id and instant are given when it is sent. */
export interface Move {
  /** Milliseconds since the last move. */
  readonly gap: number;
  readonly command: Pick<Command, 'name' | 'data' | 'by'>;
}

/** What happens to a ticket, and how long it is watched after that. */
export interface Life {
  readonly moves: readonly Move[];
  readonly after: number;
}

/** A week that is open two hours on every day, with touching nights left out; and one with odd milliseconds. */
export const WINDOWS: readonly CalendarWindow[] = [
  ALWAYS,
  dailyWindow(400),
  {
    ...dailyWindow(400, 'short'),
    intervals: dailyWindow(400).intervals.map(([start]) => [start + 1, start + 2 * HOUR + 7]),
  },
];
/** The same calendars after an edit: always, mornings only, afternoons. */
export const EDITED: readonly CalendarWindow[] = WINDOWS.map((window, index) => ({
  ...window,
  version: 2,
  intervals: window.intervals.map(([start, end]) => [
    index === 2 ? start + HOUR : start,
    index === 1 ? start + 4 * HOUR : end + HOUR * (index === 2 ? 5 : 0),
  ]),
}));
const calendar = fc.constantFrom('always', 'daily', 'short');
const openDuration = fc.constantFrom('PT1S', 'PT7S', 'PT15M', 'PT1H', 'PT4H', 'PT10H', 'PT24H');
const anyDuration = fc.oneof(openDuration, fc.constantFrom('P1D', 'P3D'));

/** An object of any of the members. */
function maybe<T>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record<T, never>(members, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const clock: fc.Arbitrary<ClockPolicy> = fc
  .tuple(
    maybe<Record<Priority, string>>({
      critical: openDuration,
      high: openDuration,
      medium: openDuration,
      low: openDuration,
    }),
    maybe<{ pausedWhile: Required<ClockPolicy>['pausedWhile']; calendar: string }>({
      pausedWhile: fc.subarray([...PENDING_REASONS]),
      calendar,
    }),
  )
  .map(([targets, rest]) => ({ targets, ...rest }));

const escalation = fc.record(
  {
    clock: fc.constantFrom('firstResponse' as const, 'nextReply' as const, 'resolution' as const),
    at: fc.constantFrom(1, 50, 100, 150, 1000),
    level: fc.integer({ min: 1, max: 3 }),
    reassign: fc.constantFrom('team-infra', 'team-mail'),
  },
  { requiredKeys: ['clock', 'at', 'level'] },
);

const pendingPolicy = maybe<{ nudgeAfter: string[]; resolveAfter: string }>({
  nudgeAfter: fc.constantFrom(['PT1H'], ['PT1H', 'PT4H', 'PT10H'], []),
  resolveAfter: openDuration,
});

const policy: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.record({ calendar, clocks: maybe({ firstResponse: clock, nextReply: clock, resolution: clock }) }),
    maybe<Omit<Required<Policy>, 'calendar' | 'clocks'>>({
      warnings: fc.subarray([1, 33, 50, 80, 99]),
      escalations: fc.uniqueArray(escalation, {
        maxLength: 5,
        selector: ({ clock: name, at, level }) => `${name} ${at} ${level}`,
      }),
      pending: maybe({ requester: pendingPolicy, vendor: pendingPolicy, scheduled: pendingPolicy }),
      closeAfter: anyDuration,
      survey: fc
        .tuple(
          fc.record({ delay: anyDuration, expireAfter: anyDuration }),
          maybe({ remindAfter: anyDuration, quietFor: anyDuration }),
        )
        .map(([sure, rest]) => ({ ...sure, ...rest })),
    }),
  )
  .map(([sure, rest]) => ({ ...sure, ...rest }));

const comment = fc.constantFrom('text-1', 'text-2');
const team = fc.constantFrom('team-mail', 'team-infra');
const agent = fc.constantFrom(AGENT.id, OTHER_AGENT.id);

/** Of a claim, with or without a time to accept. */
function offered<T>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const window = fc.constantFrom(...WINDOWS, dailyWindow(3, 'team'));
  const lease = fc.record({ within: anyDuration, window }, { requiredKeys: ['within'] });
  return fc
    .tuple(fc.record<T>(members), fc.option(lease, { nil: undefined }))
    .map(([claim, terms]) => ({ ...claim, ...(terms && { lease: terms }) }));
}

function triage(found: fc.Arbitrary<Policy | null>): fc.Arbitrary<Command['data']> {
  return fc
    .tuple(
      fc.record({
        team: fc.option(team),
        found,
        claim: fc.option(offered({ agent, no: fc.integer({ min: 1, max: 2 }) })),
      }),
      maybe({
        type: fc.constantFrom(...TICKET_TYPES),
        impact: fc.constantFrom(...LEVELS),
        urgency: fc.constantFrom(...LEVELS),
      }),
    )
    .map(([sure, rest]) => ({
      ...rest,
      team: sure.team,
      claim: sure.claim,
      tags: [],
      rule: null,
      matrix: DEFAULT_MATRIX,
      facts: {
        policy: sure.found && { ...sure.found, id: 'policy', version: 1 },
        calendars: sure.found ? WINDOWS : [],
      },
    }));
}

/** Of another policy, of edited calendars, or of both. */
const terms = fc
  .record({ found: policy, id: fc.constantFrom('policy', 'other'), calendars: fc.constantFrom(WINDOWS, EDITED) })
  .map(({ found, id, calendars }) => ({ cause: 'ticket' as const, policy: { ...found, id, version: 1 }, calendars }));

type Data = fc.Arbitrary<Command['data']>;
const nothing: Data = fc.constant({});

/** Each with its weight: talk and waiting are what most of a ticket's life consists of. */
const COMMANDS: readonly (readonly [Command['name'], number, Data])[] = [
  ['triage', 1, triage(fc.option(policy, { freq: 10 }))],
  ['terms', 2, terms],
  ['offer', 1, offered({ no: fc.nat(3), team, agent: fc.option(agent) })],
  ['accept', 1, nothing],
  ['assign', 1, maybe({ agent, team })],
  ['release', 1, maybe({ comment })],
  ['escalate', 1, maybe({ comment })],
  [
    'comment',
    6,
    fc.record({
      comment,
      visibility: fc.constantFrom('public', 'public', 'internal'),
      from: fc.constantFrom('agent', 'requester'),
    }),
  ],
  [
    'edit',
    3,
    maybe({
      type: fc.constantFrom(...TICKET_TYPES),
      impact: fc.option(fc.constantFrom(...LEVELS)),
      priority: fc.constantFrom(...PRIORITIES),
      revision: fc.constant('revision-1'),
      dueDate: fc.option(fc.integer({ min: 1, max: 20 * DAY })),
    }),
  ],
  [
    'pend',
    4,
    fc
      .tuple(fc.constantFrom(...PENDING_REASONS), maybe({ until: fc.integer({ min: 1, max: 3 * DAY }) }))
      .map(([reason, rest]) => ({ reason, ...rest })),
  ],
  ['resume', 2, nothing],
  ['resolve', 3, maybe({ resolution: fc.constantFrom(...RESOLUTIONS), comment })],
  ['reopen', 2, maybe({ comment })],
  ['close', 1, nothing],
  ['rate', 3, fc.record({ no: fc.integer({ min: 1, max: 3 }), score: fc.integer({ min: 0, max: 6 }) })],
  ['countAlerts', 2, fc.record({ fired: fc.integer({ min: 0, max: 6 }), ended: fc.integer({ min: 0, max: 6 }) })],
  ['noteFailedDelivery', 1, fc.constant({ delivery: 'd', kind: 'resolved', channel: 'email' })],
  ['followUp', 1, fc.constant({ key: 'SD-2' })],
  ['link', 1, fc.record({ kind: fc.constantFrom('parentOf', 'relatedTo'), key: fc.constantFrom('SD-1', 'SD-2') })],
  ['merge', 1, fc.constant({ into: 'SD-2' })],
  ['unmerge', 2, nothing],
  ['cascade', 1, maybe({ action: fc.constantFrom('inform', 'pause'), comment })],
  ['heed', 2, fc.record({ from: fc.constant('SD-9'), word: word() })],
  ['skipSurvey', 1, fc.record({ no: fc.integer({ min: 1, max: 2 }), other: fc.constant('SD-3') })],
  ['noteFollowUp', 1, fc.record({ no: fc.integer({ min: 1, max: 2 }), key: fc.constant('SD-4') })],
] as readonly (readonly [Command['name'], number, Data])[];

/** What other tickets tell. */
function word() {
  const act = (action: string, reason: string | null) =>
    fc.constant({ do: 'act', action, comment: null, reason, resolution: null });
  const link = fc.record({ do: fc.constantFrom('link', 'unlink'), kind: fc.constant('childOf') });
  return fc.oneof(link, act('pause', 'vendor'), act('resume', null), act('resolve', null), act('inform', null));
}

const command: fc.Arbitrary<Move['command']> = fc.oneof(
  ...COMMANDS.map(([name, weight, data]) => ({
    weight,
    arbitrary: fc
      .record({ data, by: fc.constantFrom(AGENT, AGENT, OTHER_AGENT, REQUESTER, null) })
      .map((rest) => ({ name, ...rest })),
  })),
);

/** Often nothing at all, often a round time (so that things fall together), sometimes any time. */
const gap = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.constantFrom(1, 15 * MINUTE, HOUR, 2 * HOUR, 10 * HOUR, DAY) },
  { weight: 2, arbitrary: fc.nat(2 * DAY) },
);

const moves = (maxLength: number): fc.Arbitrary<Move[]> => fc.array(fc.record({ gap, command }), { maxLength });

/** Some moves before triage answers, triage, and then the rest of the life. */
export const anyLife: fc.Arbitrary<Life> = fc
  .record({
    before: moves(4),
    triage: fc.record({
      gap,
      command: triage(policy).map((data): Move['command'] => ({ name: 'triage', data, by: null })),
    }),
    then: moves(40),
    after: fc.nat(40 * DAY),
  })
  .map(({ before, triage: answer, then, after }): Life => ({ moves: [...before, answer, ...then], after }));
