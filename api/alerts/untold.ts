import { Prisma, type PrismaClient } from '../../prisma/client';

/** What a ticket does not know yet of its alerts. */
export interface Untold {
  readonly ticketId: string;
  readonly key: string;
  /** All that have come under it, and how many of them are over. */
  readonly fired: number;
  readonly ended: number;
  /** Id of the service account that spoke last. */
  readonly by: string;
  readonly rows: readonly AlertRow[];
}

export interface AlertRow {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: Date;
  readonly ended: boolean;
  readonly startTold: boolean;
  readonly endTold: boolean;
}

/** @returns null if the ticket knows everything */
export async function readUntold(prisma: PrismaClient, ticketId: string): Promise<Untold | null> {
  const rows = await prisma.$queryRaw<(AlertRow & { key: string; by: string })[]>`
    SELECT t.key, a.by_id AS by, a.source, a.fingerprint, a.starts_at AS "startsAt", a.ended_at IS NOT NULL AS ended,
           a.start_told AS "startTold", a.end_told AS "endTold"
      FROM alerts a JOIN tickets t ON t.id = a.ticket_id
     WHERE a.ticket_id = ${ticketId}::uuid
     ORDER BY a.changed_at DESC`;
  const [last] = rows;
  if (!last || rows.every(isTold)) return null;
  const ended = rows.filter((row) => row.ended).length;
  return { ticketId, key: last.key, fired: rows.length, ended, by: last.by, rows };
}

function isTold({ startTold, ended, endTold }: AlertRow): boolean {
  return startTold && (endTold || !ended);
}

/** The ticket knows what it was told; what has changed since then it does not. */
export async function markTold(prisma: PrismaClient, { ticketId, rows }: Untold): Promise<void> {
  await prisma.$executeRaw`
    UPDATE alerts a SET start_told = true, end_told = a.end_told OR i.ended, changed_at = now()
      FROM ${recordsOf(rows.filter((row) => !isTold(row)))}
     WHERE a.ticket_id = ${ticketId}::uuid AND ${sameAlert}`;
}

/** Rows as a table `i`. */
export function recordsOf(rows: readonly AlertRow[]): Prisma.Sql {
  const records = rows.map(({ source, fingerprint, startsAt, ended }) => ({
    ...{ source, fingerprint, ended },
    starts_at: startsAt.toISOString(),
  }));
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
    AS i(source text, fingerprint text, starts_at timestamptz, ended boolean)`;
}

export const sameAlert = Prisma.sql`a.source = i.source AND a.fingerprint = i.fingerprint AND a.starts_at = i.starts_at`;
