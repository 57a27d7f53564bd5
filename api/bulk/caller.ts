import { Prisma, type PrismaClient } from '../../prisma/client';
import type { Caller } from '../auth';
import { callerOfPerson, PERSON_COLUMNS, type PersonRow } from '../personRow';

/** Who sent a bulk. */
export interface Sender {
  readonly actorId: string;
  readonly keyId: string;
}

/**
 * The sender with the rights that she has now: minutes may have passed, and another process may carry on.
 * @returns null if she may do nothing any more
 */
export async function callerNow(prisma: PrismaClient, { actorId, keyId }: Sender): Promise<Caller | null> {
  if (actorId === keyId) return serviceNow(prisma, keyId);
  const rows = await prisma.$queryRaw<PersonRow[]>(Prisma.sql`
    SELECT ${PERSON_COLUMNS}
      FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.id = ${actorId}::uuid AND u.active`);
  return rows[0] ? { ...callerOfPerson(rows[0]), keyId, session: null } : null;
}

/** A service account is its key. */
async function serviceNow(prisma: PrismaClient, id: string): Promise<Caller | null> {
  const key = await prisma.apiKey.findFirst({
    where: { id, userId: null, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
  });
  if (!key) return null;
  return {
    ...{ id, keyId: id, session: null, name: key.name ?? id, role: 'service', scopes: new Set(key.scopes) },
    ...{ organisation: null, organisationName: null, sharesTickets: false, restricted: false, teams: [], locale: 'en' },
  };
}
