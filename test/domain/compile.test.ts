import { Temporal } from 'temporal-polyfill/implementation';
import { END_OF_TIME, openTime } from '../../workflows/domain/calendar';
import { compileCalendar, WEEKDAYS, type CalendarDocument, type OpeningInterval } from '../../workflows/domain/compile';

const HOUR = 3_600_000;

function everyDay(timeZone: string, ...intervals: OpeningInterval[]): CalendarDocument {
  return { timeZone, weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, intervals])) };
}

function open(document: CalendarDocument, from: string, until: string): [string, string][] {
  const window = compileCalendar({ id: 'c', version: 3, document }, Date.parse(from), Date.parse(until));
  return window.intervals.map(([start, end]) => [new Date(start).toISOString(), new Date(end).toISOString()]);
}

describe('A calendar', () => {
  it('C06: has split shifts, in its own time zone', () => {
    const office = {
      timeZone: 'Europe/Paris',
      weekly: {
        mon: [
          ['08:00', '12:00'],
          ['13:00', '18:00'],
        ],
      },
    } as const;
    expect(open(office, '2026-11-22T00:00Z', '2026-11-29T00:00Z')).toEqual([
      ['2026-11-23T07:00:00.000Z', '2026-11-23T11:00:00.000Z'],
      ['2026-11-23T12:00:00.000Z', '2026-11-23T17:00:00.000Z'],
    ]);
  });

  it('C07: knows its own zone, wherever the machine stands', () => {
    const tokyo = { timeZone: 'Asia/Tokyo', weekly: { tue: [['09:00', '10:00']] } } as const;
    expect(open(tokyo, '2026-11-23T00:00Z', '2026-11-26T00:00Z')).toEqual([
      ['2026-11-24T00:00:00.000Z', '2026-11-24T01:00:00.000Z'],
    ]);
  });

  it('joins an overnight shift written as two intervals', () => {
    const night = { timeZone: 'UTC', weekly: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] } } as const;
    expect(open(night, '2026-11-22T00:00Z', '2026-11-29T00:00Z')).toEqual([
      ['2026-11-23T22:00:00.000Z', '2026-11-24T06:00:00.000Z'],
    ]);
  });

  it('is closed on the date of an exception without intervals, and otherwise open on a Sunday', () => {
    const document: CalendarDocument = {
      timeZone: 'UTC',
      weekly: { mon: [['08:00', '09:00']] },
      exceptions: [
        { date: '2026-11-23', intervals: [] },
        { date: '2026-11-29', intervals: [['10:00', '11:00']] },
      ],
    };
    expect(open(document, '2026-11-22T00:00Z', '2026-12-01T00:00Z')).toEqual([
      ['2026-11-29T10:00:00.000Z', '2026-11-29T11:00:00.000Z'],
      ['2026-11-30T08:00:00.000Z', '2026-11-30T09:00:00.000Z'],
    ]);
  });

  it('is cut to the window asked for', () => {
    expect(open(everyDay('UTC', ['08:00', '12:00']), '2026-11-23T09:00Z', '2026-11-24T08:30Z')).toEqual([
      ['2026-11-23T09:00:00.000Z', '2026-11-23T12:00:00.000Z'],
      ['2026-11-24T08:00:00.000Z', '2026-11-24T08:30:00.000Z'],
    ]);
  });

  it('that is always open is one interval without end, in any zone', () => {
    for (const intervals of [
      [['00:00', '24:00']],
      [
        ['00:00', '12:00'],
        ['12:00', '24:00'],
      ],
    ] as OpeningInterval[][]) {
      const document = everyDay('Europe/Paris', ...intervals);
      expect(compileCalendar({ id: 'always', version: 1, document }, 5, 10)).toEqual({
        id: 'always',
        version: 1,
        from: 5,
        until: END_OF_TIME,
        intervals: [[5, END_OF_TIME]],
      });
    }
  });

  it('that is always open but for a holiday is not', () => {
    const document = { ...everyDay('UTC', ['00:00', '24:00']), exceptions: [{ date: '2026-12-25', intervals: [] }] };
    expect(open(document, '2026-12-24T00:00Z', '2026-12-27T00:00Z')).toEqual([
      ['2026-12-24T00:00:00.000Z', '2026-12-25T00:00:00.000Z'],
      ['2026-12-26T00:00:00.000Z', '2026-12-27T00:00:00.000Z'],
    ]);
  });
});

describe('On the night that skips 02:00–03:00 (Paris, 29 March 2026)', () => {
  const paris = (...intervals: OpeningInterval[]) =>
    open(everyDay('Europe/Paris', ...intervals), '2026-03-28T22:00Z', '2026-03-29T20:00Z');

  it('02:00–04:00 is one hour', () => {
    expect(paris(['02:00', '04:00'])).toEqual([['2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z']]);
  });

  it('02:15–02:45 is the half hour from 03:15', () => {
    expect(paris(['02:15', '02:45'])).toEqual([['2026-03-29T01:15:00.000Z', '2026-03-29T01:45:00.000Z']]);
  });

  it('02:30–03:00 has no open time, since its end does not come after its start', () => {
    expect(paris(['02:30', '03:00'])).toEqual([]);
  });

  it('an instant counts once where a moved interval meets another', () => {
    expect(paris(['02:00', '02:50'], ['03:10', '03:30'])).toEqual([
      ['2026-03-29T01:00:00.000Z', '2026-03-29T01:50:00.000Z'],
    ]);
  });
});

describe('On the night that repeats 02:00–03:00 (Paris, 25 October 2026)', () => {
  const paris = (...intervals: OpeningInterval[]) =>
    open(everyDay('Europe/Paris', ...intervals), '2026-10-24T22:00Z', '2026-10-25T20:00Z');

  it('02:30 is the earlier one: until 03:00 it is an hour and a half', () => {
    expect(paris(['02:30', '03:00'])).toEqual([['2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z']]);
  });

  it('01:30–02:30 is one hour', () => {
    expect(paris(['01:30', '02:30'])).toEqual([['2026-10-24T23:30:00.000Z', '2026-10-25T00:30:00.000Z']]);
  });
});

describe('Elsewhere', () => {
  it('a day that begins at 01:00 begins there (Beirut, 29 March 2026)', () => {
    expect(open(everyDay('Asia/Beirut', ['00:00', '02:00']), '2026-03-28T20:00Z', '2026-03-29T20:00Z')).toEqual([
      ['2026-03-28T22:00:00.000Z', '2026-03-28T23:00:00.000Z'],
    ]);
  });

  it('a change of half an hour counts as it is (Lord Howe, 4 October 2026)', () => {
    const document = everyDay('Australia/Lord_Howe', ['00:00', '06:00']);
    const [from, until] = [Date.parse('2026-10-03T12:00Z'), Date.parse('2026-10-04T12:00Z')];
    const window = compileCalendar({ id: 'c', version: 1, document }, from, until);
    expect(openTime(window, from, until)).toBe(5.5 * HOUR);
  });

  it.each([
    'Europe/Paris',
    'America/New_York',
    'America/Havana',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ])('wall times lie where Temporal puts them, also on a date that is left out: %s', (timeZone) => {
    // The year in which Apia left a whole day out, and three of changing rules.
    for (const [first, days] of [
      ['2011-12-20', 20],
      ['2024-01-01', 1096],
    ] as const) {
      const start = Temporal.PlainDate.from(first);
      for (let day = 0; day < days; day += 1) {
        const date = start.add({ days: day });
        const wall = `${String(day % 24).padStart(2, '0')}:${['00', '15', '30', '45'][day % 4]}`;
        const document = {
          timeZone,
          weekly: {},
          exceptions: [{ date: date.toString(), intervals: [[wall, '24:00']] }],
        } as const;
        const expected = [date.toPlainDateTime(wall), date.add({ days: 1 }).toPlainDateTime()].map(
          (time) => time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds,
        );
        const noon = Date.parse(`${date.toString()}T12:00Z`);
        const window = compileCalendar({ id: 'c', version: 1, document }, noon - 72 * HOUR, noon + 72 * HOUR);
        const nothing = (expected[0] ?? 0) >= (expected[1] ?? 0);
        expect(window.intervals).toEqual(nothing ? [] : [expected]);
      }
    }
  });
});
