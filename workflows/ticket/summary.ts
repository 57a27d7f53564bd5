import type { TicketSummary } from '../contract';
import type { TicketState } from '../domain/state';

export function summarise(state: TicketState): TicketSummary {
  const { key, type, priority, resolution, reopenCount, clocks, survey } = state;
  const breached = clocks.filter((clock) => clock.everBreached).map(({ clock, cycle }) => `${clock} ${cycle}`);
  return { key, type, priority, resolution, events: state.seq, reopenCount, breached, score: survey?.score ?? null };
}
