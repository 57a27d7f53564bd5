import type { Prisma } from '../prisma/client';
import { CalendarWindowExceeded } from '../workflows/domain/calendar';
import { clocksAt, type Brief, type ShownClock } from '../workflows/domain/brief';
import type { TicketState } from '../workflows/domain/state';
import { clockReports, nextDueAt, type ClockReport } from '../workflows/domain/report';
import type { Caller } from './auth';
import { surveyUrl } from '../prisma/surveyToken';
import type { ApiSettings } from './settings';

const NAMED = { select: { id: true, name: true } } as const;

export const TICKET_INCLUDE = {
  requester: NAMED,
  organisation: NAMED,
  team: NAMED,
  assignee: NAMED,
  linksFrom: {
    where: { pendingSince: null },
    select: { kind: true, to: { select: { key: true, requesterId: true } } },
  },
} as const satisfies Prisma.TicketInclude;

export type TicketRow = Prisma.TicketGetPayload<{ include: typeof TICKET_INCLUDE }>;

/** For whom and as of when a ticket is shown. */
export interface Viewing {
  readonly viewer: Pick<Caller, 'id' | 'role'>;
  /** UTC epoch milliseconds. */
  readonly now: number;
  readonly settings: Pick<ApiSettings, 'publicUrl' | 'secret'>;
}

/** The state that the workflow saved with the row; null before its first save. */
export function stateOf(row: { readonly state: Prisma.JsonValue }): TicketState | null {
  return row.state as unknown as TicketState | null;
}

/** The brief that was saved with the state; null if it was not read, or there is none. */
export function briefOfRow(row: { readonly brief: Prisma.JsonValue }): Brief | null {
  return row.brief as unknown as Brief | null;
}

/** Another ticket goes on for it, and takes what is written to it. */
export function isMerged({ linksFrom }: Pick<TicketRow, 'linksFrom'>): boolean {
  return linksFrom.some(({ kind }) => kind === 'mergedInto');
}

/** The ticket as the contract shows it. */
export function viewTicket(row: TicketRow, { viewer, now, settings }: Viewing) {
  const { clocks, dueDate, nextDueAt: next, survey } = shownOf(row, now);
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    type: row.type,
    subject: row.subject,
    description: row.description,
    status: row.status,
    pending: row.pendingReason === null ? null : { reason: row.pendingReason, until: iso(row.pendingUntil) },
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    source: row.source,
    requester: row.requester,
    organisation: row.organisation,
    team: row.team,
    assignee: row.assignee,
    acceptedAt: iso(row.acceptedAt),
    escalationLevel: row.escalationLevel,
    resolution: row.resolution,
    reopenCount: row.reopenCount,
    occurrences: row.occurrences,
    tags: row.tags,
    fields: row.fields,
    clocks: clocks.map(viewClock),
    dueDate: isoOf(dueDate),
    nextDueAt: isoOf(next),
    survey: viewSurvey(row, survey, viewer.id, settings),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    resolvedAt: iso(row.resolvedAt),
    closedAt: iso(row.closedAt),
    links: row.linksFrom
      // What the desk opened because of her answer, or another's ticket, is not a requester's to know of.
      .filter(({ to }) => viewer.role !== 'requester' || to.requesterId === row.requesterId)
      .map(({ kind, to }) => ({ kind, key: to.key }))
      .sort((a, b) => numberOf(a.key) - numberOf(b.key)),
  };
}

type Shown = Pick<Brief, 'dueDate' | 'nextDueAt' | 'survey'> & { readonly clocks: readonly ShownClock[] };

function shownOf(row: TicketRow, now: number): Shown {
  const [state, brief] = [stateOf(row), briefOfRow(row)];
  if (state)
    return {
      clocks: reportsOf(state, now),
      dueDate: state.dueDate?.at ?? null,
      nextDueAt: nextDueAt(state),
      survey: state.survey,
    };
  return brief
    ? { ...brief, clocks: clocksAt(brief, now) }
    : { clocks: [], dueDate: null, nextDueAt: null, survey: null };
}

/** The clocks as of now; of a ticket that slept longer than its calendar facts reach, as of their end. */
export function reportsOf(state: TicketState, asOf: number): readonly ClockReport[] {
  try {
    return clockReports(state, Math.max(asOf, state.asOf));
  } catch (error) {
    if (!(error instanceof CalendarWindowExceeded)) throw error;
    return clockReports(state, Math.max(error.until, state.asOf));
  }
}

export function viewClock({ clock, cycle, state, dueAt, elapsedMs, targetMs, breached }: ShownClock) {
  return { clock, cycle, state, dueAt: isoOf(dueAt), elapsedMs, targetMs, breached };
}

function viewSurvey(row: TicketRow, survey: Brief['survey'], viewer: string, settings: Viewing['settings']) {
  if (!survey) return null;
  const { state: stage, score, no } = survey;
  const shown = row.requesterId === viewer && (stage === 'sent' || stage === 'answered');
  const url = shown ? { url: surveyUrl(settings.publicUrl, settings.secret, { ticketId: row.id, no }) } : {};
  return { state: stage, score, ...url };
}

function numberOf(key: string): number {
  return Number(key.slice('SD-'.length));
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
