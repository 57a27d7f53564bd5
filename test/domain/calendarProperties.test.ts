import fc from 'fast-check';
import { addOpenTime, openTime, type CalendarWindow } from '../../workflows/domain/calendar';
import { compileCalendar, WEEKDAYS, type CalendarDocument } from '../../workflows/domain/compile';
import { anySample, countOpenMinutes, ZONES } from './calendars';
import { DAY, HOUR, MINUTE, START } from './support';

/** fast-check prints seed and path of whatever fails; `GUICHET_SEED=…` repeats a run. */
const seed = process.env.GUICHET_SEED === undefined ? {} : { seed: Number(process.env.GUICHET_SEED) };
const RUNS = { numRuns: 150, ...seed };
const LENGTH = 60 * DAY;

const windowOf = (document: CalendarDocument, from: number, until: number): CalendarWindow =>
  compileCalendar({ id: 'c', version: 1, document }, from, until);

/** A calendar's window of sixty days, and instants in it. */
const anyWindow = anySample.map(({ document, from }) => ({
  document,
  from,
  window: windowOf(document, from, from + LENGTH),
}));
const offset = fc.integer({ min: 0, max: LENGTH });
const duration = fc.oneof(
  fc.integer({ min: 1, max: 20 * HOUR }),
  fc.integer({ min: 1, max: 20 }).map((n) => n * HOUR),
);

describe('Open time, whatever the calendar', () => {
  it('that was added is there', () => {
    fc.assert(
      fc.property(anyWindow, fc.integer({ min: 0, max: 7 * DAY }), duration, ({ from, window }, after, ms) => {
        const start = from + after;
        const end = addOpenTime(window, start, ms);
        expect(openTime(window, start, end)).toBe(ms);
        // And not a millisecond earlier.
        expect(openTime(window, start, end - 1)).toBe(ms - 1);
      }),
      RUNS,
    );
  });

  it('of two stretches is that of both', () => {
    fc.assert(
      fc.property(anyWindow, fc.tuple(offset, offset, offset), ({ from, window }, offsets) => {
        const [a = 0, b = 0, c = 0] = [...offsets].sort((x, y) => x - y).map((ms) => from + ms);
        expect(openTime(window, a, b) + openTime(window, b, c)).toBe(openTime(window, a, c));
      }),
      RUNS,
    );
  });

  it('added in two parts is added at once', () => {
    fc.assert(
      fc.property(anyWindow, duration, duration, ({ from, window }, one, other) => {
        const halfway = addOpenTime(window, from, one);
        expect(addOpenTime(window, halfway, other)).toBe(addOpenTime(window, from, one + other));
      }),
      RUNS,
    );
  });

  it('grows with what is waited, and no faster', () => {
    fc.assert(
      fc.property(anyWindow, offset, offset, duration, ({ from, window }, a, b, ms) => {
        const [early, late] = [from + Math.min(a, b), from + Math.max(a, b)];
        const [sooner, later] = [openTime(window, from, early), openTime(window, from, late)];
        expect(later).toBeGreaterThanOrEqual(sooner);
        expect(later - sooner).toBeLessThanOrEqual(late - early);
        expect(addOpenTime(window, from, ms + 1)).toBeGreaterThan(addOpenTime(window, from, ms));
      }),
      RUNS,
    );
  });

  it('does not depend on where windows are cut', () => {
    fc.assert(
      fc.property(anyWindow, offset, offset, ({ document, from, window }, a, b) => {
        const [early, late] = [from + Math.min(a, b), from + Math.max(a, b)];
        expect(openTime(windowOf(document, early, late), early, late)).toBe(openTime(window, early, late));
      }),
      RUNS,
    );
  });

  it('compiled in two pieces is compiled in one', () => {
    fc.assert(
      fc.property(anyWindow, offset, ({ document, from, window }, after) => {
        const cut = from + after;
        const [before, then] = [windowOf(document, from, cut), windowOf(document, cut, from + LENGTH)];
        expect(joined([...before.intervals, ...then.intervals])).toEqual(window.intervals);
      }),
      RUNS,
    );
  });

  it('is what the wall clock shows, minute by minute', () => {
    let compared = 0;
    fc.assert(
      fc.property(anySample, fc.integer({ min: 60, max: 5 * 1440 }), (sample, minutes) => {
        const from = Math.floor(sample.from / MINUTE) * MINUTE;
        const counted = countOpenMinutes({ ...sample, from }, minutes);
        if (counted === null) return;
        compared += 1;
        const until = from + minutes * MINUTE;
        expect(openTime(windowOf(sample.document, from, until), from, until)).toBe(counted * MINUTE);
      }),
      { ...RUNS, numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

describe('Open round the clock', () => {
  it.each(ZONES)('open time is elapsed time, also where the clock changes: %s', (timeZone) => {
    const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00'] as const]]));
    // An exception that changes nothing keeps it from being taken for one that is always open.
    const closed = { date: '2030-01-01', intervals: [] };
    const window = windowOf({ timeZone, weekly, exceptions: [closed] }, START, START + 400 * DAY);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), fc.integer({ min: 0, max: 400 * DAY }), (a, b) => {
        const [early, late] = [START + Math.min(a, b), START + Math.max(a, b)];
        expect(openTime(window, early, late)).toBe(late - early);
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});

/** Intervals that touch made one. */
function joined(intervals: CalendarWindow['intervals']): [number, number][] {
  const whole: [number, number][] = [];
  for (const [start, end] of intervals) {
    const last = whole.at(-1);
    if (last?.[1] === start) last[1] = end;
    else whole.push([start, end]);
  }
  return whole;
}
