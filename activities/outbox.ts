/** The outbox: what people are told of a ticket, written with the event it tells of, sent by a channel later. */
import { Prisma } from '../prisma/client';
import { END_OF_TIME } from '../workflows/domain/calendar';
import type { TicketEvent } from '../workflows/domain/events';
import type { TicketState } from '../workflows/domain/state';
import { ALWAYS, asInstant, asJson } from './json';

/** One message, before `lead` and `team` are people. */
interface Message {
  readonly seq: number;
  readonly kind: string;
  /** `user:<id>`, `lead`, `team`, `mailto:<address>`. */
  readonly to: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Null: at once. */
  readonly not_before: string | null;
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
  const statement = Prisma.sql`
    INSERT INTO deliveries (id, key, ticket_id, seq, kind, channel, recipient, payload, not_before)
    SELECT gen_random_uuid(), ${state.ticketId} || ':' || m.seq || ':' || w.recipient, ${state.ticketId}::uuid,
           m.seq, m.kind, 'email', w.recipient, m.payload, m.not_before
      FROM jsonb_to_recordset(${asJson(messages)}) AS m(
        seq int, kind text, "to" text, payload jsonb, not_before timestamptz)
      CROSS JOIN LATERAL (
        SELECT split_part(m.to, ':', 2) AS recipient WHERE m.to LIKE 'user:_%'
        UNION ALL
        SELECT substr(m.to, 8) WHERE m.to LIKE 'mailto:_%'
        UNION ALL
        SELECT u.id::text FROM memberships b JOIN users u ON u.id = b.user_id
         WHERE m.to IN ('lead', 'team') AND b.team_id = ${state.team} AND u.active
           AND (m.to = 'team' OR u.role = 'lead')
      ) w
     WHERE ${when}
    ON CONFLICT (key) DO NOTHING`;
  return [statement];
}

function messagesOf(state: TicketState, news: readonly TicketEvent[]): Message[] {
  const loudest = highestEscalations(news);
  return news.flatMap((event) => {
    if (event.kind === 'escalated' && !loudest.has(event)) return [];
    const notBefore = event.kind === 'escalated' ? openingAfter(state, event) : null;
    return recipientsOf(state, event).map(({ to, payload }) => ({
      seq: event.seq,
      kind: event.kind,
      to,
      payload: payload ?? {},
      not_before: asInstant(notBefore),
    }));
  });
}

interface Recipient {
  readonly to: string;
  readonly payload?: Message['payload'];
}

function recipientsOf(state: TicketState, event: TicketEvent): readonly Recipient[] {
  const requester: Recipient = { to: `user:${state.requester}` };
  const assignee: readonly Recipient[] =
    state.assignee === null ? [{ to: 'team' }] : [{ to: `user:${state.assignee}` }];
  switch (event.kind) {
    case 'assigned':
      return event.by?.id === event.data.agent ? [] : [{ to: `user:${event.data.agent}` }];
    case 'commented': {
      const { comment, visibility, from } = event.data;
      if (visibility === 'internal') return [];
      const payload = { comment };
      return (from === 'agent' ? [requester] : assignee).map((whom) => ({ ...whom, payload }));
    }
    case 'warned':
      return assignee.map((whom) => ({ ...whom, payload: event.data }));
    case 'dueDatePassed':
      return [...assignee, { to: 'lead' }].map((whom) => ({ ...whom, payload: event.data }));
    case 'escalated': {
      const { clock, percent, level } = event.data;
      const payload = { clock, percent, level };
      return event.data.notify.flatMap((whom) =>
        (whom === 'assignee' ? assignee : [{ to: whom }]).map((one) => ({ ...one, payload })),
      );
    }
    case 'nudged':
      return event.data.whom === 'requester' ? [requester] : assignee;
    case 'resolved':
      return [{ ...requester, payload: { resolution: event.data.resolution } }];
    case 'reopened':
      return assignee;
    case 'surveySent':
    case 'surveyReminded':
      return [{ ...requester, payload: event.data }];
    default:
      return [];
  }
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
