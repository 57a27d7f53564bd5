import { readReceived } from '../prisma/newTicket';
import type { Priority, TicketType } from '../workflows/domain/codes';
import { starterOf } from './starter';
import type { Deps } from './settings';

/**
 * Starts the workflow of a ticket that is still as it came in, from its first event as it is stored.
 * @throws if there is no such ticket
 */
export async function restart(deps: Deps, ticketId: string): Promise<void> {
  const [ticket, received] = await Promise.all([
    deps.prisma.ticket.findUniqueOrThrow({
      where: { id: ticketId },
      select: { key: true, type: true, priority: true },
    }),
    readReceived(deps.prisma, ticketId),
  ]);
  if (!received) throw new Error(`${ticket.key} has no first event: its workflow cannot be started`);
  await starterOf(deps).startNow({
    key: ticket.key,
    received,
    facts: { type: ticket.type as TicketType, priority: ticket.priority as Priority, status: 'new' },
  });
}
