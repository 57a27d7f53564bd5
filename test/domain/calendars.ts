/** Random calendars, and an oracle that looks at the wall clock minute by minute, which the product never does. */
import fc from 'fast-check';
import { WEEKDAYS, type CalendarDocument, type OpeningInterval } from '../../workflows/domain/compile';
import { DAY, MINUTE } from './support';

/**
 * Both hemispheres, changes of half an hour, offsets of quarters, changes at midnight and backwards, none at all: each
 * zone with days on, or just before, which its clocks change.
 */
const CHANGES = {
  'Europe/Paris': ['2026-03-28', '2026-10-24'],
  'America/New_York': ['2026-03-07', '2026-10-31'],
  'Australia/Sydney': ['2026-04-04', '2026-10-03'],
  'Pacific/Auckland': ['2026-04-04', '2026-09-26'],
  'Australia/Lord_Howe': ['2026-04-04', '2026-10-03'],
  'America/St_Johns': ['2026-03-07', '2026-10-31'],
  'Asia/Beirut': ['2026-03-28', '2026-10-24'],
  'America/Havana': ['2026-03-07', '2026-10-31'],
  'Africa/Casablanca': ['2026-02-14', '2026-03-21'],
  'Asia/Kolkata': ['2026-01-14'],
  'Asia/Kathmandu': ['2028-02-28'],
  'America/Sao_Paulo': ['2026-10-17'],
  UTC: ['2026-12-31'],
} as const;
type Zone = keyof typeof CHANGES;
export const ZONES = Object.keys(CHANGES) as Zone[];
const EDGES = [...new Set(Object.values(CHANGES).flat())];

const anyStart = (zone: Zone) =>
  fc
    .tuple(fc.oneof(fc.constantFrom(...CHANGES[zone]), fc.constantFrom(...EDGES)), fc.integer({ min: 0, max: DAY }))
    .map(([date, after]) => Date.parse(`${date}T00:00:00Z`) + after);

/** Minutes of a day, ascending: pairs of them are intervals, which may touch and may end with the day. */
const anyDay = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 60, 120, 150, 180, 1440)), {
    maxLength: 6,
  })
  .map((minutes): OpeningInterval[] => {
    const sorted = [...minutes].sort((a, b) => a - b);
    return sorted.slice(1).flatMap((end, index) => (index % 2 === 0 ? [[wall(sorted[index] ?? 0), wall(end)]] : []));
  });

function wall(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Split days, nights over midnight, holidays; open on Wednesdays at least, so that open time always comes. */
const anyDocument: fc.Arbitrary<CalendarDocument & { readonly timeZone: Zone }> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    days: fc.array(anyDay, { minLength: 7, maxLength: 7 }),
    nights: fc.boolean(),
    exceptions: fc.uniqueArray(
      fc.record({
        date: fc.constantFrom(...EDGES.flatMap((date) => [0, 1, 2].map((days) => dateAfter(date, days)))),
        intervals: anyDay,
      }),
      { selector: ({ date }) => date, maxLength: 4 },
    ),
  })
  .map(({ timeZone, days, nights, exceptions }) => {
    const night: OpeningInterval[] = [
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ];
    const weekly = WEEKDAYS.map((day, index): [string, OpeningInterval[]] => [
      day,
      nights && index < 5 ? night : (days[index] ?? []),
    ]);
    return { timeZone, weekly: { ...Object.fromEntries(weekly), wed: [['10:00', '15:30']] }, exceptions };
  });

export interface Sample {
  readonly document: CalendarDocument;
  readonly from: number;
}

export const anySample: fc.Arbitrary<Sample> = anyDocument.chain((document) =>
  fc.record({ document: fc.constant(document), from: anyStart(document.timeZone) }),
);

function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Minutes: the longest that clocks of these zones skip or repeat, and as much again. */
const LONGEST_GAP = 120;

/**
 * Open minutes between two whole minutes, told by looking at what the wall clock shows in each. It knows nothing of
 * transitions. Only where no interval begins or ends in an hour that is skipped or repeated is it the definition; there
 * it says null.
 */
export function countOpenMinutes({ document, from }: Sample, minutes: number): number | null {
  const show = new Intl.DateTimeFormat('en-CA', {
    timeZone: document.timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  let sum = 0;
  let before: number | null = null;
  // What an interval lost in a gap it has after it: a jump a little before matters too.
  for (let minute = -LONGEST_GAP; minute < minutes; minute += 1) {
    const parts = new Map(show.formatToParts(from + minute * MINUTE).map(({ type, value }) => [type, value]));
    const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
    const clock = `${parts.get('hour')}:${parts.get('minute')}`;
    const at = Date.parse(`${date}T${clock}Z`);
    if (before !== null && at !== before + MINUTE && touches(document, date, before, at)) return null;
    before = at;
    if (minute < 0) continue;
    if (intervalsOf(document, date).some(([opens, closes]) => opens <= clock && clock < closes)) sum += 1;
  }
  return sum;
}

/** Whether an interval of the date, or of the one before, begins or ends where the wall clock jumped. */
function touches(document: CalendarDocument, date: string, before: number, after: number): boolean {
  const [low, high] = [Math.min(before, after), Math.max(before, after) + MINUTE];
  return [date, dateAfter(date, -1)].some((each) =>
    intervalsOf(document, each)
      .flat()
      .map((time) => Date.parse(`${each}T00:00:00Z`) + minutesOf(time) * MINUTE)
      .some((instant) => instant >= low && instant <= high),
  );
}

function intervalsOf(document: CalendarDocument, date: string): readonly OpeningInterval[] {
  const exception = document.exceptions?.find((one) => one.date === date);
  if (exception) return exception.intervals;
  const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
  return document.weekly[weekday] ?? [];
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
