import type { Actor, Priority, TicketType } from '../workflows/domain/codes';
import type { EventData } from '../workflows/domain/events';
import { starterOf } from './starter';
import type { Deps } from './settings';

/** Starts the workflow of a ticket that is still as it came in, from its first event as it is stored. */
export async function restart(deps: Deps, ticketId: string): Promise<void> {
  const event = await deps.prisma.ticketEvent.findUniqueOrThrow({
    where: { ticketId_seq: { ticketId, seq: 1 } },
    include: { ticket: { select: { key: true, type: true, priority: true } } },
  });
  const { ticket, byId, byRole, identity, at } = event;
  await starterOf(deps).startNow({
    key: ticket.key,
    received: {
      seq: 1,
      kind: 'received',
      identity,
      at: at.getTime(),
      by: byId === null ? null : { id: byId, role: byRole as Actor['role'] },
      data: event.data as unknown as EventData['received'],
    },
    facts: { type: ticket.type as TicketType, priority: ticket.priority as Priority, status: 'new' },
  });
}
