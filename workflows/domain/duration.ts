/** What a duration counts: open time of a calendar, or elapsed time. */
export interface Duration {
  readonly unit: 'open' | 'elapsed';
  /** Milliseconds, above zero. */
  readonly ms: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const DAYS = /^P(\d+)D$/;
const CLOCK_TIME = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/;

/**
 * Reads one of the two forms that policies use: `P<n>D` (elapsed days of 24 hours) or `PT<n>H<n>M<n>S` (open time).
 * @throws RangeError if the text has another form or adds up to nothing
 */
export function parseDuration(text: string): Duration {
  const days = DAYS.exec(text);
  if (days) return positive(text, 'elapsed', Number(days[1]) * DAY);
  const time = CLOCK_TIME.exec(text);
  if (!time) {
    throw new RangeError(
      `"${text}" is no duration: write P<days>D, or PT<hours>H<minutes>M<seconds>S in whole numbers`,
    );
  }
  const [, hours = '0', minutes = '0', seconds = '0'] = time;
  return positive(text, 'open', Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND);
}

function positive(text: string, unit: Duration['unit'], ms: number): Duration {
  if (ms === 0) throw new RangeError(`"${text}" lasts no time at all: a duration must be longer than zero`);
  return { unit, ms };
}
