import type { Prisma, PrismaClient } from '../prisma/client';
import { shownData } from './listEvents';
import { readTicketById } from './readTicket';
import { viewTicket, type Viewing } from './ticketView';

/** Webhooks see what the desk's own programs see. */
const VIEWER = { id: 'webhook', role: 'service' } as const;

/**
 * What a webhook is told: an event as the timeline shows it, by ids and codes, and its ticket as it is now.
 * @returns null if there is none any more
 */
export async function describeForWebhook(
  prisma: PrismaClient,
  settings: Viewing['settings'],
  ticketId: string,
  seq: number,
) {
  const [row, ticket] = await Promise.all([
    prisma.ticketEvent.findUnique({ where: { ticketId_seq: { ticketId, seq } } }),
    readTicketById(prisma, ticketId),
  ]);
  if (!row || !ticket) return null;
  const { at, kind, byId, byRole, data } = row;
  const by = byId === null ? null : { id: byId, role: byRole };
  const event = { seq, at: at.toISOString(), kind, by, data: shownData(kind, data as Prisma.JsonObject) };
  return { event, ticket: viewTicket(ticket, { viewer: VIEWER, now: Date.now(), settings }) };
}
