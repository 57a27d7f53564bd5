import type { TicketEvent } from './events';
import type { AlertCounts, TicketState } from './state';

/** What monitoring has said of a ticket so far. */
export function alertsOf({ alerts }: TicketState): AlertCounts {
  return alerts ?? { fired: 0, ended: 0, occurrences: 1 };
}

/** The counts after an event that tells of alerts. */
export function countedAlerts(
  state: TicketState,
  event: Extract<TicketEvent, { kind: 'occurred' | 'alertEnded' }>,
): AlertCounts {
  const before = alertsOf(state);
  const { count } = event.data;
  if (event.kind === 'alertEnded') return { ...before, ended: before.ended + count };
  return { ...before, fired: before.fired + count, occurrences: event.data.occurrences };
}
