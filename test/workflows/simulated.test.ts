import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { CalendarDocument } from '../../workflows/domain/compile';
import type { TicketEvent } from '../../workflows/domain/events';
import type { Policy } from '../../workflows/domain/policy';
import { clockReports } from '../../workflows/domain/report';
import { simulate } from '../../workflows/domain/simulate';
import type { SimulationStep } from '../../workflows/domain/simulationDocument';
import { linesOf } from '../../workflows/domain/simulationTimeline';
import { TicketRig, type RigTicket, type StoredEvent } from '../support/ticketRig';

let rig: TicketRig;
beforeAll(async () => {
  rig = await TicketRig.start();
}, 60_000);
afterAll(() => rig?.stop());

const SCRIPTS = 8;
/** `GUICHET_SEED=… npx jest test/workflows/simulated` repeats a run as far as real time can be repeated. */
const SEED = Number(process.env.GUICHET_SEED ?? Date.now() % 1_000_000);

/** Nothing is due before triage has surely answered. */
const seconds = fc.constantFrom('PT4S', 'PT6S', 'PT8S', 'PT10S');
const calendarIds = ['always', 'abroad', 'closing', 'opening', 'shut'] as const;
const anyCalendar = fc.constantFrom(...calendarIds);
const clock = fc.record({
  calendar: anyCalendar,
  targets: fc.record({ critical: seconds, high: seconds, medium: seconds, low: seconds }),
  pausedWhile: fc.subarray(['requester' as const, 'vendor' as const, 'scheduled' as const]),
});
const policies: fc.Arbitrary<Partial<Policy>> = fc.record({
  calendar: anyCalendar,
  closeAfter: fc.constantFrom('PT1S', 'PT1H'),
  clocks: fc.record({ firstResponse: clock, nextReply: clock, resolution: clock }),
  warnings: fc.subarray([75, 90], { minLength: 1 }),
  escalations: fc.subarray(
    [
      { clock: 'resolution' as const, at: 100, level: 1 },
      { clock: 'resolution' as const, at: 130, level: 2 },
      { clock: 'nextReply' as const, at: 110, level: 1 },
    ],
    { minLength: 1 },
  ),
  pending: fc.record({
    requester: fc.record({
      nudgeAfter: fc.constantFrom(['PT1S'], ['PT1S', 'PT2S']),
      resolveAfter: fc.constantFrom('PT2S', 'PT3S'),
    }),
    vendor: fc.record({ nudgeAfter: fc.constant(['PT1S']) }),
  }),
});

type Act = (ticket: RigTicket) => Promise<unknown>;
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Act>((ticket) => ticket.comment('Any news?', 'requester')) },
  { weight: 3, arbitrary: fc.constant<Act>((ticket) => ticket.comment('We are looking.')) },
  { weight: 1, arbitrary: fc.constant<Act>((ticket) => ticket.comment('A note.', 'agent', 'internal')) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('requester', 'vendor', 'scheduled'), fc.option(fc.integer({ min: 500, max: 2_500 })))
      .map(([reason, after]): Act => {
        const until = () => (after === null ? {} : { until: new Date(Date.now() + after).toISOString() });
        return (ticket) => ticket.command('pend', { reason, ...until() });
      }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('critical', 'high', 'medium', 'low').map(
      (priority): Act =>
        (ticket) =>
          ticket.command('edit', { priority }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('resume' as const, 'resolve' as const, 'reopen' as const).map(
      (name): Act =>
        (ticket) =>
          ticket.command(name),
    ),
  },
);
const lives = fc.record({
  policy: policies,
  moves: fc.array(fc.record({ gap: fc.integer({ min: 100, max: 1_900 }), act: acts }), { minLength: 8, maxLength: 10 }),
});

/** Lives it on a real workflow; what the ticket's status does not allow is refused, and leaves no trace. */
async function live(name: string, { policy, moves }: { policy: Partial<Policy>; moves: { gap: number; act: Act }[] }) {
  const ticket = await rig.openTriaged({ policy: await rig.policy(name, policy) });
  for (const { gap, act } of moves) {
    await sleep(gap);
    await act(ticket).catch(() => undefined);
  }
  // Both end at rest, with every clock stopped.
  await ticket.command('resolve').catch(() => undefined);
  await ticket.command('close').catch(() => undefined);
  await ticket.waitFor('closed');
  return { events: await ticket.events(), state: await ticket.state() };
}

/** The events that people's doing made, as steps; what clocks did, and what follows from a comment, is none. */
function stepsOf(events: readonly TicketEvent[]): SimulationStep[] {
  const triaged = events.find((event) => event.kind === 'triaged');
  return events.flatMap((event): SimulationStep[] => {
    const at = new Date(event.at).toISOString();
    switch (event.kind) {
      case 'received':
        return [{ at, do: 'open', priority: triaged?.data.priority ?? event.data.priority }];
      case 'commented':
        return [{ at, do: 'comment', by: event.data.from, visibility: event.data.visibility }];
      case 'pended': {
        const { reason, until } = event.data;
        return [{ at, do: 'pend', reason, ...(until === null ? {} : { until: new Date(until).toISOString() }) }];
      }
      case 'reclassified':
        return [{ at, do: 'reclassify', priority: event.data.to }];
      case 'resumed':
        return event.data.cause === 'resume' ? [{ at, do: 'resume' }] : [];
      case 'resolved':
        return event.data.cause === 'resolve' ? [{ at, do: 'resolve' }] : [];
      case 'reopened':
        return event.data.cause === 'reopen' ? [{ at, do: 'reopen' }] : [];
      case 'closed':
        return event.data.cause === 'close' ? [{ at, do: 'close' }] : [];
      default:
        return [];
    }
  });
}

function asDomain(event: StoredEvent): TicketEvent {
  return { ...event, at: event.at.getTime(), by: null, identity: '' } as unknown as TicketEvent;
}

const whole = [['00:00', '24:00']] as const;
const weekly = { mon: whole, tue: whole, wed: whole, thu: whole, fri: whole, sat: whole, sun: whole };
/** Calendars know minutes, and a run lasts seconds: it begins as long before a minute is full. */
const LEAD_MS = 9_000;

async function waitForMinute(): Promise<number> {
  const minute = Math.ceil((Date.now() + LEAD_MS) / 60_000) * 60_000;
  await sleep(minute - LEAD_MS - Date.now());
  return minute;
}

/** Always open, open and never closing in another zone, closing and opening under way, and closed for days. */
function calendarsAround(minute: number): Record<(typeof calendarIds)[number], CalendarDocument> {
  const date = (days: number) => new Date(minute - 1 + days * 86_400_000).toISOString().slice(0, 10);
  const time = new Date(minute).toISOString().slice(11, 16);
  const midnight = time === '00:00';
  const before = { date: date(0), intervals: [['00:00', midnight ? '24:00' : time] as const] };
  const after = { date: date(0), intervals: midnight ? [] : [[time, '24:00'] as const] };
  const shut = [0, 1, 2].map((days) => ({ date: date(days), intervals: [] }));
  return {
    always: { timeZone: 'UTC', weekly },
    abroad: { timeZone: 'Asia/Kolkata', weekly, exceptions: [{ date: '2020-01-01', intervals: [] }] },
    closing: { timeZone: 'UTC', weekly, exceptions: [before, ...shut.slice(1)] },
    opening: { timeZone: 'UTC', weekly, exceptions: [after] },
    shut: { timeZone: 'UTC', weekly, exceptions: shut },
  };
}

async function store({ always: _stored, ...calendars }: Record<string, CalendarDocument>): Promise<void> {
  const documents = Object.entries(calendars).map(([id, calendar]) => {
    const document: object = calendar;
    return { kind: 'calendar', id, version: 1, document };
  });
  await rig.prisma.document.createMany({ data: documents });
}

it('what happens to real tickets, and when, is what a rehearsal of the same steps says', async () => {
  console.log(`seed ${SEED}`);
  const samples = fc.sample(lives, { numRuns: SCRIPTS, seed: SEED });
  const calendars = calendarsAround(await waitForMinute());
  await store(calendars);
  const lived = await Promise.all(samples.map((life, index) => live(`random-${index}`, life)));
  lived.forEach(({ events: stored, state }, index) => {
    const events = stored.map(asDomain);
    const end = Math.max(...events.map(({ at }) => at));
    const rehearsed = simulate({
      calendars,
      policy: { calendar: 'always', clocks: {}, ...samples[index]?.policy },
      script: stepsOf(events),
      until: new Date(end).toISOString(),
    });
    const startedAt = events[0]?.at ?? 0;
    expect(relative(events.flatMap(linesOf), startedAt)).toEqual(relative(rehearsed.timeline, startedAt));
    const reports = clockReports(state, end).map(({ ledger: _ledger, ...report }) => report);
    expect(iso(reports)).toEqual(rehearsed.clocks);
  });
  const kinds = lived.flatMap(({ events }) => events.map(({ kind }) => kind));
  expect(kinds.filter((kind) => kind === 'warned' || kind === 'breached' || kind === 'nudged').length).toBeGreaterThan(
    3,
  );
}, 180_000);

/** Instants as milliseconds since the opening, which one can read beside the policy. */
function relative(lines: readonly { readonly at: string }[], startedAt: number) {
  return lines.map(({ at, ...rest }) => ({ at: Date.parse(at) - startedAt, ...rest }));
}

function iso(reports: readonly object[]): unknown {
  const instants = ['startedAt', 'stoppedAt', 'dueAt'];
  return reports.map((report) =>
    Object.fromEntries(
      Object.entries(report).map(([name, value]: [string, unknown]) => [
        name,
        instants.includes(name) && typeof value === 'number' ? new Date(value).toISOString() : value,
      ]),
    ),
  );
}
