import { setImmediate as others } from 'node:timers/promises';
import { Prisma, type PrismaClient } from '../prisma/client';
import { pageOf, readCursor, writeCursor } from './cursor';
import type { Column } from './exports/csv';
import { hashJson } from './ids';
import { namesOf } from './names';
import type { Call } from './route';
import type { AuditFilter } from './schemas/audit';

interface Row {
  readonly id: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly before: Prisma.JsonObject | null;
  readonly after: Prisma.JsonObject | null;
}

type Place = Pick<Row, 'at' | 'id'>;
export type AuditView = Awaited<ReturnType<typeof viewRows>>[number];

/** Who changed what, the latest first. */
export async function listAudit({
  deps,
  caller,
  query,
}: Call<unknown, AuditFilter & { limit: number; cursor?: string | undefined }>) {
  const { limit, cursor, ...filter } = query;
  const scope = { secret: deps.settings.secret, caller: caller.id, list: `audit-events ${hashJson(filter)}` };
  const after = readCursor(scope, cursor);
  const place = after && { at: new Date(String(after[0])), id: BigInt(after[1]) };
  const rows = await readRows(deps.prisma, filter, place, limit + 1);
  const { data, page } = pageOf(rows, limit, ({ at, id }) => writeCursor(scope, [at.toISOString(), String(id)]));
  return { data: await viewRows(deps.prisma, data), page };
}

const PAGE = 500;

/** The same, all of it. */
export async function* exportAudit(prisma: PrismaClient, filter: AuditFilter): AsyncGenerator<readonly AuditView[]> {
  for (let place: Place | null = null; ;) {
    const rows: readonly Row[] = await readRows(prisma, filter, place, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    yield await viewRows(prisma, rows);
    place = last;
    await others();
  }
}

export const AUDIT_COLUMNS: readonly Column<AuditView>[] = [
  ['id', (row) => row.id],
  ['at', (row) => row.at],
  ['actor', (row) => row.actor.name],
  ['actorId', (row) => row.actor.id],
  ['action', (row) => row.action],
  ['object', (row) => row.object],
  ['before', (row) => JSON.stringify(row.before)],
  ['after', (row) => JSON.stringify(row.after)],
];

function readRows(prisma: PrismaClient, filter: AuditFilter, place: Place | null, limit: number): Promise<Row[]> {
  const { object, actor, action, from, to } = filter;
  const where = [
    Prisma.sql`TRUE`,
    ...(object === undefined ? [] : [Prisma.sql`object = ${object}`]),
    ...(actor === undefined ? [] : [Prisma.sql`actor = ${actor}`]),
    ...(action === undefined ? [] : [Prisma.sql`action = ${action}`]),
    ...(from === undefined ? [] : [Prisma.sql`at >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [Prisma.sql`at < ${new Date(to)}`]),
    ...(place === null ? [] : [Prisma.sql`(at, id) < (${place.at}::timestamptz, ${place.id}::bigint)`]),
  ];
  return prisma.$queryRaw<Row[]>`
    SELECT id, at, actor, action, object, before, after FROM audit_events
     WHERE ${Prisma.join(where, ' AND ')} ORDER BY at DESC, id DESC LIMIT ${limit}`;
}

async function viewRows(prisma: PrismaClient, rows: readonly Row[]) {
  const names = await namesOf(
    prisma,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ id, at, actor, action, object, before, after }) => ({
    id: String(id),
    at: at.toISOString(),
    actor: { id: actor, name: names.get(actor) ?? actor },
    ...{ action, object, before, after },
  }));
}
