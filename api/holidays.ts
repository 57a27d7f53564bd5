import type Holidays from 'date-holidays';
import type { Locale } from './i18n';
import { invalid } from './problem';
import { yearsOf, type HolidayQuery, type HolidayType } from './schemas/holidays';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Holiday {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  readonly type: HolidayType;
  /** 0: only a part of the day. */
  readonly days: number;
}

/**
 * The holidays of a country or region in some years, and the exceptions that keep a calendar closed on them.
 * @throws Problem 422 if there is no such country or region
 */
export async function listHolidays(query: HolidayQuery, locale: Locale) {
  const { country, region, type } = query;
  const { from, to } = yearsOf(query);
  const Library = await loadLibrary();
  const book = new Library();
  if (!(country in book.getCountries()))
    throw invalid([{ parameter: 'country', code: 'unknown', message: `The holidays of ${country} are not known.` }]);
  const code = region && regionsOf(book, country).find((one) => one.code.toLowerCase() === region.toLowerCase())?.code;
  if (region !== undefined && code === undefined)
    throw invalid([
      {
        parameter: 'region',
        code: 'unknown',
        message: `${country} has no region ${region}: see GET /holidays/countries.`,
      },
    ]);
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const chapter = new Library(code === undefined ? country : `${country}-${code}`, {
    // Names that are not translated come in English, else as they are said there.
    languages: [locale, 'en'],
    types: type,
  });
  const data = years.flatMap((year) => chapter.getHolidays(year).map(readHoliday));
  return { country, region: code ?? null, data, exceptions: closedOn(data) };
}

/** Countries whose holidays are known, by name. */
export async function listCountries(locale: Locale) {
  const Library = await loadLibrary();
  const book = new Library();
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const data = Object.entries(book.getCountries(locale)).map(([code, name]) => ({
    code,
    name: names.of(code) ?? name,
    regions: regionsOf(book, code),
  }));
  return { data: data.sort((a, b) => a.name.localeCompare(b.name, locale)) };
}

/** Loaded when somebody asks for the first time: it is large, and most processes never need it. */
async function loadLibrary(): Promise<typeof Holidays> {
  return (await import('date-holidays')).default;
}

/** States, and regions within them as `BY-A`. */
function regionsOf(book: Holidays, country: string): { code: string; name: string }[] {
  return Object.entries(book.getStates(country) ?? {}).flatMap(([state, name]) => [
    { code: state, name },
    ...Object.entries(book.getRegions(country, state) ?? {}).map(([region, within]) => ({
      code: `${state}-${region}`,
      name: `${name}: ${within}`,
    })),
  ]);
}

function readHoliday({ date, start, end, name, type }: ReturnType<Holidays['getHolidays']>[number]): Holiday {
  const length = end.getTime() - start.getTime();
  // The night on which the clocks change makes a day of 23 hours.
  const days = length < DAY_MS - 2 * HOUR_MS ? 0 : Math.round(length / DAY_MS);
  return { date: date.slice(0, 10), name, type, days };
}

/** One exception a date; of two holidays on one date it has both names. */
function closedOn(holidays: readonly Holiday[]) {
  const names = new Map<string, string[]>();
  for (const { date, name, days } of holidays)
    for (let day = 0; day < days; day++) {
      const at = new Date(Date.parse(date) + day * DAY_MS).toISOString().slice(0, 10);
      const known = names.get(at) ?? [];
      names.set(at, known.includes(name) ? known : [...known, name]);
    }
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all]) => ({ date, name: all.join(', ').slice(0, 255), intervals: [] }));
}
