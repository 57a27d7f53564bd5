import type { Prisma } from '../prisma/client';
import { pageOf, readCursor, writeCursor } from './cursor';
import { namesOf } from './names';
import type { Call } from './route';
import { isoOf, type TicketRow } from './ticketView';

/** What requesters are not shown; their `seq` may skip. */
const INTERNAL_KINDS = [
  'queued',
  'released',
  'warned',
  'breached',
  'escalated',
  'nudged',
  'refused',
  'deliveryFailed',
  'saveDelayed',
  'diverged',
  'termsChanged',
  'dueDatePassed',
  'linked',
  'unlinked',
  'merged',
  'unmerged',
  'cascaded',
  'parentActed',
  'handedOver',
];

/** A page of a ticket's timeline, ascending. */
export async function listEvents(
  { deps, caller, permissions, target }: Call<unknown, unknown, TicketRow>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `events ${target.id}` };
  const after = readCursor(scope, cursor);
  const shown: Prisma.TicketEventWhereInput = permissions.mayTicket('readInternal', target)
    ? {}
    : {
        kind: { notIn: INTERNAL_KINDS },
        NOT: [
          { kind: { in: ['commented', 'attached'] }, data: { path: ['visibility'], equals: 'internal' } },
          // The desk's own, because of a bad score; one that continues the ticket was opened by somebody.
          { kind: 'followUpOpened', byId: null },
        ],
      };
  const rows = await deps.prisma.ticketEvent.findMany({
    where: { ticketId: target.id, ...shown, ...(after ? { seq: { gt: Number(after[1]) } } : {}) },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const names = await namesOf(
    deps.prisma,
    rows.map((row) => row.byId),
  );
  const { data, page } = pageOf(rows, limit, (last) => writeCursor(scope, [null, last.seq]));
  return {
    data: data.map(({ seq, at, kind, byId, byRole, data: facts }) => ({
      seq,
      at: at.toISOString(),
      kind,
      by: byId === null ? null : { id: byId, name: names.get(byId) ?? byId, role: byRole },
      data: shownData(kind, facts as Prisma.JsonObject),
    })),
    page,
  };
}

/** Facts are the workflow's own, and whose comment it is says `by`; instants are milliseconds there and texts here. */
export function shownData(kind: string, { facts: _facts, ...data }: Prisma.JsonObject): Prisma.JsonObject {
  if (kind === 'commented') delete data.from;
  for (const name of ['until', 'expiresAt', 'dueDate', 'from']) {
    const value = data[name];
    if (typeof value === 'number') data[name] = isoOf(value);
  }
  return data;
}
