import fc from 'fast-check';
import { nextDue } from '../../workflows/domain/alarms';
import { briefOf, clocksAt, reaches, type Brief, type ShownClock } from '../../workflows/domain/brief';
import { openTime, type CalendarWindow } from '../../workflows/domain/calendar';
import { stateOfClock, termsOf } from '../../workflows/domain/clocks';
import type { Command } from '../../workflows/domain/commands';
import type { TicketEvent } from '../../workflows/domain/events';
import { begin, evolve } from '../../workflows/domain/evolve';
import { fold, horizonOf } from '../../workflows/domain/fold';
import { elapsedTime } from '../../workflows/domain/ledger';
import { isOver } from '../../workflows/domain/process';
import { anyBreached, clockReports, nextDueAt } from '../../workflows/domain/report';
import type { Clock, Segment, TicketState } from '../../workflows/domain/state';
import { catchUp, perform, type Advanced } from '../../workflows/domain/steps';
import { thresholdTimeOf } from '../../workflows/domain/thresholds';
import { anyLife, EDITED, WINDOWS, type Life, type Move } from './lives';
import { HOUR, START } from './support';

/** All that was recorded while a ticket lived: the state after each step, and every event. */
interface Lived {
  readonly states: TicketState[];
  readonly events: TicketEvent[];
  readonly state: TicketState;
}

function first(): TicketEvent & { kind: 'received' } {
  return {
    seq: 1,
    identity: 'test#0',
    kind: 'received',
    at: START,
    by: null,
    data: {
      ticketId: 'ticket-1',
      key: 'SD-1',
      source: 'api',
      requester: 'user-rene',
      organisation: null,
      given: {},
      priority: 'high',
    },
  };
}

function live(life: Life, fate: (state: TicketState) => TicketState = (state) => state): Lived {
  const received = first();
  const events: TicketEvent[] = [received];
  let state = begin(received);
  const states = [state];
  const follow = (advanced: Advanced): void => {
    state = fate(advanced.state);
    states.push(state);
    events.push(...advanced.events);
  };
  let now = START;
  life.moves.forEach((move, index) => {
    now += move.gap;
    follow(catchUp(state, { before: now }));
    const outcome = perform(state, commandOf(move, state, index, now));
    if (outcome.ok) follow(outcome);
  });
  follow(catchUp(state, { until: now + life.after }));
  return { states, events, state };
}

/** Offers and ratings name the search and the survey that are under way, and waits lie ahead, as they would from whoever really sends them. */
function commandOf(move: Move, state: TicketState, index: number, at: number): Command {
  const command = { ...move.command, id: `c${index}`, at } as Command;
  if (command.name === 'offer' && state.claim) return { ...command, data: { ...command.data, ...state.claim } };
  if (command.name === 'rate' && state.survey) return { ...command, data: { ...command.data, no: state.survey.no } };
  if (command.name === 'pend' && command.data.until !== undefined) {
    return { ...command, data: { ...command.data, until: at + command.data.until } };
  }
  if (command.name === 'edit' && typeof command.data.dueDate === 'number') {
    return { ...command, data: { ...command.data, dueDate: at + command.data.dueDate } };
  }
  if (command.name === 'terms') {
    const calendars = command.data.calendars.map((window) => cutBefore(window, horizonOf(state)));
    return { ...command, data: { ...command.data, calendars } };
  }
  return command;
}

/** As the activity compiles it for a ticket that runs already. */
function cutBefore(window: CalendarWindow, from: number): CalendarWindow {
  const ahead = window.intervals.filter(([, end]) => end > from);
  return { ...window, from, intervals: ahead.map(([start, end]) => [Math.max(start, from), end] as const) };
}

function shown({ clock, cycle, state, dueAt, elapsedMs, targetMs, breached }: ShownClock): ShownClock {
  return { clock, cycle, state, dueAt, elapsedMs, targetMs, breached };
}

/** What may never be otherwise, whatever people and time do to a ticket. */
const INVARIANTS: Readonly<Record<string, (lived: Lived) => void>> = {
  'events are numbered from 1 without gaps, and the state has the number of the last': ({ events, state }) => {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(state.seq).toBe(events.length);
  },
  'no event is dated before the one that precedes it': ({ events }) => {
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
  },
  'the lines of a ledger touch, from the start of the clock to now': ({ states }) => {
    for (const clock of clocksOf(states)) {
      expect(clock.ledger[0]?.from).toBe(clock.startedAt);
      clock.ledger.slice(1).forEach((line, index) => expect(line.from).toBe(clock.ledger[index]?.to));
      expect(clock.ledger.map(({ to }) => to === null)).toEqual(
        clock.ledger.map((_, i) => i === clock.ledger.length - 1),
      );
    }
  },
  'the counted lines add up to what has elapsed, and that to the open time of the running lines': ({ states }) => {
    for (const state of states) {
      for (const report of clockReports(state, state.asOf)) {
        const ran = report.ledger.filter((line) => line.state === 'running');
        const sum = ran.reduce((total, line) => total + openTime(countedBy(line), line.from, line.to ?? state.asOf), 0);
        expect(report.elapsedMs).toBe(sum);
        expect(report.ledger.reduce((total, line) => total + (line.countedMs ?? 0), 0)).toBe(sum);
      }
    }
  },
  'a brief tells of the clocks what the state does, as far as it reaches': ({ states }) => {
    for (const state of states) {
      const brief = JSON.parse(JSON.stringify(briefOf(state))) as Brief | null;
      if (!brief) continue;
      for (const later of [0, 1, HOUR, 30 * HOUR, 400 * HOUR]) {
        const at = state.asOf + later;
        if (!reaches(brief, at)) continue;
        expect(clocksAt(brief, at)).toEqual(clockReports(state, at).map(shown));
      }
      expect(brief).toMatchObject({ nextDueAt: nextDueAt(state), dueDate: state.dueDate?.at ?? null });
      expect(brief.survey).toEqual(state.survey && expect.objectContaining(brief.survey));
    }
  },
  'running, paused and stopped time together are the open time since the clock started': ({ state, events }) => {
    if (events.some(({ kind }) => kind === 'termsChanged')) return;
    for (const clock of state.clocks) {
      const terms = termsOf(state, clock.clock);
      if (!terms) continue;
      const parts = clock.ledger.map((line) => openTime(terms.window, line.from, line.to ?? state.asOf));
      const whole = openTime(terms.window, clock.startedAt, state.asOf);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
    }
  },
  'a clock is paused just while the ticket is pending for a reason that pauses it': ({ states }) => {
    for (const state of states) {
      for (const clock of state.clocks) {
        const terms = termsOf(state, clock.clock);
        if (!terms || clock.stoppedAt !== null) continue;
        const pauses = state.pending !== null && terms.pausedWhile.includes(state.pending.reason);
        expect(stateOfClock(clock)).toBe(pauses ? 'paused' : 'running');
      }
    }
  },
  'a paused or stopped clock fires nothing': ({ events }) => {
    let state = begin(first());
    for (const event of events.slice(1)) {
      const fires = event.kind === 'warned' || event.kind === 'breached' || event.kind === 'escalated';
      if (fires && event.data.clock !== null) {
        const { clock: name, cycle } = event.data;
        const clock = state.clocks.find((each) => each.clock === name && each.cycle === cycle);
        expect(clock && stateOfClock(clock)).toBe('running');
      }
      state = evolve(state, event);
    }
  },
  'a threshold fires when its part of the target is used up, and once until it is re-armed': ({ events }) => {
    let state = begin(first());
    for (const event of events.slice(1)) {
      const before = state;
      state = evolve(state, event);
      state.clocks.forEach((clock, index) => {
        const known = before.clocks[index]?.cycle === clock.cycle ? before.clocks[index]?.fired.length : 0;
        if (event.kind === 'warned' || event.kind === 'breached') {
          const { clock: name, cycle } = event.data;
          const own = name === clock.clock && cycle === clock.cycle;
          if (own) expect(clock.fired.length).toBe((known ?? 0) + 1);
        }
        const terms = termsOf(state, clock.clock);
        if (!terms || clock.targetMs === null) return expect(clock.fired).toEqual([]);
        const elapsed = elapsedTime(clock.ledger, state.asOf, terms.window);
        for (const id of clock.fired) expect(elapsed).toBeGreaterThanOrEqual(thresholdTimeOf(id, clock.targetMs));
      });
    }
  },
  'at most one cycle of nextReply is open, and none while the first response is owed': ({ states }) => {
    for (const { clocks } of states) {
      const owed = clocks.filter(({ clock, stoppedAt }) => clock !== 'resolution' && stoppedAt === null);
      expect(owed.length).toBeLessThanOrEqual(1);
    }
  },
  'the resolution clock has stopped just while the ticket is resolved or closed': ({ states }) => {
    for (const { clocks, status } of states) {
      const stopped = clocks.some(({ clock, stoppedAt }) => clock === 'resolution' && stoppedAt !== null);
      expect(stopped).toBe(status === 'resolved' || status === 'closed');
    }
  },
  'who has the ticket has it under a number, who accepted it has it, and nobody is looked for meanwhile': ({
    states,
  }) => {
    for (const { assignee, assignmentNo, acceptedAt, claim, queuedAt } of states) {
      if (assignee !== null) expect([assignmentNo > 0, claim, queuedAt]).toEqual([true, null, null]);
      if (acceptedAt !== null) expect(assignee).not.toBeNull();
      if (claim) expect(claim.no).toBe(assignmentNo);
    }
  },
  'the number of the assignment never goes back': ({ states }) => {
    const numbers = states.map(({ assignmentNo }) => assignmentNo);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  },
  'status and its facts agree': ({ states }) => {
    for (const { status, pending, resolution, resolvedAt, closedAt, triaged } of states) {
      expect(pending !== null).toBe(status === 'pending');
      expect(resolution !== null).toBe(status === 'resolved' || status === 'closed');
      expect(resolvedAt !== null).toBe(status === 'resolved' || status === 'closed');
      expect(closedAt !== null).toBe(status === 'closed');
      if (status === 'new') expect(triaged).toBe(false);
    }
  },
  'after the close only the survey goes on, and links and messages that failed': ({ events }) => {
    const closing = events.findIndex(({ kind }) => kind === 'closed');
    const late = closing < 0 ? [] : events.slice(closing + 1).map(({ kind }) => kind);
    const survey = ['surveySent', 'surveyReminded', 'surveyRated', 'surveyExpired', 'surveySkipped'];
    const links = ['linked', 'unlinked', 'handedOver', 'followUpOpened'];
    const allowed = [...survey, ...links, 'triaged', 'deliveryFailed'];
    expect(late.filter((kind) => !allowed.includes(kind))).toEqual([]);
  },
  'each survey is sent, reminded of and ended at most once': ({ events }) => {
    const steps = events.flatMap(({ kind, data }) =>
      /^survey(Sent|Reminded|Expired)$/.test(kind) && 'no' in data ? `${kind} ${data.no}` : [],
    );
    expect(new Set(steps).size).toBe(steps.length);
  },
  'what comes next lies ahead, and a ticket that is over waits for nothing': ({ states }) => {
    for (const state of states) {
      const due = nextDue(state);
      if (due) expect(due.at).toBeGreaterThanOrEqual(state.asOf);
      if (isOver(state, state.asOf)) expect(due?.events ?? []).toEqual([]);
    }
  },
  'a breach in the state is one in the reports, and deadlines are those of running clocks': ({ states }) => {
    for (const state of states) {
      const reports = clockReports(state, state.asOf);
      const byHand = state.dueDate?.passed === true;
      expect(anyBreached(state)).toBe(byHand || reports.some(({ breached }) => breached));
      for (const { breached, everBreached } of reports) expect(breached && !everBreached).toBe(false);
      const deadlines = reports.flatMap(({ state: running, dueAt }) =>
        running === 'running' && dueAt !== null ? dueAt : [],
      );
      if (state.dueDate && state.resolvedAt === null) deadlines.push(state.dueDate.at);
      expect(nextDueAt(state)).toBe(deadlines.length === 0 ? null : Math.min(...deadlines));
    }
  },
  'the state survives JSON as it is, in 64 kB': ({ states }) => {
    for (const state of states) {
      const text = JSON.stringify(state);
      expect(JSON.parse(text)).toEqual(state);
      expect(text.length).toBeLessThanOrEqual(65_536);
    }
  },
};

/** More for a thorough search: `GUICHET_PROPERTY_RUNS=5000 npx jest test/domain/properties`. */
const RUNS = { numRuns: Number(process.env.GUICHET_PROPERTY_RUNS ?? 60) };

describe('Whatever people and time do to a ticket', () => {
  it.each(Object.keys(INVARIANTS))('%s', (name) => {
    fc.assert(
      fc.property(anyLife, (life) => INVARIANTS[name]?.(live(life))),
      RUNS,
    );
  });

  it('the events as they are stored give the state as it is stored', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { events, state } = live(life);
        const stored = JSON.parse(JSON.stringify(events)) as TicketEvent[];
        expect(stored.slice(1).reduce(evolve, begin(first()))).toEqual(JSON.parse(JSON.stringify(state)));
      }),
      RUNS,
    );
  });

  it('a command that is refused leaves the state as it was', () => {
    fc.assert(
      fc.property(anyLife, anyLife, (life, other) => {
        const { state } = live(life);
        const frozen = deepFreeze(state);
        for (const [index, move] of other.moves.entries()) perform(frozen, commandOf(move, frozen, index, frozen.asOf));
      }),
      RUNS,
    );
  });

  it('looking often or seldom gives the same story, and looking twice gives nothing new', () => {
    fc.assert(
      fc.property(anyLife, fc.array(fc.nat(400 * HOUR), { maxLength: 4 }), (life, looks) => {
        const { state } = live({ ...life, after: 0 });
        const end = state.asOf + 400 * HOUR;
        const once = catchUp(state, { until: end });
        let often: Advanced = { state, events: [] };
        for (const look of [...looks].sort((a, b) => a - b)) {
          const bound = look % 2 === 0 ? { before: state.asOf + look } : { until: state.asOf + look };
          const more = catchUp(often.state, bound);
          often = { state: more.state, events: [...often.events, ...more.events] };
        }
        const rest = catchUp(often.state, { until: end });
        expect([...often.events, ...rest.events]).toEqual(once.events);
        expect(rest.state).toEqual(once.state);
        expect(catchUp(once.state, { until: end })).toEqual({ state: once.state, events: [] });
      }),
      RUNS,
    );
  });

  it('catching up is doing what comes next, one after the other', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state } = live({ ...life, after: 0 });
        const end = state.asOf + 400 * HOUR;
        const caught = catchUp(state, { until: end });
        const kinds: string[] = [];
        let ahead = state;
        for (let due = nextDue(ahead); due && due.at <= end && due.events.length > 0; due = nextDue(ahead)) {
          const step = catchUp(ahead, { until: due.at });
          expect(step.events[0]).toMatchObject({
            at: due.at,
            kind: due.events[0]?.kind,
            identity: `alarm:${due.id}#0`,
          });
          kinds.push(...step.events.map(({ kind }) => kind));
          ahead = step.state;
        }
        expect(kinds).toEqual(caught.events.map(({ kind }) => kind));
      }),
      RUNS,
    );
  });

  it('folding the past at any time changes nothing of what is due, elapsed or fired', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const whole = live(life);
        const folded = live(life, fold);
        expect(folded.events).toEqual(whole.events);
        const told = (state: TicketState) =>
          clockReports(state, state.asOf).map(({ ledger: _ledger, ...rest }) => rest);
        expect(told(folded.state)).toEqual(told(whole.state));
      }),
      RUNS,
    );
  });
});

function clocksOf(states: readonly TicketState[]): readonly Clock[] {
  return states.flatMap(({ clocks }) => clocks);
}

function countedBy({ calendar, calendarVersion }: Segment): CalendarWindow {
  const window = [...WINDOWS, ...EDITED].find(({ id, version }) => id === calendar && version === calendarVersion);
  if (!window) throw new Error(`Nobody counts by version ${calendarVersion} of calendar ${calendar}`);
  return window;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
