import {
  addOpenTime,
  CalendarNeverOpens,
  CalendarWindowExceeded,
  findOpenTime,
  openTime,
  type CalendarWindow,
} from '../../workflows/domain/calendar';
import { ALWAYS, DAY, dailyWindow, HOUR, MINUTE, START } from './support';

const days = dailyWindow(10);
const closing = START + 10 * HOUR;

describe('Open time', () => {
  it('leaves the night out', () => {
    expect(openTime(days, START + 9 * HOUR, START + DAY + HOUR)).toBe(2 * HOUR);
  });

  it('is nothing in closed hours', () => {
    expect(openTime(days, closing, START + DAY)).toBe(0);
  });

  it('of a calendar that is always open is elapsed time', () => {
    expect(openTime(ALWAYS, START + 1, START + 400 * DAY)).toBe(400 * DAY - 1);
  });

  it('cannot be told beyond the window', () => {
    expect(() => openTime(days, START, START + 10 * DAY + 1)).toThrow(CalendarWindowExceeded);
    expect(openTime(days, START, START + 10 * DAY)).toBe(100 * HOUR);
  });

  it('cannot be told before the window', () => {
    expect(() => openTime(days, START - 1, START)).toThrow(RangeError);
  });
});

describe('Adding open time', () => {
  it('used up exactly at closing time ends at closing time, not at the next opening', () => {
    expect(addOpenTime(days, START + 8 * HOUR, 2 * HOUR)).toBe(closing);
  });

  it('goes on at the next opening', () => {
    expect(addOpenTime(days, START + 8 * HOUR, 2 * HOUR + 1)).toBe(START + DAY + 1);
  });

  it('from closed hours counts from the opening', () => {
    expect(addOpenTime(days, closing + HOUR, 5 * MINUTE)).toBe(START + DAY + 5 * MINUTE);
  });

  it('of nothing stays where it is, also in closed hours', () => {
    expect(addOpenTime(days, closing + HOUR, 0)).toBe(closing + HOUR);
  });

  it('beyond the window asks for a longer one, naming the calendar', () => {
    expect(() => addOpenTime(days, START, 101 * HOUR)).toThrow(new CalendarWindowExceeded('daily', START + 10 * DAY));
  });

  it('gives up where 366 days bring no open time, and not a millisecond earlier', () => {
    const reopening = (gap: number): CalendarWindow => ({
      ...days,
      until: START + 500 * DAY,
      intervals: [
        [START, START + HOUR],
        [START + HOUR + gap, START + HOUR + gap + HOUR],
      ],
    });
    expect(() => addOpenTime(reopening(366 * DAY), START, 2 * HOUR)).toThrow(CalendarNeverOpens);
    expect(addOpenTime(reopening(366 * DAY - 1), START, 2 * HOUR)).toBe(START + 366 * DAY + 2 * HOUR - 1);
  });

  it('gives up when a long window is closed to its end, rather than ask for ever longer ones', () => {
    const closed = { ...days, until: START + 400 * DAY };
    expect(() => addOpenTime(closed, START, 101 * HOUR)).toThrow(CalendarNeverOpens);
  });
});

describe('Looking for open time up to a bound', () => {
  it('finds what lies at the bound itself', () => {
    expect(findOpenTime(days, START, HOUR, START + HOUR)).toBe(START + HOUR);
  });

  it('finds nothing that lies after it', () => {
    expect(findOpenTime(days, START, HOUR, START + HOUR - 1)).toBeNull();
  });

  it('needs no longer window than that', () => {
    expect(findOpenTime(days, START, 101 * HOUR, START + 10 * DAY)).toBeNull();
    expect(() => findOpenTime(days, START, 101 * HOUR, START + 10 * DAY + 1)).toThrow(CalendarWindowExceeded);
  });
});
