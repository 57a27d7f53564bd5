import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { readReceived } from '../../prisma/newTicket';
import { REFUSED, ticketWorkflowId, type CommandAnswer, type CommandPayload } from '../../workflows/contract';
import type { Priority, TicketType } from '../../workflows/domain/codes';
import type { FailureCode } from '../../workflows/domain/failure';
import { startTicket } from '../../workflows/start';
import type { InboundDeps } from './deps';

/** Nobody waits: what takes longer is asked for again, under the same id. */
const PATIENCE_MS = 30_000;

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: FailureCode }
  /** The ticket's workflow has completed: nothing can be asked of it any more. */
  | { readonly kind: 'ended' };

/**
 * Sends a ticket a command and waits until its effect can be read. Repeating it under the same id does nothing more.
 * @throws if the outcome is not known: to be repeated
 */
export async function askTicket<K extends 'comment' | 'followUp'>(
  { prisma, client, inbound }: Pick<InboundDeps, 'prisma' | 'client' | 'inbound'>,
  ticket: { readonly id: string; readonly key: string },
  name: K,
  payload: CommandPayload<K> & { readonly id: string },
): Promise<Outcome> {
  const handle = client.workflow.getHandle(ticketWorkflowId(ticket.key));
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      handle.executeUpdate<CommandAnswer, [object]>(name, { args: [payload], updateId: payload.id }),
    );
    return { kind: 'done' };
  } catch (error) {
    const row = await prisma.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    const where = { ticketId_commandId: { ticketId: ticket.id, commandId: payload.id } };
    if (await prisma.ticketEvent.findUnique({ where, select: { seq: true } })) return { kind: 'done' };
    if (error instanceof WorkflowUpdateFailedError) {
      const { cause } = error;
      if (cause instanceof ApplicationFailure && cause.type === REFUSED) {
        const [failure] = (cause.details ?? []) as { code?: FailureCode }[];
        return { kind: 'refused', code: failure?.code ?? 'invalid' };
      }
      throw error;
    }
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    if (row.status === 'closed' || row.endedAt !== null) return { kind: 'ended' };
    const received = row.version === 1 ? await readReceived(prisma, ticket.id) : null;
    if (received) {
      const facts = { type: row.type as TicketType, priority: row.priority as Priority, status: 'new' as const };
      await startTicket(client, ticket.key, { received, settings: inbound.run }, facts);
    }
    throw error;
  }
}
