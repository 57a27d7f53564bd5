import { DEFAULT_CALENDAR } from '../prisma/defaults';
import type { PrismaClient } from '../prisma/client';
import type { PolicyDocument, StoredDocument } from '../prisma/documents';
import type { PolicyInForce } from '../workflows/domain/policy';

type StoredPolicy = Pick<StoredDocument<'policy'>, 'id' | 'version' | 'document'>;

/** Clocks keep their account and fire nothing. */
const NO_POLICY: PolicyInForce = { id: 'none', version: 0, calendar: DEFAULT_CALENDAR, clocks: {} };

/** Whose hours a policy may go by instead of its own. */
export interface Parties {
  readonly organisation: string | null;
  readonly team: string | null;
}

/**
 * What a ticket lives by, without what only serves to choose the policy: with the calendar of its organisation or its
 * team where the policy says so and they have one.
 */
export async function putInForce(
  prisma: PrismaClient,
  chosen: StoredPolicy | null,
  parties: Parties,
): Promise<PolicyInForce> {
  if (!chosen) return NO_POLICY;
  const { name: _name, order: _order, when: _when, calendarFrom = [], ...policy } = chosen.document;
  const calendar = await calendarOf(prisma, calendarFrom, parties);
  return { ...policy, ...(calendar !== null && { calendar }), id: chosen.id, version: chosen.version };
}

async function calendarOf(
  prisma: PrismaClient,
  from: NonNullable<PolicyDocument['calendarFrom']>,
  { organisation, team }: Parties,
): Promise<string | null> {
  if (from.length === 0) return null;
  const [row] = await prisma.$queryRaw<{ organisation: string | null; team: string | null }[]>`
    SELECT (SELECT calendar FROM organisations WHERE id = ${organisation}) AS organisation,
           (SELECT calendar FROM teams WHERE id = ${team}) AS team`;
  return from.map((party) => row?.[party] ?? null).find((calendar) => calendar !== null) ?? null;
}
