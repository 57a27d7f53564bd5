/** Taking people out of the desk's memory: their texts and files go, what happened and when stays. */
import { Prisma, type PrismaClient } from './client';

/** What stands where a name or a subject was. */
export const ERASED = 'Erased';
/** Tickets or comments that one transaction erases at most: others must not wait for it. */
const BATCH = 200;

type Transaction = Prisma.TransactionClient;

/** What a mail is without whoever wrote it: its original goes with the next sweep, and nothing is made of it any more. */
const NAMELESS = Prisma.sql`subject = '', sender = NULL, envelope_from = NULL, envelope_to = '{}', message_id = NULL,
  original = CASE original WHEN 'kept' THEN 'doomed' ELSE original END,
  state = CASE state WHEN 'waiting' THEN 'discarded' ELSE state END`;

/**
 * Takes from a person what she is known and let in by. From then on she is nobody; her texts follow in `finishErasure`.
 * @param id of a person whose row the transaction has locked
 */
export async function erasePerson(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE inbound_mails SET ${NAMELESS}
     WHERE author_id = ${id}::uuid OR sender = (SELECT lower(email) FROM users WHERE id = ${id}::uuid)`;
  // Somebody of her address was refused by mail, once: its row is named by the address.
  await tx.$executeRaw`
    DELETE FROM deliveries WHERE key = (SELECT 'mailRefused:' || lower(email) FROM users WHERE id = ${id}::uuid)`;
  await tx.$executeRaw`
    UPDATE users SET name = ${ERASED}, email = 'erased-' || id || '@erased.invalid', active = false, locale = 'en',
           time_zone = 'UTC', organisation_id = NULL, erased_at = now(), version = version + 1
     WHERE id = ${id}::uuid`;
  await tx.apiKey.updateMany({ where: { userId: id }, data: { name: null, revokedAt: new Date() } });
  await tx.session.deleteMany({ where: { userId: id } });
  await tx.password.deleteMany({ where: { userId: id } });
  await tx.passwordRequest.deleteMany({ where: { userId: id } });
  await tx.passwordLink.deleteMany({ where: { userId: id } });
  await tx.oidcAccount.deleteMany({ where: { userId: id } });
  await tx.savedView.deleteMany({ where: { ownerId: id } });
  await tx.membership.deleteMany({ where: { userId: id } });
  await tx.watcher.deleteMany({ where: { userId: id } });
  await tx.preferences.deleteMany({ where: { userId: id } });
  await tx.delivery.updateMany({
    where: { recipient: { in: [id, `user:${id}`] }, state: 'waiting' },
    data: { state: 'failed' },
  });
  // The trail says that she was made and changed, and not any more as whom.
  await tx.$executeRaw`SELECT set_config('guichet.personal_data', 'UPDATE', true)`;
  await tx.$executeRaw`UPDATE audit_events SET before = NULL, after = NULL WHERE object = ${`user:${id}`}`;
  await tx.$executeRaw`SELECT set_config('guichet.personal_data', '', true)`;
}

/**
 * Erases the texts and files of a person's tickets, and what she wrote and sent elsewhere, in batches. May be broken off
 * and repeated.
 */
export async function finishErasure(prisma: PrismaClient, id: string): Promise<void> {
  // Kept answers of the last day hold what was answered.
  await prisma.$executeRaw`
    DELETE FROM idempotency_keys k WHERE k.actor_id = ${id}
        OR k.ticket_id IN (SELECT t.id FROM tickets t WHERE t.requester_id = ${id}::uuid)`;
  await inPages((last) =>
    prisma.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM tickets WHERE requester_id = ${id}::uuid AND id > ${last}::uuid ORDER BY id LIMIT ${BATCH}`;
      await eraseTexts(tx, rows);
      await eraseFiles(tx, rows);
      return rows;
    }),
  );
  await inPages(
    (last) =>
      prisma.$queryRaw<{ id: string }[]>`
      UPDATE comments SET body = '' WHERE id IN (
        SELECT id FROM comments WHERE author_id = ${id} AND id > ${last}::uuid ORDER BY id LIMIT ${BATCH})
      RETURNING id::text`,
  );
  await inPages(
    (last) =>
      prisma.$queryRaw<{ id: string }[]>`
      UPDATE attachments SET state = 'deleted', deleted_at = coalesce(deleted_at, now()), name = ''
       WHERE id IN (SELECT id FROM attachments WHERE uploader_id = ${id} AND id > ${last}::uuid ORDER BY id LIMIT ${BATCH})
      RETURNING id::text`,
  );
  // Who is mentioned no more is not found again: there is no page to go on from.
  await inPages(
    () =>
      prisma.$queryRaw<{ id: string }[]>`
      UPDATE comments SET mentions = array_remove(mentions, ${id}::uuid) WHERE id IN (
        SELECT id FROM comments WHERE mentions <> '{}' AND mentions @> ARRAY[${id}::uuid] LIMIT ${BATCH})
      RETURNING id::text`,
  );
  await prisma.user.update({ where: { id }, data: { erasureDoneAt: new Date() } });
}

/** People whose erasure was broken off. */
export function unfinishedErasures(prisma: PrismaClient): Promise<{ id: string }[]> {
  return prisma.user.findMany({
    where: { erasedAt: { not: null, lt: new Date(Date.now() - 60_000) }, erasureDoneAt: null },
    select: { id: true },
    take: 100,
  });
}

type Ids = readonly { readonly id: string }[];

/** What was said in tickets: subject, description, fields, all comments and earlier wordings. Repeating it writes nothing. */
export async function eraseTexts(tx: Transaction, tickets: Ids): Promise<void> {
  const ids = tickets.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE tickets SET subject = ${ERASED}, description = '', fields = '{}'
     WHERE id = ANY(${ids}::uuid[]) AND (subject <> ${ERASED} OR description <> '' OR fields <> '{}')`;
  await tx.$executeRaw`UPDATE comments SET body = '' WHERE ticket_id = ANY(${ids}::uuid[]) AND body <> ''`;
  await tx.$executeRaw`UPDATE inbound_mails SET ${NAMELESS} WHERE ticket_id = ANY(${ids}::uuid[]) AND original = 'kept'`;
  await tx.$executeRaw`
    UPDATE revisions SET subject = NULL, description = NULL, fields = NULL
     WHERE ticket_id = ANY(${ids}::uuid[]) AND (subject IS NOT NULL OR description IS NOT NULL OR fields IS NOT NULL)`;
}

/** The files of tickets, with their names; the sweep removes their bytes. */
export async function eraseFiles(tx: Transaction, tickets: Ids): Promise<void> {
  const ids = tickets.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE attachments SET state = 'deleted', deleted_at = coalesce(deleted_at, now()), name = ''
     WHERE ticket_id = ANY(${ids}::uuid[]) AND (state <> 'deleted' OR name <> '')`;
}

/** @param next handles what comes after an id, and answers what it was, in order of the ids or not */
async function inPages(next: (last: string) => Promise<Ids>): Promise<void> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await next(last);
    if (rows.length === 0) return;
    last = rows.map(({ id }) => id).reduce((a, b) => (a > b ? a : b));
  }
}
