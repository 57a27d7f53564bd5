import type { FaultRig } from '../stack/rig';
import type { Staged } from './stages';

/** Something that a ticket's timer did. */
export interface Alarm {
  readonly key: string;
  readonly kind: string;
  /** UTC epoch milliseconds at which it was due, and is dated. */
  readonly at: number;
  /** From then until PostgreSQL committed it, milliseconds. */
  readonly lateMs: number;
}

export interface JudgedAlarms {
  readonly alarms: readonly Alarm[];
  /** Promised and not there, or there more than once: one line each. */
  readonly wrong: readonly string[];
}

/** What came due on tickets of all stages, against what had to. PostgreSQL must keep the instants of commits. */
export async function judgeAlarms({ database }: FaultRig, staged: readonly Staged[]): Promise<JudgedAlarms> {
  const wanted = staged.flatMap(({ keys, alarms }) =>
    alarms.map(([index, kind]) => ({ key: keys[index] ?? '', kind })),
  );
  const keys = [...new Set(wanted.map(({ key }) => key))];
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const rows = await database.prisma.$queryRaw<Alarm[]>`
    SELECT t.key, e.kind, (extract(epoch FROM e.at) * 1000)::float8 AS at,
           (extract(epoch FROM pg_xact_commit_timestamp(e.xmin) - e.at) * 1000)::float8 AS "lateMs"
      FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id
     WHERE t.key = ANY(${keys}) AND e.kind = ANY(${kinds}) AND e.identity NOT LIKE 'command:%'
     ORDER BY e.at`;
  const count = (list: readonly { readonly key: string; readonly kind: string }[], key: string, kind: string) =>
    list.filter((one) => one.key === key && one.kind === kind).length;
  const pairs = new Map(wanted.map((one) => [`${one.key} ${one.kind}`, one]));
  const wrong = [...pairs.values()].flatMap(({ key, kind }) => {
    const [is, must] = [count(rows, key, kind), count(wanted, key, kind)];
    return is === must ? [] : [`${key}: ${kind} ${is} times, not ${must}`];
  });
  return { alarms: rows.filter(({ key, kind }) => pairs.has(`${key} ${kind}`)), wrong };
}
