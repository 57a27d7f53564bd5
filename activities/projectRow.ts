import { Prisma } from '../prisma/client';
import { PRIORITIES } from '../workflows/domain/codes';
import type { TicketEvent } from '../workflows/domain/events';
import { isOver } from '../workflows/domain/process';
import { briefOf } from '../workflows/domain/brief';
import { anyBreached, nextDueAt } from '../workflows/domain/report';
import type { TicketState } from '../workflows/domain/state';
import { ALWAYS, asInstant, asJson, isUuid } from './json';
import { readNewTexts, type NewTexts } from './texts';

export async function projectRow(
  tx: Prisma.TransactionClient,
  state: TicketState,
  news: readonly TicketEvent[],
  runId: string,
): Promise<void> {
  const texts = await readNewTexts(tx, state.ticketId, news);
  await tx.$executeRaw(Prisma.sql`/* prepared */ ${rowStatement({ state, news, texts, runId, when: ALWAYS })}`);
}

interface NewRow {
  readonly state: TicketState;
  readonly news: readonly TicketEvent[];
  readonly texts: NewTexts;
  readonly runId: string;
  readonly when: Prisma.Sql;
}

/**
 * Writes the ticket's row from its state. Whom or what the database does not know (an operator's Signal can name
 * anyone) shows as nobody in the row; the state beside it keeps what was said. A ticket that is reopened leaves its
 * fingerprint to the one that alerts have opened since.
 */
export function rowStatement({ state, news, texts, runId, when }: NewRow): Prisma.Sql {
  const tags = news.flatMap((event) => (event.kind === 'triaged' ? event.data.tags : []));
  return Prisma.sql`
    UPDATE tickets t SET
      version = r.version, type = r.type, status = r.status,
      pending_reason = r.pending_reason, pending_until = r.pending_until,
      impact = r.impact, urgency = r.urgency, priority = r.priority, priority_rank = r.priority_rank,
      team_id = (SELECT id FROM teams WHERE id = r.team),
      assignee_id = known.assignee,
      accepted_at = CASE WHEN known.assignee IS NOT NULL THEN r.accepted_at END,
      escalation_level = r.escalation_level, resolution = r.resolution, reopen_count = r.reopen_count,
      occurrences = r.occurrences,
      resolved_at = r.resolved_at, closed_at = r.closed_at,
      fingerprint = CASE WHEN NOT (t.status IN ('resolved', 'closed') AND r.status NOT IN ('resolved', 'closed') AND EXISTS (
        SELECT 1 FROM tickets o WHERE o.fingerprint = t.fingerprint AND o.status NOT IN ('resolved', 'closed') AND o.id <> t.id
      )) THEN t.fingerprint END,
      ended_at = CASE WHEN r.over THEN coalesce(t.ended_at, r.updated_at) END,
      next_due_at = r.next_due_at, breached = r.breached,
      survey_state = r.survey_state, survey_score = r.survey_score,
      subject = coalesce(r.subject, t.subject), description = coalesce(r.description, t.description),
      fields = coalesce(r.fields, t.fields),
      tags = coalesce(r.tags, t.tags) || ARRAY(
        SELECT tag FROM unnest(r.triage_tags) WITH ORDINALITY AS added(tag, n)
         WHERE tag <> ALL(coalesce(r.tags, t.tags)) ORDER BY n),
      updated_at = greatest(t.updated_at, r.updated_at), run_id = ${runId}, state = ${asJson(state)}, brief = ${orNull(briefOf(state))}::jsonb
      FROM jsonb_to_record(${asJson({ ...columnsOf(state), ...texts, triage_tags: [...new Set(tags)] })}) AS r(
        version int, type text, status text, pending_reason text, pending_until timestamptz, impact text, urgency text,
        priority text, priority_rank smallint, team text, assignee uuid, accepted_at timestamptz, escalation_level int,
        resolution text, reopen_count int, occurrences int, resolved_at timestamptz, closed_at timestamptz, over boolean,
        next_due_at timestamptz, breached boolean, survey_state text, survey_score smallint, subject text,
        description text, fields jsonb, tags text[], triage_tags text[], updated_at timestamptz)
      CROSS JOIN LATERAL (SELECT (SELECT id FROM users WHERE id = r.assignee) AS assignee) known
     WHERE t.id = ${state.ticketId}::uuid AND ${when}`;
}

function columnsOf(state: TicketState) {
  return {
    version: state.seq,
    type: state.type,
    status: state.status,
    pending_reason: state.pending?.reason ?? null,
    pending_until: asInstant(state.pending?.until),
    impact: state.impact,
    urgency: state.urgency,
    priority: state.priority,
    priority_rank: PRIORITIES.length - PRIORITIES.indexOf(state.priority),
    team: state.team,
    assignee: isUuid(state.assignee) ? state.assignee : null,
    accepted_at: asInstant(state.acceptedAt),
    escalation_level: state.escalationLevel,
    resolution: state.resolution,
    reopen_count: state.reopenCount,
    occurrences: state.alerts?.occurrences ?? 1,
    resolved_at: asInstant(state.resolvedAt),
    closed_at: asInstant(state.closedAt),
    over: isOver(state, state.asOf),
    next_due_at: asInstant(nextDueAt(state)),
    breached: anyBreached(state),
    survey_state: state.survey?.state ?? null,
    survey_score: state.survey?.score ?? null,
    updated_at: asInstant(state.asOf),
  };
}

/** Nothing rather than JSON's null. */
function orNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
