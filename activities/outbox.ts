/** The outbox: what people are told of a ticket, written with the event it tells of, sent by a channel later. */
import { Prisma } from '../prisma/client';
import { END_OF_TIME } from '../workflows/domain/calendar';
import type { TicketEvent } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';
import { ALWAYS, asInstant, asJson, isUuid } from './json';
import { mayRead } from './mayRead';

/** One message, before `lead`, `team`, `watchers` and `mentions` are people. */
interface Message {
  readonly seq: number;
  readonly kind: string;
  /** `user:<id>`, `lead`, `team`, `watchers`, `mentions` (of the comment in the payload), `mailto:<address>`. */
  readonly to: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Null: at once. */
  readonly not_before: string | null;
  /** Whose doing it is, who therefore is not told. */
  readonly by: string | null;
  /** Of a comment that only the desk reads. */
  readonly internal: boolean;
  /** Of several reasons to tell a person of one event the first holds. */
  readonly rank: number;
}

/** A ticket, an event and a recipient make one message, however often it is asked for. */
export async function insertDeliveries(
  tx: Prisma.TransactionClient,
  state: TicketState,
  news: readonly TicketEvent[],
): Promise<void> {
  for (const statement of deliveryStatements(state, news, ALWAYS)) await tx.$executeRaw(statement);
}

/** One, or none if nobody is told anything. */
export function deliveryStatements(
  state: TicketState,
  news: readonly TicketEvent[],
  when: Prisma.Sql,
): readonly Prisma.Sql[] {
  const messages = messagesOf(state, news);
  if (messages.length === 0) return [];
  const { ticketId, team } = state;
  const statement = Prisma.sql`
    INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload, not_before)
    SELECT DISTINCT ON (m.seq, w.recipient) gen_random_uuid(), ${ticketId} || ':' || m.seq || ':' || w.recipient,
           ${ticketId}::uuid, m.seq, m.kind, 'email', w.recipient, m.payload, m.not_before
      FROM jsonb_to_recordset(${asJson(messages)}) AS m(
        seq int, kind text, "to" text, payload jsonb, not_before timestamptz, by text, internal boolean, rank int)
      CROSS JOIN LATERAL (
        SELECT split_part(m.to, ':', 2) AS recipient WHERE m.to LIKE 'user:_%'
        UNION ALL
        SELECT substr(m.to, 8) WHERE m.to LIKE 'mailto:_%'
        UNION ALL
        SELECT u.id::text FROM memberships b JOIN users u ON u.id = b.user_id
         WHERE m.to IN ('lead', 'team') AND b.team_id = ${team} AND u.active
           AND (m.to = 'team' OR u.role = 'lead')
        UNION ALL
        SELECT u.id::text FROM ticket_watchers x JOIN users u ON u.id = x.user_id
         WHERE m.to = 'watchers' AND x.ticket_id = ${ticketId}::uuid AND ${mayRead(state)}
        UNION ALL
        SELECT u.id::text FROM comments c JOIN users u ON u.id = ANY (c.mentions)
         WHERE m.to = 'mentions' AND c.id = CASE m.to WHEN 'mentions' THEN (m.payload ->> 'comment')::uuid END
           AND ${mayRead(state)}
      ) w
     WHERE w.recipient IS DISTINCT FROM m.by AND ${when}
     ORDER BY m.seq, w.recipient, m.rank
    ON CONFLICT (key) DO NOTHING`;
  return [statement];
}

function messagesOf(state: TicketState, news: readonly TicketEvent[]): Message[] {
  const loudest = highestEscalations(news);
  return news.flatMap((event) => {
    if (event.kind === 'escalated' && !loudest.has(event)) return [];
    const notBefore = event.kind === 'escalated' ? openingAfter(state, event) : null;
    return recipientsOf(state, event).map(({ to, payload, kind }, rank) => ({
      seq: event.seq,
      kind: kind ?? event.kind,
      to,
      payload: payload ?? {},
      not_before: asInstant(notBefore),
      by: event.by?.id ?? null,
      internal: event.kind === 'commented' && event.data.visibility === 'internal',
      rank,
    }));
  });
}

interface Recipient {
  readonly to: string;
  /** Of the message, unless the event's. */
  readonly kind?: 'mentioned';
  readonly payload?: Message['payload'];
}

const WATCHERS: Recipient = { to: 'watchers' };

function recipientsOf(state: TicketState, event: TicketEvent): readonly Recipient[] {
  const requester: Recipient = { to: `user:${state.requester}` };
  const assignee: readonly Recipient[] =
    state.assignee === null ? [{ to: 'team' }] : [{ to: `user:${state.assignee}` }];
  const saying = (payload: Message['payload'], ...whom: readonly Recipient[]) =>
    whom.map((one) => ({ ...one, payload }));
  switch (event.kind) {
    case 'assigned':
      return [{ to: `user:${event.data.agent}` }];
    case 'commented':
      return toldOfComment(event, event.data.from === 'agent' ? [requester] : assignee);
    case 'pended':
      return saying({ reason: event.data.reason, until: event.data.until }, requester, WATCHERS);
    case 'resumed':
      // Whose answer it was that resumed the ticket is told as a comment.
      return event.data.cause === 'comment' ? [] : [requester, WATCHERS];
    case 'warned':
      return saying(event.data, ...assignee);
    case 'dueDatePassed':
      return saying(event.data, ...assignee, { to: 'lead' });
    case 'escalated': {
      const { clock, percent, level } = event.data;
      const whom = event.data.notify.flatMap((one) => (one === 'assignee' ? assignee : [{ to: one }]));
      return saying({ clock, percent, level }, ...whom);
    }
    case 'nudged':
      return event.data.whom === 'requester' ? [requester] : assignee;
    case 'resolved':
      return saying({ resolution: event.data.resolution }, requester, WATCHERS);
    case 'reopened':
      return [...assignee, requester, WATCHERS];
    case 'closed':
      return [requester, WATCHERS];
    case 'surveySent':
    case 'surveyReminded':
      return saying(event.data, requester);
    default:
      return [];
  }
}

function toldOfComment(
  { data: { comment, visibility } }: Extract<TicketEvent, { kind: 'commented' }>,
  addressed: readonly Recipient[],
): readonly Recipient[] {
  // An operator's Signal can name anything: of what is no comment nobody reads who is mentioned.
  const mentioned: readonly Recipient[] = isUuid(comment) ? [{ to: 'mentions', kind: 'mentioned' }] : [];
  const whom = [...mentioned, ...(visibility === 'internal' ? [] : addressed), WATCHERS];
  return whom.map((one) => ({ ...one, payload: { comment } }));
}

type Escalated = Extract<TicketEvent, { kind: 'escalated' }>;

/** Of the escalations of one clock at one instant, the highest is told; the others stand in the timeline. */
function highestEscalations(news: readonly TicketEvent[]): ReadonlySet<TicketEvent> {
  const highest = new Map<string, Escalated>();
  for (const event of news) {
    if (event.kind !== 'escalated') continue;
    // Each that a person asked for is told.
    const which = event.data.clock === null ? event.identity : `${event.data.clock}@${event.at}`;
    const other = highest.get(which);
    if (!other || other.data.level <= event.data.level) highest.set(which, event);
  }
  return new Set(highest.values());
}

/**
 * When an escalation may be told: one that came due in closed hours waits for the opening, unless its level says always.
 * @returns null: at once
 */
function openingAfter({ policy, calendars }: TicketState, { at, data }: Escalated): number | null {
  const { clock, percent, level } = data;
  if (clock === null || !policy) return null;
  const rule = policy.escalations?.find((one) => one.clock === clock && one.at === percent && one.level === level);
  if (rule?.always) return null;
  const id = policy.clocks[clock]?.calendar ?? policy.calendar;
  const window = calendars.find((calendar) => calendar.id === id);
  if (!window || window.until === END_OF_TIME) return null;
  // A target used up at closing time is due at closing time: that instant still counts as open here.
  const next = window.intervals.find(([, end]) => at <= end);
  return next && next[0] > at ? next[0] : null;
}
