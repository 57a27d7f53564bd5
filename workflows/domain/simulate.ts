import { CalendarNeverOpens, CalendarWindowExceeded, findOpenTime, type CalendarWindow } from './calendar';
import { calendarsOf, stateOfClock, termsOf, windowOf } from './clocks';
import { compileCalendar } from './compile';
import { DAY } from './duration';
import { instantOf } from './ledger';
import { clockReports } from './report';
import {
  SimulationRefused,
  type SimulatedClock,
  type Simulation,
  type SimulationDocument,
  type SimulationStep,
} from './simulationDocument';
import { commandOf, openTicket } from './simulationTicket';
import { linesOf, type TimelineLine } from './simulationTimeline';
import type { TicketState } from './state';
import { advance, perform, type Advanced } from './steps';

/** How far calendars are compiled at first: longer than the longest closing, so that one look tells. */
const WINDOW_LENGTH = 400 * DAY;
/** How far ahead anything is looked for: some 980 years, whose zones and days are still compiled in a second. */
const LONGEST_WINDOW = WINDOW_LENGTH * 900;
/** Opening intervals of a calendar that are compiled at most, and lines that are answered: nobody reads more. */
const MAX_INTERVALS = 300_000;
const MAX_LINES = 5_000;

/**
 * Runs a script in virtual time, through the very functions that run live tickets.
 * @param document its form has been checked: members, durations, instants, the order of the script
 * @throws SimulationRefused if a step is not allowed when it comes, or a calendar never opens
 */
export function simulate(document: SimulationDocument): Simulation {
  const until = Date.parse(document.until);
  const [first, ...script] = document.script;
  if (first?.do !== 'open') throw new SimulationRefused('/script/0', 'invalid', 'The first step opens the ticket.');
  const rehearsal = new Rehearsal(document, first);
  script.forEach((step, index) => {
    const pointer = `/script/${index + 1}`;
    if (step.do === 'open') throw new SimulationRefused(pointer, 'invalid', 'Only the first step opens the ticket.');
    if (Date.parse(step.at) > until) {
      throw new SimulationRefused(pointer, 'invalid', 'The step comes later than the rehearsal ends.');
    }
    rehearsal.act(step, index + 1);
  });
  return rehearsal.end(until);
}

class Rehearsal {
  private state: TicketState;
  private readonly timeline: TimelineLine[] = [];

  constructor(
    private readonly document: SimulationDocument,
    open: SimulationStep & { readonly do: 'open' },
  ) {
    const at = Date.parse(open.at);
    const windows = calendarsOf(document.policy).map((id) => this.compile(id, at, at + WINDOW_LENGTH));
    refusingClosed(() => windows.forEach((window) => findOpenTime(window, at, 1, window.until)));
    this.state = openTicket(document.policy, windows, at, open.priority);
  }

  act(step: Exclude<SimulationStep, { do: 'open' }>, index: number): void {
    const command = commandOf(step, index);
    this.take((state) => advance(state, { before: command.at }, refuseClosed));
    this.take((state) => {
      const outcome = perform(state, command);
      if (outcome.ok) return outcome;
      const { code, detail, pointer = '' } = outcome.failure;
      throw new SimulationRefused(`/script/${index}${pointer}`, code, detail);
    });
  }

  end(until: number): Simulation {
    this.take((state) => advance(state, { until }, refuseClosed));
    const clocks = this.counting((state) => clocksAt(state, until));
    return { timeline: this.timeline, clocks };
  }

  private take(act: (state: TicketState) => Advanced): void {
    const { state, events } = this.counting(act);
    this.state = state;
    this.timeline.push(...events.flatMap(linesOf));
    if (this.timeline.length > MAX_LINES) {
      throw new SimulationRefused(
        '/script',
        'too_long',
        `More than ${MAX_LINES} things happen: rehearse a shorter script.`,
      );
    }
  }

  /** Runs what counts open time, over windows as long as it turns out to need. */
  private counting<T>(act: (state: TicketState) => T): T {
    for (;;) {
      try {
        return refusingClosed(() => act(this.state));
      } catch (error) {
        if (!(error instanceof CalendarWindowExceeded)) throw error;
        this.lengthen(windowOf(this.state.calendars, error.calendar));
      }
    }
  }

  /** Twice as long each time: a far deadline is found in a few attempts. */
  private lengthen(short: CalendarWindow): void {
    const length = short.until - short.from;
    if (length >= LONGEST_WINDOW || short.intervals.length > MAX_INTERVALS) {
      throw new SimulationRefused(
        `/calendars/${short.id}`,
        'too_long',
        `Something is looked for after ${iso(short.until)}, which is too far ahead: shorten the targets or the rehearsal.`,
      );
    }
    const until = short.from + Math.min(2 * length, LONGEST_WINDOW);
    const long = this.compile(short.id, short.from, until);
    const calendars = this.state.calendars.map((window) => (window.id === short.id ? long : window));
    this.state = { ...this.state, calendars };
  }

  private compile(id: string, from: number, until: number): CalendarWindow {
    const document = this.document.calendars[id];
    if (!document) throw new SimulationRefused('/policy', 'invalid', `There is no calendar "${id}".`);
    return compileCalendar({ id, version: 1, document }, from, until);
  }
}

function clocksAt(state: TicketState, until: number): readonly SimulatedClock[] {
  for (const clock of state.clocks) {
    const terms = termsOf(state, clock.clock);
    // Reports leave out a deadline that never comes; a rehearsal says so.
    if (terms && clock.targetMs !== null && stateOfClock(clock) !== 'paused') {
      instantOf(clock.ledger, clock.targetMs, terms);
    }
  }
  return clockReports(state, until).map(({ ledger: _ledger, ...report }) => ({
    ...report,
    startedAt: iso(report.startedAt),
    stoppedAt: report.stoppedAt === null ? null : iso(report.stoppedAt),
    dueAt: report.dueAt === null ? null : iso(report.dueAt),
  }));
}

function refusingClosed<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof CalendarNeverOpens) return refuseClosed(error);
    throw error;
  }
}

function refuseClosed(error: CalendarNeverOpens): never {
  throw new SimulationRefused(`/calendars/${error.calendar}`, 'calendar_never_opens', `${error.message}.`);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
