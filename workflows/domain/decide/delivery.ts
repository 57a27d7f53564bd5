import type { TicketState } from '../state';
import { eventOf, take, type CommandNamed, type Decision } from './decision';

/** Whatever its status: somebody was not told, and whoever works on it is to know. */
export function noteFailedDelivery(_state: TicketState, command: CommandNamed<'noteFailedDelivery'>): Decision {
  const { delivery, kind, channel } = command.data;
  return take(eventOf(command, 'deliveryFailed', { delivery, kind, channel }));
}
