import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { commandUpdate, ticketWorkflowId, type CommandPayload } from '../../workflows/contract';
import type { ChannelDeps } from '../deps';
import type { Waiting } from './types';

/** Milliseconds for a ticket to take the news; if it does not, the row is given up a little later. */
const PATIENCE_MS = 5_000;

/**
 * Tells a ticket that a message of it was given up, so that whoever works on it sees that somebody was not told. Before
 * the row says so: whatever happens in between, the ticket is told, and told once.
 * @returns false if the ticket could not take it now
 */
export async function tellTicket(
  { prisma, client, logger }: Pick<ChannelDeps, 'prisma' | 'client' | 'logger'>,
  row: Pick<Waiting, 'id' | 'ticketId' | 'kind' | 'channel'>,
): Promise<boolean> {
  const { ticketId, id, kind, channel } = row;
  if (ticketId === null) return true;
  const ticket = await prisma.ticket.findUnique({ where: { id: ticketId }, select: { key: true, endedAt: true } });
  // Whose workflow has ended takes no events any more; the channel's log has it.
  if (ticket?.endedAt !== null) return true;
  const payload: CommandPayload<'noteFailedDelivery'> = {
    ...{ id: `delivery-${id}`, by: { id: 'desk', role: 'service' } },
    ...{ delivery: id, kind, channel },
  };
  const handle = client.workflow.getHandle(ticketWorkflowId(ticket.key));
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      handle.executeUpdate(commandUpdate('noteFailedDelivery'), {
        args: [payload],
        updateId: `delivery-${id}`,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) {
      logger.warn(
        { key: ticket.key, delivery: id, problem: String(error) },
        'A ticket was not told of a failed message',
      );
      return true;
    }
    return false;
  }
}
