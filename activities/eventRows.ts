import { Prisma } from '../prisma/client';
import type { TicketEvent } from '../workflows/domain/events';
import { ALWAYS, asInstant, asJson } from './json';

/** Whether the database has these very events under their numbers: same identity, kind and instant. */
export async function sameAsStored(
  tx: Prisma.TransactionClient,
  ticketId: string,
  events: readonly TicketEvent[],
): Promise<boolean> {
  if (events.length === 0) return true;
  const seqs = events.map((event) => event.seq);
  const rows = await tx.$queryRaw<{ seq: number; identity: string; kind: string; at: Date }[]>`
    SELECT seq, identity, kind, at FROM ticket_events WHERE ticket_id = ${ticketId}::uuid AND seq = ANY(${seqs}::int[])`;
  const stored = new Map(rows.map((row) => [row.seq, row]));
  return events.every((event) => {
    const row = stored.get(event.seq);
    return row?.identity === event.identity && row.kind === event.kind && row.at.getTime() === event.at;
  });
}

export async function insertEvents(
  tx: Prisma.TransactionClient,
  ticketId: string,
  events: readonly TicketEvent[],
  runId: string,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`/* prepared */ ${eventsStatement({ ticketId, events, runId, when: ALWAYS })}`);
}

interface NewEvents {
  readonly ticketId: string;
  readonly events: readonly TicketEvent[];
  readonly runId: string;
  readonly when: Prisma.Sql;
}

/**
 * The first event of a command carries the command's id, unique in a ticket. After a fork the same command can have made
 * events under two numbers: the first keeps the id.
 */
export function eventsStatement({ ticketId, events, runId, when }: NewEvents): Prisma.Sql {
  const commands = firstOfCommands(events);
  const rows = events.map((event) => ({
    seq: event.seq,
    at: asInstant(event.at),
    kind: event.kind,
    identity: event.identity,
    command_id: commands.get(event) ?? null,
    by_id: event.by?.id ?? null,
    by_role: event.by?.role ?? null,
    data: event.data,
  }));
  return Prisma.sql`
    INSERT INTO ticket_events (ticket_id, run_id, seq, at, kind, identity, command_id, by_id, by_role, data)
    SELECT ${ticketId}::uuid, ${runId}, e.seq, e.at, e.kind, e.identity,
           CASE WHEN NOT EXISTS (
             SELECT 1 FROM ticket_events o WHERE o.ticket_id = ${ticketId}::uuid AND o.command_id = e.command_id
           ) THEN e.command_id END,
           e.by_id, e.by_role, e.data
      FROM jsonb_to_recordset(${asJson(rows)}) AS e(
        seq int, at timestamptz, kind text, identity text, command_id text, by_id text, by_role text, data jsonb)
     WHERE ${when}`;
}

/** Events that are the first of a command, with its id. */
function firstOfCommands(events: readonly TicketEvent[]): ReadonlyMap<TicketEvent, string> {
  const firsts = new Map<TicketEvent, string>();
  for (const event of events) {
    const id = /^command:(.+)#0$/s.exec(event.identity)?.[1];
    if (id !== undefined) firsts.set(event, id);
  }
  return firsts;
}
