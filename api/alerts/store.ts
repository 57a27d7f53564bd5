/** The rows of what monitoring has told. */
import { Prisma, type PrismaClient } from '../../prisma/client';

/** An alert and the instant at which it began; null: its source does not say. */
export interface Told {
  readonly fingerprint: string;
  readonly startsAt: number | null;
}

/** A row as it is known. */
export interface Known {
  readonly fingerprint: string;
  readonly startsAt: Date;
  readonly endedAt: Date | null;
  readonly ticketId: string | null;
  readonly key: string | null;
}

/** An alert that is new, under its instant. */
export interface NewAlert {
  readonly fingerprint: string;
  readonly startsAt: Date;
}

export function alertKey({ fingerprint, startsAt }: { fingerprint: string; startsAt: Date | number | null }): string {
  return JSON.stringify([fingerprint, startsAt === null ? null : Number(startsAt)]);
}

function asRecords(alerts: readonly { fingerprint: string; startsAt: Date | number | null }[]): string {
  return JSON.stringify(
    alerts.map(({ fingerprint, startsAt }) => ({
      fingerprint,
      starts_at: startsAt === null ? null : new Date(startsAt).toISOString(),
    })),
  );
}

/**
 * What is known of alerts. One whose source does not say when it began is known as long as it goes on.
 * @returns rows by `alertKey` of what was asked
 */
export async function findKnown(
  prisma: PrismaClient,
  source: string,
  alerts: readonly Told[],
): Promise<Map<string, Known>> {
  const rows = await prisma.$queryRaw<(Known & { asked: Date | null })[]>`
    SELECT i.starts_at AS asked, a.fingerprint, a.starts_at AS "startsAt", a.ended_at AS "endedAt",
           a.ticket_id::text AS "ticketId", t.key
      FROM jsonb_to_recordset(${asRecords(alerts)}::jsonb) AS i(fingerprint text, starts_at timestamptz)
      JOIN alerts a ON a.source = ${source} AND a.fingerprint = i.fingerprint
       AND (a.starts_at = i.starts_at OR i.starts_at IS NULL AND a.ended_at IS NULL)
      LEFT JOIN tickets t ON t.id = a.ticket_id`;
  return new Map(rows.map((row) => [alertKey({ fingerprint: row.fingerprint, startsAt: row.asked }), row]));
}

/** Written with the ticket that they open: it hears of them as it begins. */
export function alertsAlong(source: string, alerts: readonly NewAlert[], ticketId: string, by: string): Prisma.Sql {
  return Prisma.sql`alerts_told AS (
    INSERT INTO alerts (source, fingerprint, starts_at, ticket_id, by_id, start_told)
    SELECT ${source}, i.fingerprint, i.starts_at, ${ticketId}::uuid, ${by}, true
      FROM jsonb_to_recordset(${asRecords(alerts)}::jsonb) AS i(fingerprint text, starts_at timestamptz)
  )`;
}

/**
 * Alerts join a ticket, which is still to be told.
 * @returns the fingerprints of those that nobody has told before
 */
export async function joinTicket(
  prisma: PrismaClient,
  source: string,
  alerts: readonly NewAlert[],
  ticketId: string,
  by: string,
): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<{ fingerprint: string; startsAt: Date }[]>`
    INSERT INTO alerts (source, fingerprint, starts_at, ticket_id, by_id)
    SELECT ${source}, i.fingerprint, i.starts_at, ${ticketId}::uuid, ${by}
      FROM jsonb_to_recordset(${asRecords(alerts)}::jsonb) AS i(fingerprint text, starts_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING fingerprint, starts_at AS "startsAt"`;
  return new Set(rows.map(alertKey));
}

/** What became of one that is over. */
export interface Ended {
  readonly fingerprint: string;
  readonly startsAt: Date;
  readonly ticketId: string | null;
}

/**
 * Alerts are over: those that began at these instants and before. An alert goes on once at a time, so an end that nobody
 * told is made up for by the next one's.
 * @returns those that went on, in order of their beginnings
 */
export async function endAlerts(prisma: PrismaClient, source: string, ends: readonly Told[]): Promise<Ended[]> {
  if (ends.length === 0) return [];
  const ended = await prisma.$queryRaw<Ended[]>`
    UPDATE alerts a SET ended_at = now(), changed_at = now()
      FROM (SELECT i.fingerprint, max(coalesce(i.starts_at, 'infinity')) AS until
              FROM jsonb_to_recordset(${asRecords(ends)}::jsonb) AS i(fingerprint text, starts_at timestamptz)
             GROUP BY 1) AS i
     WHERE a.source = ${source} AND a.fingerprint = i.fingerprint AND a.starts_at <= i.until AND a.ended_at IS NULL
    RETURNING a.fingerprint, a.starts_at AS "startsAt", a.ticket_id::text AS "ticketId"`;
  return ended.sort((one, other) => Number(one.startsAt) - Number(other.startsAt));
}

/** An end that comes before its beginning: the beginning, when it comes, opens nothing. */
export async function noteEnds(
  prisma: PrismaClient,
  source: string,
  ends: readonly NewAlert[],
  by: string,
): Promise<void> {
  if (ends.length === 0) return;
  await prisma.$executeRaw`
    INSERT INTO alerts (source, fingerprint, starts_at, ended_at, by_id, start_told, end_told)
    SELECT ${source}, i.fingerprint, i.starts_at, now(), ${by}, true, true
      FROM jsonb_to_recordset(${asRecords(ends)}::jsonb) AS i(fingerprint text, starts_at timestamptz)
    ON CONFLICT DO NOTHING`;
}

export interface TicketOfAlerts {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly accepted: boolean;
  /** Alerts of it that go on. */
  readonly firing: number;
}

export async function ticketsOfAlerts(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TicketOfAlerts>> {
  if (ids.length === 0) return new Map();
  const rows = await prisma.$queryRaw<TicketOfAlerts[]>`
    SELECT t.id::text, t.key, t.status, t.accepted_at IS NOT NULL AS accepted,
           (SELECT count(*)::int FROM alerts a WHERE a.ticket_id = t.id AND a.ended_at IS NULL) AS firing
      FROM tickets t WHERE t.id = ANY(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
