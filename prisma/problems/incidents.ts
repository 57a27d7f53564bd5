/** The tickets among which recurring problems are looked for. */
import { RECURRENCE_WAYS, type Incident, type KnownCause, type RecurrenceWay } from '../../workflows/domain/recurrence';
import { tellingWords } from '../../workflows/domain/subjects';
import { Prisma } from '../client';
import { ERASED } from '../erasure';
import { fold } from '../search';

type Reader = Pick<Prisma.TransactionClient, '$queryRaw'>;

/** The newest tickets that a look reads at most: however many come in, a look costs no more. */
export const MOST_INCIDENTS = 5_000;

export interface FoundIncident extends Incident {
  readonly team: string | null;
}

interface Row extends Omit<FoundIncident, 'words'> {
  readonly subject: string;
  readonly duplicate: boolean;
}

/**
 * What came in since an instant and is neither cancelled, nor a part of a known problem, nor in a proposal. Tickets that
 * are merged, or duplicates of one another, count once.
 * @param fields custom fields whose values are wanted
 * @returns the oldest first
 */
export async function readIncidents(
  prisma: Reader,
  { since, fields }: { readonly since: Date; readonly fields: readonly string[] },
): Promise<readonly FoundIncident[]> {
  const rows = await prisma.$queryRaw<Row[]>(incidentsQuery({ since, fields }));
  const same = await readSame(prisma, rows);
  return rows
    .reverse()
    .filter(({ id, duplicate }) => (duplicate ? same.get(id) === id : (same.get(id) ?? id) === id))
    .map(({ subject, duplicate: _duplicate, ...row }) => ({ ...row, words: wordsOf(subject) }));
}

/** As it is asked; the newest first. */
export function incidentsQuery({ since, fields }: { readonly since: Date; readonly fields: readonly string[] }) {
  return Prisma.sql`
    SELECT t.id::text, t.requester_id::text AS requester, t.team_id AS team, t.fingerprint, t.tags, t.subject,
           coalesce((SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each_text(t.fields) f
                      WHERE f.key = ANY(${[...fields]}::text[])), '{}') AS fields,
           t.resolution IS NOT DISTINCT FROM 'duplicate' AS duplicate
      FROM tickets t
     WHERE t.created_at >= ${since} AND t.type IN ('incident', 'alert') AND t.version > 1
       AND t.resolution IS DISTINCT FROM 'cancelled'
       AND NOT EXISTS (SELECT FROM problem_proposal_tickets m WHERE m.ticket_id = t.id)
       AND NOT EXISTS (SELECT FROM problem_proposals p WHERE p.parent_id = t.id)
       AND NOT EXISTS (SELECT FROM ticket_links l WHERE l.from_id = t.id AND l.kind IN ('childOf', 'parentOf'))
     ORDER BY t.created_at DESC, t.id DESC LIMIT ${MOST_INCIDENTS}`;
}

/** Erased texts are all alike, and say nothing. */
export function wordsOf(subject: string): string {
  return subject === ERASED ? '' : tellingWords(fold(subject));
}

interface Same {
  readonly from: string;
  readonly to: string;
  /** The other one is in a proposal, or belongs to a problem: it counts there. */
  readonly counted: boolean;
}

/**
 * Which ticket counts for those that are the same matter.
 * @returns by each of them; '' if none of them does
 */
async function readSame(prisma: Reader, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.map(({ id }) => id);
  const links = await prisma.$queryRaw<Same[]>`
    SELECT l.from_id::text AS "from", l.to_id::text AS "to",
           EXISTS (SELECT FROM problem_proposal_tickets m WHERE m.ticket_id = l.to_id)
             OR EXISTS (SELECT FROM ticket_links k WHERE k.from_id = l.to_id AND k.kind IN ('childOf', 'parentOf')) AS counted
      FROM ticket_links l
     WHERE l.from_id = ANY(${ids}::uuid[]) AND l.kind IN ('mergedInto', 'duplicateOf') AND l.pending_since IS NULL
     ORDER BY 1, 2`;
  const matters = new Matters(links);
  const countsFor = new Map<string, string>();
  const lower = new Set(links.map(({ from }) => from));
  // The oldest counts, or rather what the others were merged into.
  for (const id of [...ids].reverse()) {
    const matter = matters.of(id);
    const before = countsFor.get(matter);
    if (before === undefined || (lower.has(before) && !lower.has(id))) countsFor.set(matter, id);
  }
  const counted = new Set(links.filter((link) => link.counted).map(({ from }) => matters.of(from)));
  const linked = ids.filter((id) => matters.knows(id));
  return new Map(linked.map((id) => [id, counted.has(matters.of(id)) ? '' : (countsFor.get(matters.of(id)) ?? id)]));
}

/** Tickets that are the same matter, over as many links as there are, also where these lead in a circle. */
class Matters {
  private readonly next = new Map<string, string>();

  constructor(links: readonly Same[]) {
    for (const { from, to } of links) {
      const [a, b] = [this.of(from), this.of(to)];
      this.next.set(a, b);
      if (!this.next.has(b)) this.next.set(b, b);
    }
  }

  knows(id: string): boolean {
    return this.next.has(id);
  }

  of(id: string): string {
    let at = id;
    for (let up = this.next.get(at); up !== undefined && up !== at; up = this.next.get(at)) at = up;
    return at;
  }
}

/** Causes that were decided upon so long ago are forgotten. */
const REMEMBERED_DAYS = 180;
const MOST_KNOWN = 1_000;

/** What was proposed before: open, to be quiet about, or over. */
export async function readKnown(prisma: Reader): Promise<readonly KnownCause[]> {
  const rows = await prisma.$queryRaw<
    { way: RecurrenceWay; cause: string; state: KnownCause['state']; subject: string | null }[]
  >`
    SELECT k.way, k.cause, k.state, t.subject
      FROM (SELECT DISTINCT ON (p.way, p.cause) p.way, p.cause, p.id,
                   CASE WHEN p.state = 'open' THEN 'open' WHEN p.quiet_until > now() THEN 'quiet' ELSE 'over' END AS state
              FROM problem_proposals p
             WHERE p.state = 'open' OR p.decided_at > now() - make_interval(days => ${REMEMBERED_DAYS})
             ORDER BY p.way, p.cause, p.id DESC) k
      LEFT JOIN tickets t ON t.id = CASE k.way WHEN 'subject' THEN k.cause::uuid END
     ORDER BY array_position(ARRAY['open', 'quiet', 'over'], k.state), k.id DESC LIMIT ${MOST_KNOWN}`;
  return rows
    .filter(({ way }) => RECURRENCE_WAYS.includes(way))
    .map(({ way, cause, state, subject }) => ({ way, cause, state, words: wordsOf(subject ?? ERASED) }));
}
