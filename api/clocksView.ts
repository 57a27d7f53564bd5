import type { ClockReport } from '../workflows/domain/report';
import { label, sayDuration, sayInstant, speaker, type Locale } from './i18n';
import { isoOf, reportsOf, stateOf, viewClock, type TicketRow } from './ticketView';

type Line = ClockReport['ledger'][number];

/** Each clock with its ledger, as of now, in words as well. */
export function viewClocks(row: TicketRow, locale: Locale, now: number) {
  const state = stateOf(row);
  const asOf = state ? Math.max(now, state.asOf) : now;
  return {
    asOf: isoOf(asOf),
    data: state ? reportsOf(state, asOf).map((report) => viewReport(report, locale)) : [],
  };
}

function viewReport(report: ClockReport, locale: Locale) {
  return {
    ...viewClock(report),
    startedAt: isoOf(report.startedAt),
    stoppedAt: isoOf(report.stoppedAt),
    everBreached: report.everBreached,
    ledger: report.ledger.map(viewLine),
    explanation: explain(report, locale),
  };
}

/** Member by member: PostgreSQL's JSON does not keep their order. */
function viewLine({ from, to, state, countedMs, why, calendar, calendarVersion }: Line) {
  return { from: isoOf(from), to: isoOf(to), state, countedMs, why, calendarVersion, calendar: calendar ?? null };
}

function explain(report: ClockReport, locale: Locale): string {
  const { state, breached, startedAt, stoppedAt, dueAt, elapsedMs, targetMs } = report;
  const sentence = state !== 'paused' && breached ? `${state}Breached` : state;
  const text = speaker(locale)(`clock.${sentence}`, {
    started: sayInstant(locale, startedAt),
    stopped: stoppedAt === null ? '' : sayInstant(locale, stoppedAt),
    due: dueAt === null ? '–' : sayInstant(locale, dueAt),
    elapsed: sayDuration(elapsedMs),
    target: sayDuration(targetMs ?? 0),
  });
  return [`${label(locale, 'clock', report.clock)}. ${text}`, ...sayArithmetic(report, locale)].join(' ');
}

/** From what was counted to the deadline, and by which calendars. */
function sayArithmetic({ state, breached, dueAt, elapsedMs, targetMs, ledger }: ClockReport, locale: Locale): string[] {
  const say = speaker(locale);
  const line = ledger.at(-1);
  const parts = calendarsOf(ledger).map(({ from, calendar, calendarVersion }, index) =>
    say(index === 0 ? 'clock.calendar' : 'clock.calendarFrom', {
      from: sayInstant(locale, from),
      calendar: calendar ?? '',
      version: String(calendarVersion ?? ''),
    }),
  );
  if (state !== 'running' || breached || dueAt === null || !line) return parts;
  const counted = elapsedMs - (line.countedMs ?? 0);
  const left = { from: sayInstant(locale, line.from), left: sayDuration(targetMs - counted) };
  const sum = counted > 0 ? 'clock.remaining' : 'clock.whole';
  return [...parts, say(sum, { ...left, counted: sayDuration(counted), due: sayInstant(locale, dueAt) })];
}

/** The lines from which on another calendar, or another version of it, counted. */
function calendarsOf(ledger: readonly Line[]): readonly Line[] {
  return ledger.filter((line, index) => {
    const before = ledger[index - 1];
    return before?.calendar !== line.calendar || before?.calendarVersion !== line.calendarVersion;
  });
}
