import { Temporal } from 'temporal-polyfill/implementation';
import type { PrismaClient } from '../prisma/client';
import { parseDuration } from '../workflows/domain/duration';
import { UUID_FORM } from './schemas/common';

/** The words for the beginning of a day in the reader's time zone. */
const DAYS: Readonly<Record<string, number>> = { '@today': 0, '@tomorrow': 1 };

/** An instant, or one that moves with now: `@today`, `@tomorrow`, `PT4H` (in four hours), `-P7D` (seven days ago). */
export const MOVING = /^(@today|@tomorrow|-?P\d{1,4}D|-?PT(?=\d)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)$/;

/**
 * Reads the instants of one request, all as of the same now.
 * @returns a function from an instant or a moving one to ISO 8601
 */
export function momentReader(prisma: PrismaClient, reader: string): (text: string) => Promise<string> {
  const now = Temporal.Now.instant();
  let zone: Promise<string> | undefined;
  return async (text) => {
    const day = DAYS[text];
    if (day !== undefined) {
      zone ??= zoneOf(prisma, reader);
      return startOfDay(now, await zone, day);
    }
    if (!MOVING.test(text)) return text;
    const back = text.startsWith('-');
    const { ms } = parseDuration(back ? text.slice(1) : text);
    return new Date(now.epochMilliseconds + (back ? -ms : ms)).toISOString();
  };
}

function startOfDay(now: Temporal.Instant, zone: string, daysAhead: number): string {
  const day = now.toZonedDateTimeISO(zone).startOfDay().add({ days: daysAhead });
  return new Date(day.epochMilliseconds).toISOString();
}

/** Service accounts have no time zone. */
async function zoneOf(prisma: PrismaClient, reader: string): Promise<string> {
  const person = UUID_FORM.test(reader)
    ? await prisma.user.findUnique({ where: { id: reader }, select: { timeZone: true } })
    : null;
  return person?.timeZone ?? 'UTC';
}
