import type { PrismaClient } from '../prisma/client';
import { readReceived } from '../prisma/newTicket';
import type { AnsweredCommands, RunSettings, TicketInput } from '../workflows/contract';
import type { TicketState } from '../workflows/domain/state';

/** Commands whose repeats a restarted workflow still recognises. */
const REMEMBERED = 200;

/**
 * The input of a ticket's first workflow, from what intake stored.
 * @returns null if the ticket has no first event, which intake never leaves
 */
export async function receivedInput(
  prisma: PrismaClient,
  ticketId: string,
  settings: RunSettings,
): Promise<TicketInput | null> {
  const received = await readReceived(prisma, ticketId);
  return received && { received, settings };
}

/** The input of a workflow that takes up where a lost one left off. */
export async function stateInput(
  prisma: PrismaClient,
  state: TicketState,
  settings: RunSettings,
): Promise<TicketInput> {
  return { state, answered: await answeredCommands(prisma, state.ticketId), settings };
}

/** The last commands with the version that each was answered with: that of the last event it made. */
async function answeredCommands(prisma: PrismaClient, ticketId: string): Promise<AnsweredCommands> {
  const rows = await prisma.$queryRaw<{ id: string; version: number }[]>`
    SELECT c.command_id AS id, v.version
      FROM (
        SELECT seq, command_id FROM ticket_events
         WHERE ticket_id = ${ticketId}::uuid AND command_id IS NOT NULL
         ORDER BY seq DESC LIMIT ${REMEMBERED}
      ) c
      CROSS JOIN LATERAL (
        SELECT max(e.seq) AS version FROM ticket_events e
         WHERE e.ticket_id = ${ticketId}::uuid AND e.seq >= c.seq AND e.seq < c.seq + 50
           AND starts_with(e.identity, 'command:' || c.command_id || '#')
      ) v
     ORDER BY c.seq`;
  return rows.map(({ id, version }) => [id, version] as const);
}
