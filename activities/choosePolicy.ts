import { holds, type TicketFacts } from '../prisma/conditions';
import { DEFAULT_CALENDAR } from '../prisma/defaults';
import type { PrismaClient } from '../prisma/client';
import type { PolicyDocument, StoredDocument } from '../prisma/documents';
import type { PolicyInForce } from '../workflows/domain/policy';

export type Log = (what: object, message: string) => void;

type StoredPolicy = Pick<StoredDocument<'policy'>, 'id' | 'version' | 'document'>;

/** The policy of the lowest order whose condition holds for the ticket; null if none applies. */
export function choosePolicy(
  policies: readonly StoredDocument<'policy'>[],
  facts: TicketFacts,
  log: Log,
): StoredPolicy | null {
  const inOrder = [...policies].sort((a, b) => a.document.order - b.document.order || (a.id < b.id ? -1 : 1));
  const chosen = inOrder.find(({ id, document }) => holdsOrSkips(document.when, facts, { policy: id }, log));
  if (!chosen) log({}, 'No policy applies to the ticket: it has no targets');
  return chosen ?? null;
}

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

/** A condition that fails on this ticket does not hold; the ones after it still count. */
export function holdsOrSkips(when: string, facts: TicketFacts, which: object, log: Log): boolean {
  try {
    return holds(when, facts);
  } catch (error) {
    // The message can quote the condition, never the ticket's texts.
    log({ ...which, problem: error instanceof Error ? error.message.split('\n')[0] : String(error) }, 'Skipped');
    return false;
  }
}
