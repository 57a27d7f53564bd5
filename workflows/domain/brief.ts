import { CalendarWindowExceeded, openTime, type CalendarWindow } from './calendar';
import { stateOfClock, termsOf } from './clocks';
import type { SurveyState } from './codes';
import { clockReports, nextDueAt, type ClockReport } from './report';
import type { Clock, TicketState } from './state';

/** A clock as lists show it. */
export type ShownClock = Pick<
  ClockReport,
  'clock' | 'cycle' | 'state' | 'dueAt' | 'elapsedMs' | 'targetMs' | 'breached'
>;

/** What lists show of a ticket's state, a fifth of its size: a page of fifty states takes longer to read than to find. */
export interface Brief {
  /** Of the state that it was made from; UTC epoch milliseconds, like all instants here. */
  readonly asOf: number;
  /** What has elapsed is as of `asOf`; a running one names the hours that it goes on by. */
  readonly clocks: readonly (ShownClock & { readonly hours?: number })[];
  /** Opening hours from `asOf` on, as far as they are kept. */
  readonly hours: readonly CalendarWindow[];
  readonly dueDate: number | null;
  readonly nextDueAt: number | null;
  readonly survey: { readonly state: SurveyState; readonly score: number | null; readonly no: number } | null;
}

/** So many openings ahead are kept: some days of office hours. Whoever looks later reads the state. */
const OPENINGS = 10;

/** @returns null if the calendars do not reach as far as the state itself */
export function briefOf(state: TicketState): Brief | null {
  const { asOf, survey } = state;
  const hours: CalendarWindow[] = [];
  try {
    return {
      asOf,
      clocks: clockReports(state, asOf).map((report) => briefClock(state, report, hours)),
      hours,
      dueDate: state.dueDate?.at ?? null,
      nextDueAt: nextDueAt(state),
      survey: survey && { state: survey.state, score: survey.score, no: survey.no },
    };
  } catch (error) {
    if (error instanceof CalendarWindowExceeded) return null;
    throw error;
  }
}

function briefClock(state: TicketState, report: ClockReport, hours: CalendarWindow[]): Brief['clocks'][number] {
  const { clock, cycle, dueAt, elapsedMs, targetMs, breached } = report;
  const shown = { clock, cycle, state: report.state, dueAt, elapsedMs, targetMs, breached };
  const own = state.clocks.find((one) => one.clock === clock && one.cycle === cycle);
  const window = own && isRunning(own) ? termsOf(state, clock)?.window : undefined;
  return window ? { ...shown, hours: indexOf(hours, window, state.asOf) } : shown;
}

function isRunning(clock: Clock): boolean {
  return stateOfClock(clock) === 'running';
}

/** Clocks that count by the same calendar share its hours. */
function indexOf(hours: CalendarWindow[], window: CalendarWindow, asOf: number): number {
  const known = hours.findIndex(({ id, version }) => id === window.id && version === window.version);
  if (known >= 0) return known;
  const ahead = window.intervals.filter(([, end]) => end > asOf);
  const until = ahead[OPENINGS]?.[0] ?? window.until;
  return hours.push({ ...window, from: asOf, until, intervals: ahead.slice(0, OPENINGS) }) - 1;
}

/** Whether the hours that are kept reach as far as this instant. */
export function reaches(brief: Brief, at: number): boolean {
  return brief.hours.every(({ until }) => at <= until);
}

/**
 * The clocks as of an instant.
 * @throws CalendarWindowExceeded unless the brief reaches as far
 */
export function clocksAt({ asOf, clocks, hours }: Brief, at: number): readonly ShownClock[] {
  return clocks.map(({ hours: index, ...clock }) => {
    const window = index === undefined ? undefined : hours[index];
    return window ? { ...clock, elapsedMs: clock.elapsedMs + openTime(window, asOf, Math.max(asOf, at)) } : clock;
  });
}
