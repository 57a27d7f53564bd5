import { Prisma, type PrismaClient } from '../../prisma/client';
import type { Caller } from '../auth';
import { callerOfKeyId } from '../keyCaller';
import { callerOfPerson, PERSON_COLUMNS, type PersonRow } from '../personRow';

/** Who sent a bulk. */
export interface Sender {
  readonly actorId: string;
  /** Id of the key that it was sent with; `person:<id>`: of a session. */
  readonly keyId: string;
}

/**
 * The sender with the rights that she has now: minutes may have passed, and another process may carry on. A key that was
 * revoked meanwhile takes with it what it has sent and not done yet.
 * @returns null if she may do nothing any more
 */
export async function callerNow(prisma: PrismaClient, { actorId, keyId }: Sender): Promise<Caller | null> {
  if (!keyId.startsWith('person:')) return callerOfKeyId(prisma, keyId);
  const rows = await prisma.$queryRaw<PersonRow[]>(Prisma.sql`
    SELECT ${PERSON_COLUMNS}
      FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.id = ${actorId}::uuid AND u.active`);
  return rows[0] ? { ...callerOfPerson(rows[0]), keyId, session: null } : null;
}
