import type { EventData, TicketEvent } from './events';

/** One line of a rehearsal's timeline; the members of each `kind` differ. */
export interface TimelineLine {
  readonly at: string;
  readonly kind: 'warning' | 'breach' | 'escalation' | 'nudge' | 'status' | 'priority';
  readonly [member: string]: string | number;
}

/** What a timeline tells of an event: one line, or none. */
export function linesOf(event: TicketEvent): readonly TimelineLine[] {
  const at = new Date(event.at).toISOString();
  switch (event.kind) {
    case 'warned':
      return [{ at, kind: 'warning', ...thresholdOf(event.data) }];
    case 'breached':
      return [{ at, kind: 'breach', ...thresholdOf(event.data) }];
    case 'escalated': {
      const { clock, cycle, percent, level } = event.data;
      if (clock === null || cycle === null || percent === null) return [];
      return [{ at, kind: 'escalation', clock, cycle, percent, level }];
    }
    case 'nudged':
      return [{ at, kind: 'nudge', number: event.data.number }];
    case 'pended':
      return [{ at, kind: 'status', from: event.data.from, to: 'pending', cause: 'pend' }];
    case 'resumed':
      return [{ at, kind: 'status', from: event.data.from, to: 'open', cause: event.data.cause }];
    case 'resolved':
      return [{ at, kind: 'status', from: event.data.from, to: 'resolved', cause: event.data.cause }];
    case 'reopened':
      return [{ at, kind: 'status', from: 'resolved', to: 'open', cause: event.data.cause }];
    case 'closed':
      return [{ at, kind: 'status', from: 'resolved', to: 'closed', cause: event.data.cause }];
    case 'reclassified':
      return [{ at, kind: 'priority', from: event.data.from, to: event.data.to }];
    default:
      return [];
  }
}

/** Without `lateMs`: when the desk noticed is no matter of the timeline. */
function thresholdOf({ clock, cycle, percent }: EventData['breached']): EventData['breached'] {
  return { clock, cycle, percent };
}
