import { ApplicationFailure } from '@temporalio/common';
import type { PrismaClient } from '../prisma/client';
import { documentVersion } from '../prisma/documents';
import type { TicketActivities } from '../workflows/contract';
import type { CalendarWindow } from '../workflows/domain/calendar';
import { compileCalendar } from '../workflows/domain/compile';
import { alwaysOpen } from './calendarFacts';

type Wanted = Parameters<TicketActivities['extendCalendars']>[0];

/** Compiles the versions that the ticket runs under, which may not be the current ones any more, further ahead. */
export async function extendCalendars(prisma: PrismaClient, { windows, until }: Wanted): Promise<CalendarWindow[]> {
  return Promise.all(
    windows.map(async ({ id, version, from }) => {
      if (version === 0) return alwaysOpen(id, from);
      const stored = await documentVersion(prisma, 'calendar', id, version);
      if (!stored) {
        throw ApplicationFailure.nonRetryable(`There is no version ${version} of calendar ${id}`, 'UnknownCalendar');
      }
      return compileCalendar({ id, version, document: stored.document }, from, until);
    }),
  );
}
