import type { PrismaClient } from '../prisma/client';
import type { DeskCommands } from '../workflows/domain/commands';
import type { TicketEvent } from '../workflows/domain/events';
import { readTicket, triage } from './admit';
import type { Configuration } from './configuration';
import type { ActivityDeps } from './deps';

/** By what decision the events of an opening were made: the first of the ticket's own. */
const OPENING = 'desk:triage@2#';

/**
 * Triage within the ticket's first workflow task. If a worker ended in the middle of that task, its repeat finds what was
 * projected and does not decide again: rules may have been edited meanwhile, and the time is another.
 */
export async function admitAtOnce(
  deps: ActivityDeps,
  configuration: Configuration,
  ticketId: string,
): Promise<{ readonly found: DeskCommands['triage'] } | { readonly projected: readonly TicketEvent[] }> {
  const [ticket, current] = await Promise.all([readTicket(deps.prisma, ticketId), configuration.current()]);
  const projected = ticket.version > 1 ? await readOpening(deps.prisma, ticketId) : [];
  return projected.length > 0 ? { projected } : { found: await triage(deps, current, ticket) };
}

/** @returns the events after the first; none if they are not those of an opening alone */
async function readOpening(prisma: PrismaClient, ticketId: string): Promise<readonly TicketEvent[]> {
  const rows = await prisma.ticketEvent.findMany({
    where: { ticketId, seq: { gt: 1 } },
    orderBy: { seq: 'asc' },
    take: 10,
  });
  if (!rows.every(({ identity }) => identity.startsWith(OPENING))) return [];
  // They were written by this desk, from this type.
  return rows.map(
    ({ seq, identity, kind, at, data }) => ({ seq, identity, kind, at: at.getTime(), by: null, data }) as TicketEvent,
  );
}
