import type { viewTicket } from '../ticketView';
import type { Column } from './csv';
import type { exportEvents } from './events';

type Ticket = ReturnType<typeof viewTicket>;
type Event = Awaited<ReturnType<ReturnType<typeof exportEvents>['next']>>['value'] extends infer P
  ? P extends readonly (infer E)[]
    ? E
    : never
  : never;

/** What lists of tickets in spreadsheets are made of; clocks are in the NDJSON. */
export const TICKET_COLUMNS: readonly Column<Ticket>[] = [
  ['key', (t) => t.key],
  ['type', (t) => t.type],
  ['status', (t) => t.status],
  ['priority', (t) => t.priority],
  ['impact', (t) => t.impact],
  ['urgency', (t) => t.urgency],
  ['subject', (t) => t.subject],
  ['description', (t) => t.description],
  ['source', (t) => t.source],
  ['requester', (t) => t.requester.name],
  ['requesterId', (t) => t.requester.id],
  ['organisation', (t) => t.organisation?.id ?? null],
  ['team', (t) => t.team?.id ?? null],
  ['assignee', (t) => t.assignee?.name ?? null],
  ['escalationLevel', (t) => t.escalationLevel],
  ['resolution', (t) => t.resolution],
  ['reopenCount', (t) => t.reopenCount],
  ['occurrences', (t) => t.occurrences],
  ['tags', (t) => t.tags.join(' ')],
  ['fields', (t) => JSON.stringify(t.fields)],
  ['breached', (t) => t.clocks.some(({ breached }) => breached)],
  ['nextDueAt', (t) => t.nextDueAt],
  ['surveyScore', (t) => t.survey?.score ?? null],
  ['createdAt', (t) => t.createdAt],
  ['acceptedAt', (t) => t.acceptedAt],
  ['updatedAt', (t) => t.updatedAt],
  ['resolvedAt', (t) => t.resolvedAt],
  ['closedAt', (t) => t.closedAt],
];

export const EVENT_COLUMNS: readonly Column<Event>[] = [
  ['ticket', (e) => e.ticket],
  ['seq', (e) => e.seq],
  ['at', (e) => e.at],
  ['kind', (e) => e.kind],
  ['by', (e) => e.by?.name ?? null],
  ['byId', (e) => e.by?.id ?? null],
  ['byRole', (e) => e.by?.role ?? null],
  ['data', (e) => JSON.stringify(e.data)],
];
