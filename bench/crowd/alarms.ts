import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';
import { startProgress } from './progress';

/** A breach or an escalation as it stands in the timeline. */
export interface Alarm {
  readonly key: string;
  readonly kind: string;
  /** UTC epoch milliseconds at which it is dated. */
  readonly at: number;
  /** UTC epoch milliseconds at which PostgreSQL committed it. */
  readonly committedAt: number;
}

/** When a ticket's target is used up, UTC epoch milliseconds, worked out without the desk's own functions. */
export type DueInstants = ReadonlyMap<string, number>;

export interface Judged {
  /** Milliseconds from each due instant to the commit of its escalation. */
  readonly lateMs: readonly number[];
  /** Tickets without breach or without escalation. */
  readonly missed: readonly string[];
  /** Tickets with more than one of either. */
  readonly double: readonly string[];
  /** Tickets whose breach or escalation is dated otherwise than at the due instant. */
  readonly misdated: readonly string[];
}

const KINDS = ['breached', 'escalated'] as const;
const LOOK_EVERY_MS = 500;

export function judge(due: DueInstants, alarms: readonly Alarm[]): Judged {
  const found = new Map<string, Alarm[]>();
  for (const alarm of alarms) found.set(alarm.key, [...(found.get(alarm.key) ?? []), alarm]);
  const keys = [...due.keys()];
  const times = (key: string, kind: string) => (found.get(key) ?? []).filter((alarm) => alarm.kind === kind).length;
  const escalations = alarms.filter(({ kind }) => kind === 'escalated');
  return {
    lateMs: escalations.map(({ key, committedAt }) => committedAt - (due.get(key) ?? Number.NaN)),
    missed: keys.filter((key) => KINDS.some((kind) => times(key, kind) === 0)),
    double: keys.filter((key) => KINDS.some((kind) => times(key, kind) > 1)),
    misdated: keys.filter((key) => (found.get(key) ?? []).some(({ at }) => at !== due.get(key))),
  };
}

/**
 * Waits until so many tickets have escalated.
 * @param until UTC epoch milliseconds; what has not come by then is missed
 */
export async function waitForEscalations(rig: FaultRig, keys: readonly string[], until: number): Promise<void> {
  let escalated = 0;
  const progress = startProgress(`waiting for ${keys.length} escalations`, () => `${escalated} escalated`);
  try {
    while (Date.now() < until) {
      escalated = await countEscalated(rig, keys);
      if (escalated >= keys.length) return;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    progress.stop();
  }
}

/** By the rows of the tickets, which `save` writes with the events. */
async function countEscalated({ database }: FaultRig, keys: readonly string[]): Promise<number> {
  const [row] = await database.prisma.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM tickets WHERE key = ANY(${keys}) AND escalation_level > 0`;
  return Number(row?.n ?? 0);
}

/** With the instants at which PostgreSQL committed them: a row of an event is written once and never changed. */
export function readAlarms({ database }: FaultRig, keys: readonly string[]): Promise<Alarm[]> {
  return database.prisma.$queryRaw<Alarm[]>`
    SELECT t.key, e.kind, (extract(epoch FROM e.at) * 1000)::float8 AS at,
           (extract(epoch FROM pg_xact_commit_timestamp(e.xmin)) * 1000)::float8 AS "committedAt"
      FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id
     WHERE t.key = ANY(${keys}) AND e.kind = ANY(${[...KINDS]})`;
}

/** When they were received, UTC epoch milliseconds: from then on their clocks run. */
export async function readReceived(
  { database }: FaultRig,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.prisma.$queryRaw<{ key: string; at: number }[]>`
    SELECT t.key, (extract(epoch FROM e.at) * 1000)::float8 AS at
      FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id
     WHERE t.key = ANY(${keys}) AND e.seq = 1`;
  return new Map(rows.map(({ key, at }) => [key, at]));
}

/** Tickets of the crowd, the newest last. */
export async function readCrowd({ database }: FaultRig): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<{ key: string }[]>`
    SELECT key FROM tickets WHERE fields ->> 'bench' = 'crowd' AND ended_at IS NULL AND version > 1 ORDER BY id`;
  return rows.map(({ key }) => key);
}
