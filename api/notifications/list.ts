import { isNoticeKind, NOTICE_KINDS } from '../../channels/notices/kinds';
import { tellingsOf, type Telling } from '../../channels/notices/facts';
import { sayShort } from '../../channels/notices/words';
import { Prisma } from '../../prisma/client';
import { pageOf, readCursor, writeCursor } from '../cursor';
import { forbidden } from '../problem';
import type { Call } from '../route';
import type { Notification } from '../schemas/notices';

/** Whose notifications they are, and how they are said. */
export type Hearing = Pick<Call, 'deps' | 'caller' | 'permissions' | 'locale'>;

interface Row {
  id: string;
  createdAt: Date;
  readAt: Date | null;
}

/** What a person is told, by mail or not, stands in the outbox once, under this channel. */
const CHANNEL = 'email';

/** @throws Problem 403 */
export function requirePersonal({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role === 'service') throw forbidden('Notifications belong to people: a service account has none.');
}

interface Asking {
  readonly unread?: 'true' | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The newest first; of tickets that the caller may still see. */
export async function listNotifications(call: Hearing, { unread, limit, cursor }: Asking) {
  const { deps, caller } = call;
  const list = unread === undefined ? 'notifications' : 'notifications unread';
  const scope = { secret: deps.settings.secret, caller: caller.id, list };
  const after = readCursor(scope, cursor);
  const rows = await readRows(
    call,
    [
      ...(unread === undefined ? [] : [Prisma.sql`d.read_at IS NULL`]),
      ...(after
        ? [Prisma.sql`(d.created_at, d.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`]
        : []),
    ],
    { newestFirst: true, limit: limit + 1 },
  );
  const { data, page } = pageOf(rows, limit, ({ id, createdAt }) => writeCursor(scope, [createdAt.toISOString(), id]));
  return { data: await viewed(call, data), page };
}

/** Some of hers, in the order in which they came. */
export async function notificationsOf(call: Hearing, ids: readonly string[]): Promise<Notification[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(call, [Prisma.sql`d.id = ANY(${[...ids]}::uuid[])`], {
    newestFirst: false,
    limit: ids.length,
  });
  return viewed(call, rows);
}

/** Those after one of hers, the oldest first; none if there is no such one. */
export async function notificationsAfter(call: Hearing, id: string, limit: number): Promise<Notification[]> {
  const last = await call.deps.prisma.delivery.findFirst({ where: { id, recipient: call.caller.id } });
  if (!last) return [];
  const later = Prisma.sql`(d.created_at, d.id) > (${last.createdAt}, ${id}::uuid)`;
  return viewed(call, await readRows(call, [later], { newestFirst: false, limit }));
}

function readRows(
  { deps, caller, permissions }: Hearing,
  conditions: readonly Prisma.Sql[],
  { newestFirst, limit }: { readonly newestFirst: boolean; readonly limit: number },
): Promise<Row[]> {
  const all = [
    Prisma.sql`d.recipient = ${caller.id} AND d.channel = ${CHANNEL} AND d.kind = ANY(${[...NOTICE_KINDS]}::text[])`,
    permissions.ticketsWhere('see'),
    ...conditions,
  ];
  const order = newestFirst ? Prisma.sql`d.created_at DESC, d.id DESC` : Prisma.sql`d.created_at, d.id`;
  return deps.prisma.$queryRaw<Row[]>`
    SELECT d.id::text, d.created_at AS "createdAt", d.read_at AS "readAt"
      FROM deliveries d JOIN tickets t ON t.id = d.ticket_id
     WHERE ${Prisma.join(all, ' AND ')} ORDER BY ${order} LIMIT ${limit}`;
}

async function viewed({ deps, caller, locale }: Hearing, rows: readonly Row[]): Promise<Notification[]> {
  const tellings = await tellingsOf(deps.prisma, rows);
  const { publicUrl, secret } = deps.settings;
  const speaking = { language: locale, timeZone: 'UTC', recipient: caller.name, publicUrl, secret };
  return rows.flatMap((row) => {
    const telling = tellings.get(row.id);
    return telling ? view(row, telling, sayShort(telling, speaking)) : [];
  });
}

function view({ id, createdAt, readAt }: Row, { kind, ticket }: Telling, text: string): Notification[] {
  if (!isNoticeKind(kind)) return [];
  const { key, subject } = ticket;
  return [{ id, kind, ticket: { key, subject }, text, read: readAt !== null, createdAt: createdAt.toISOString() }];
}
