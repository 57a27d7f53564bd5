import type { ClockReport } from '../workflows/domain/report';
import { label, sayDuration, sayInstant, speaker, type Locale } from './i18n';
import { isoOf, reportsOf, stateOf, viewClock, type TicketRow } from './ticketView';

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
function viewLine({ from, to, state, countedMs, why, calendarVersion }: ClockReport['ledger'][number]) {
  return { from: isoOf(from), to: isoOf(to), state, countedMs, why, calendarVersion };
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
  return `${label(locale, 'clock', report.clock)}. ${text}`;
}
