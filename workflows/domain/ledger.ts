import { addOpenTime, openTime, type CalendarWindow } from './calendar';
import type { PendingReason } from './codes';
import type { Segment, SegmentState, SegmentWhy } from './state';

/** By what a ledger is counted: absent until triage has brought a policy. */
export interface Counting {
  readonly window: CalendarWindow;
  /** Calendars of earlier lines, where they were others. */
  readonly superseded?: readonly CalendarWindow[];
  readonly pausedWhile: readonly PendingReason[];
}

/** The ledger's current line. */
export function lastLine(ledger: readonly Segment[]): Segment {
  const line = ledger.at(-1);
  if (!line) throw new Error('A ledger has at least one line');
  return line;
}

/** Begins a ledger. */
export function openLedger(at: number, why: SegmentWhy, counting: Counting | null): readonly Segment[] {
  return [openLine(at, why, counting)];
}

/** Closes the current line and begins another, unless it would say the same. A line without length is dropped. */
export function turn(
  ledger: readonly Segment[],
  at: number,
  why: SegmentWhy,
  counting: Counting | null,
): readonly Segment[] {
  const line = lastLine(ledger);
  if (line.why === why) return ledger;
  const before = ledger.slice(0, -1);
  if (line.from < at) before.push(closeLine(line, at, counting));
  return [...before, openLine(at, why, counting)];
}

/**
 * Closes the current line and goes on with one that tells of the same status.
 * @param after by what the time from now on is counted, if no longer by the same
 */
export function splitLine(
  ledger: readonly Segment[],
  at: number,
  counting: Counting,
  after: Counting = counting,
): readonly Segment[] {
  const line = lastLine(ledger);
  const before = ledger.slice(0, -1);
  if (line.from < at) before.push(closeLine(line, at, counting));
  return [...before, openLine(at, line.why, after)];
}

/** Notes on the current line, which goes on, by which calendar the clock stood until now. */
export function signLine(ledger: readonly Segment[], { window }: Counting): readonly Segment[] {
  const line = lastLine(ledger);
  if (line.calendarVersion !== null) return ledger;
  return [...ledger.slice(0, -1), { ...line, calendarVersion: window.version, calendar: window.id }];
}

/** The same lines as another policy sees them: each from its `why`, counted anew. */
export function recount(ledger: readonly Segment[], counting: Counting): readonly Segment[] {
  return ledger.map((line) => {
    // What is folded can only be taken as it was counted.
    if (line.folded) return line;
    const seen = { ...line, state: stateOf(line.why, counting) };
    return line.to === null ? seen : closeLine(seen, line.to, counting);
  });
}

/** Open time of all closed lines in which the clock ran, milliseconds. */
export function countedTime(ledger: readonly Segment[]): number {
  let sum = 0;
  for (const line of ledger) sum += line.countedMs ?? 0;
  return sum;
}

/**
 * Open time in which the clock ran until `at`, milliseconds; 0 while there is nothing to count by.
 * @throws CalendarWindowExceeded if the clock is running and its window ends before `at`
 */
export function elapsedTime(ledger: readonly Segment[], at: number, window: CalendarWindow | null): number {
  const line = lastLine(ledger);
  const running = line.state === 'running' && window !== null;
  return countedTime(ledger) + (running ? openTime(window, line.from, Math.max(at, line.from)) : 0);
}

/**
 * The first instant at which the elapsed time equals `ms`, going on as the ledger's last line stands; a stopped clock
 * is taken to have run on from its stop.
 * @throws CalendarWindowExceeded, CalendarNeverOpens as `addOpenTime`
 */
export function instantOf(ledger: readonly Segment[], ms: number, counting: Counting): number {
  let missing = ms;
  for (const line of ledger) {
    if (line.countedMs === null || line.state !== 'running') continue;
    if (line.countedMs >= missing) return withinLine(line, missing, counting);
    missing -= line.countedMs;
  }
  return addOpenTime(counting.window, lastLine(ledger).from, missing);
}

/** Told by the calendar that counted the line; of folded history the end stands for what cannot be told any more. */
function withinLine(line: Segment, ms: number, { window, superseded = [] }: Counting): number {
  const counted = [window, ...superseded].find((one) => countedBy(line, one, window));
  if (line.to !== null && (line.folded || !counted)) return line.to;
  return addOpenTime(counted ?? window, line.from, ms);
}

function countedBy(line: Segment, { id, version, from }: CalendarWindow, current: CalendarWindow): boolean {
  return line.calendarVersion === version && (line.calendar ?? current.id) === id && from <= line.from;
}

function openLine(from: number, why: SegmentWhy, counting: Counting | null): Segment {
  return { from, to: null, state: stateOf(why, counting), why, countedMs: null, calendarVersion: null };
}

function closeLine(line: Segment, to: number, counting: Counting | null): Segment {
  if (!counting) return { ...line, to };
  const countedMs = line.state === 'running' ? openTime(counting.window, line.from, to) : 0;
  const { id, version } = counting.window;
  return { ...line, to, countedMs, calendarVersion: version, calendar: id };
}

/** Before there is a policy nobody can say whether a pending clock pauses; it is told once there is one. */
function stateOf(why: SegmentWhy, counting: Counting | null): SegmentState {
  if (why === 'open') return 'running';
  if (why === 'resolved' || why === 'answered' || why === 'closed') return 'stopped';
  return counting?.pausedWhile.some((reason) => why === `pending:${reason}`) ? 'paused' : 'running';
}
