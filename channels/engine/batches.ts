import type { Sender, Waiting } from './types';

export type Batch = readonly [Waiting, ...Waiting[]];

/** Rows that are handed over together, in the order of the rows; within a ticket in the order of its events. */
export function intoBatches(rows: readonly Waiting[], together: NonNullable<Sender['together']>): readonly Batch[] {
  const groups = new Map<string, Map<string, Waiting[]>>();
  for (const row of rows) {
    // What is of no ticket has no order to keep.
    const ticket = row.ticketId ?? row.id;
    const group = together === 'recipient' ? row.recipient : `${ticket} ${row.recipient}`;
    const tickets = groups.get(group) ?? new Map<string, Waiting[]>();
    groups.set(group, tickets);
    tickets.set(ticket, [...(tickets.get(ticket) ?? []), row]);
  }
  return [...groups.values()].flatMap((tickets) => {
    const ordered = [...tickets.values()].flatMap((ofOne) => ofOne.sort((a, b) => a.seq - b.seq));
    return isBatch(ordered) ? [ordered] : [];
  });
}

export function isBatch(rows: readonly Waiting[]): rows is Batch {
  return rows.length > 0;
}
