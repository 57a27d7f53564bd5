/** Projections that the database refused for good: kept where `reconcile` and `guichet doctor` find them. */
import { Prisma, type PrismaClient } from '../prisma/client';

export interface Violation {
  /** Name of the constraint; `value` where the database names none. Never the text that it refused. */
  readonly constraint: string;
  readonly sqlState: string;
}

/** Broken by an alert's intake at the very moment of a reopening: the next attempt sees the other ticket. */
const PASSING = 'tickets_fingerprint_key';

/**
 * What a thrown error says of the content: SQLSTATE classes 22 (a value that cannot be) and 23 (a constraint). Everything
 * else, such as a lost connection or a deadlock, may pass when tried again.
 */
export function findViolation(error: unknown): Violation | null {
  const cause = driverErrorOf(error);
  const sqlState = cause?.originalCode;
  if (sqlState === undefined || !/^2[23]/.test(sqlState)) return null;
  const named = /constraint "([^"]+)"/.exec(cause?.originalMessage ?? '')?.[1];
  if (named === PASSING) return null;
  return { constraint: named ?? 'value', sqlState };
}

interface DriverError {
  readonly originalCode?: string;
  readonly originalMessage?: string;
}

/** Prisma wraps what the driver said; where depends on the kind of query. */
function driverErrorOf(error: unknown): DriverError | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const adapterError = error.meta?.driverAdapterError;
  const cause = adapterError instanceof Error ? adapterError.cause : undefined;
  return typeof cause === 'object' && cause !== null ? cause : null;
}

export async function noteSaveFailure(
  prisma: PrismaClient,
  failure: Violation & { readonly ticketId: string; readonly seq: number },
): Promise<void> {
  const { ticketId, ...rest } = failure;
  await prisma.saveFailure.upsert({
    where: { ticketId },
    create: { ticketId, ...rest },
    update: { ...rest, failures: { increment: 1 }, at: new Date() },
  });
}

export async function forgetSaveFailure(tx: Prisma.TransactionClient, ticketId: string): Promise<void> {
  await tx.saveFailure.deleteMany({ where: { ticketId } });
}
