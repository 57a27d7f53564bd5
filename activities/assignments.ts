import { Prisma } from '../prisma/client';
import type { EventKind, TicketEvent } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';
import { ALWAYS, isUuid } from './json';

/** After these an agent may hold the ticket who did not, or the other way round. */
const CHANGING: readonly EventKind[] = [
  'triaged',
  'queued',
  'assigned',
  'accepted',
  'released',
  'pended',
  'resumed',
  'resolved',
  'reopened',
  'closed',
];

/** After these a ticket may wait in its team's queue that did not, or ask for other skills. */
export function changesAssignment(news: readonly TicketEvent[]): boolean {
  return news.some((event) => CHANGING.includes(event.kind) || event.kind === 'edited');
}

/** What the rest of an assignment's projection is told. */
interface Changed {
  readonly state: TicketState;
  readonly news: readonly TicketEvent[];
  /** The row is written anew, whatever happened. */
  readonly rewrite: boolean;
  readonly when: Prisma.Sql;
  /** What the first of the statements is called where they are parts of one. */
  readonly first?: Prisma.Sql;
}

export async function projectAssignments(
  tx: Prisma.TransactionClient,
  changed: Omit<Changed, 'when' | 'first'>,
): Promise<void> {
  for (const statement of assignmentStatements({ ...changed, when: ALWAYS }))
    await tx.$executeRaw(Prisma.sql`/* prepared */ ${statement}`);
}

/**
 * Brings the assignments' rows, which count against agents' capacity, to what the state says: the assignee holds the
 * ticket while it is worked on, and nobody else does. A claim under a number that the ticket has not come to yet is on
 * its way, and stays. A ticket that waits in the queue of a team that assigns by itself has the team look through it.
 */
export function assignmentStatements(changed: Changed): readonly Prisma.Sql[] {
  return [...holdings(changed), ...wakes(changed)];
}

function holdings({ state, news, rewrite, when, first }: Changed): readonly Prisma.Sql[] {
  if (!rewrite && !news.some((event) => CHANGING.includes(event.kind))) return [];
  const { ticketId, status, assignee, assignmentNo, claim, team } = state;
  const over = status === 'resolved' || status === 'closed';
  // Whoever waits for someone else has room for another ticket.
  const held = isUuid(assignee) && assignmentNo >= 1 && (status === 'new' || status === 'open');
  const awaited = over ? null : claim ? claim.no : assignmentNo + 1;
  const freeing = Prisma.sql`
    UPDATE assignments SET state = 'freed', freed_at = now()
     WHERE ticket_id = ${ticketId}::uuid AND state <> 'freed'
       AND (${held ? assignmentNo : null}::int IS NULL OR no <> ${assignmentNo}::int)
       AND NOT (state = 'claimed' AND ${awaited}::int IS NOT NULL AND no >= ${awaited}::int) AND ${when}
    RETURNING no`;
  if (!held) return [freeing];
  // Parts of one statement are done in any order, unless one reads what another answers: nobody else may hold it by then.
  const freed = first ? Prisma.sql`(SELECT count(*) FROM ${first}) >= 0` : ALWAYS;
  const holding = Prisma.sql`
    INSERT INTO assignments (ticket_id, no, agent_id, team_id, state)
    SELECT ${ticketId}::uuid, ${assignmentNo}::int, ${assignee}::uuid, ${team}, 'held' WHERE ${when} AND ${freed}
    ON CONFLICT (ticket_id, no) DO UPDATE
      SET agent_id = excluded.agent_id, team_id = excluded.team_id, state = 'held', freed_at = NULL`;
  return [freeing, holding];
}

function wakes({ state, news, when }: Changed): readonly Prisma.Sql[] {
  const waits = state.assignee === null && state.claim === null && (state.status === 'new' || state.status === 'open');
  if (!waits || state.team === null || !changesAssignment(news)) return [];
  return [
    Prisma.sql`
    INSERT INTO queue_wakes (team_id, cause)
    SELECT id, 'ticket' FROM teams WHERE id = ${state.team} AND assignment <> 'manual' AND ${when}`,
  ];
}
