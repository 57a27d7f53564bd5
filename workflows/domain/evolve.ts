import { restartClock, retarget, startClock, stopClock, termsOf, turnClock, underTerms, whyOf } from './clocks';
import { CLOCKS, type ClockName } from './codes';
import type { TicketEvent } from './events';
import { countedAlerts } from './alerts';
import { withoutLease } from './lease';
import { DEFAULT_MATRIX } from './matrix';
import { linksToTell, toTell, wasTold } from './others';
import { waitingFor } from './process';
import type { Clock, TicketState } from './state';
import { staleAfter, underNewTerms } from './terms';
import { cancelSurvey, rated, scheduleSurvey, sendSurvey } from './survey';

type EventOf<K extends TicketEvent['kind']> = Extract<TicketEvent, { kind: K }>;

/** The state of a ticket that has just come in. Its clocks run from now, though nobody knows yet by which policy. */
export function begin(event: EventOf<'received'>): TicketState {
  const { data, at, seq } = event;
  return {
    v: 1,
    ticketId: data.ticketId,
    key: data.key,
    seq,
    asOf: at,
    receivedAt: at,
    status: 'new',
    triaged: false,
    type: data.given.type ?? (data.source === 'alert' ? 'alert' : 'incident'),
    impact: data.given.impact ?? null,
    urgency: data.given.urgency ?? null,
    priority: data.priority,
    given: (['type', 'impact', 'urgency'] as const).filter((member) => data.given[member] !== undefined),
    matrix: DEFAULT_MATRIX,
    source: data.source,
    requester: data.requester,
    organisation: data.organisation,
    team: null,
    assignee: null,
    acceptedAt: null,
    assignmentNo: 0,
    claim: null,
    queuedAt: null,
    escalationLevel: 0,
    pending: null,
    resolution: null,
    resolvedAt: null,
    closedAt: null,
    reopenCount: 0,
    clocks: [startClock('firstResponse', 1, at, 'open', null), startClock('resolution', 1, at, 'open', null)],
    survey: null,
    policy: null,
    calendars: [],
    waitingSince: at,
    ...(data.assign && { ownWork: true }),
    ...(data.links && { handOvers: linksToTell(event, data.links) }),
    ...(data.alerts !== undefined && { alerts: { fired: data.alerts, ended: 0, occurrences: data.alerts } }),
  };
}

/**
 * The state after an event. Total: whatever `decide` and the alarms answer can be applied, and what has been applied
 * once gives the same state for ever.
 * @throws CalendarWindowExceeded if a clock turns, or a survey is planned, beyond the window
 */
export function evolve(state: TicketState, event: TicketEvent): TicketState {
  const after: TicketState = { ...apply(state, event), seq: event.seq, asOf: Math.max(state.asOf, event.at) };
  const stale = staleAfter(state, after, event);
  const next = stale === (after.staleTerms ?? null) ? after : { ...after, staleTerms: stale };
  const moved = waitingFor(next) !== waitingFor(state) || next.assignee !== state.assignee || next.team !== state.team;
  return moved ? { ...next, waitingSince: event.at } : next;
}

function apply(state: TicketState, event: TicketEvent): TicketState {
  switch (event.kind) {
    case 'triaged':
      return triaged(state, event);
    case 'queued':
      return queued(state, event);
    case 'assigned':
      return assigned(state, event);
    case 'accepted': {
      const { agent, no } = event.data;
      const taken = withoutLease(state);
      return { ...taken, assignee: agent, acceptedAt: event.at, assignmentNo: no, claim: null, queuedAt: null };
    }
    case 'released':
      return { ...withoutLease(state), assignee: null, acceptedAt: null, claim: null, queuedAt: event.at };
    case 'commented':
      return event.data.from === 'requester' ? askedAgain(state, event) : answered(state, event);
    case 'pended':
      return pended(state, event);
    case 'resumed':
      return turned({ ...state, status: 'open', pending: null }, event.at);
    case 'reclassified':
      return reclassified(state, event);
    case 'termsChanged':
      return underNewTerms(state, event);
    case 'dueDateSet': {
      const { dueDate } = event.data;
      return { ...state, dueDate: dueDate === null ? null : { at: dueDate, passed: false } };
    }
    case 'dueDatePassed':
      return { ...state, dueDate: { at: event.data.dueDate, passed: true } };
    case 'warned':
      return fired(state, event.data, `w${event.data.percent}`);
    case 'breached':
      return fired(state, event.data, 'b');
    case 'escalated':
      return escalated(state, event);
    case 'nudged':
      return state.pending ? { ...state, pending: { ...state.pending, nudges: event.data.number } } : state;
    case 'resolved':
      return resolved(state, event);
    case 'reopened':
      return reopened(state, event);
    case 'closed':
      return closed(state, event);
    case 'surveySent': {
      const { survey } = state;
      return survey ? { ...state, survey: sendSurvey(state, survey, event.at, event.data.expiresAt) } : state;
    }
    case 'surveyReminded':
      return state.survey ? { ...state, survey: { ...state.survey, reminded: true } } : state;
    case 'surveyRated':
      return rated(state, event.data);
    case 'surveySkipped':
      return { ...state, survey: cancelSurvey(state.survey) };
    case 'followUpOpened':
      return followedUp(state, event);
    case 'occurred':
    case 'alertEnded':
      return { ...state, alerts: countedAlerts(state, event) };
    case 'surveyExpired':
      return state.survey ? { ...state, survey: { ...state.survey, state: 'expired' } } : state;
    case 'linked':
    case 'unlinked':
    case 'merged':
    case 'unmerged':
    case 'cascaded':
      return toTell(state, event);
    case 'handedOver':
      return wasTold(state, event.data.of);
    case 'received':
    case 'attached':
    case 'deliveryFailed':
    case 'edited':
    case 'parentActed':
    case 'refused':
    case 'saveDelayed':
    case 'diverged':
      return state;
  }
}

function triaged(state: TicketState, event: EventOf<'triaged'>): TicketState {
  const { type, impact, urgency, priority, team, facts } = event.data;
  const known: TicketState = {
    ...state,
    triaged: true,
    status: state.status === 'new' ? 'open' : state.status,
    type,
    impact,
    urgency,
    priority,
    team,
    matrix: facts.matrix ?? state.matrix,
    policy: facts.policy,
    calendars: facts.calendars,
  };
  const clocks = known.clocks.map((clock) => {
    const terms = termsOf(known, clock.clock);
    return terms ? underTerms(clock, event.at, terms) : clock;
  });
  const counted = { ...known, clocks };
  return counted.survey === null ? { ...counted, survey: scheduleSurvey(counted) } : counted;
}

function queued(state: TicketState, event: EventOf<'queued'>): TicketState {
  const { team, cause } = event.data;
  if (cause === 'noOneFree') return { ...state, claim: null };
  const waiting = { ...withoutLease(state), team, assignee: null, acceptedAt: null, claim: null, queuedAt: event.at };
  if (cause === 'triage' || team === null) return waiting;
  const no = state.assignmentNo + 1;
  const given: TicketState['given'] = cause === 'assign' ? union(state.given, ['team']) : state.given;
  return { ...waiting, given, assignmentNo: no, claim: { team, no } };
}

function assigned(state: TicketState, event: EventOf<'assigned'>): TicketState {
  const { agent, team, no, cause, facts } = event.data;
  const named = cause === 'assign' && team !== null && team !== state.team;
  return {
    ...withoutLease(state),
    ...(facts && { lease: { ...facts.lease, since: event.at } }),
    assignee: agent,
    team,
    assignmentNo: no,
    acceptedAt: null,
    claim: null,
    queuedAt: null,
    given: named ? union(state.given, ['team']) : state.given,
  };
}

/** The requester wrote: a cycle of `nextReply` begins, unless the first answer is still owed or a cycle is open. */
function askedAgain(state: TicketState, event: EventOf<'commented'>): TicketState {
  // Of a ticket merged into this one, by somebody else: nothing is owed to her here.
  if (event.data.visibility === 'internal') return state;
  const owesFirst = state.clocks.some((clock) => clock.clock === 'firstResponse' && clock.stoppedAt === null);
  const cycles = state.clocks.filter((clock) => clock.clock === 'nextReply');
  if (owesFirst || cycles.some((clock) => clock.stoppedAt === null)) return state;
  // What the comment resumes or reopens does so at this very instant: the clock begins as it will then be.
  const staysPending = state.pending !== null && state.pending.reason !== 'requester';
  const why = staysPending ? whyOf(state.status, state.pending) : 'open';
  const cycle = Math.max(0, ...cycles.map((clock) => clock.cycle)) + 1;
  const clock = startClock('nextReply', cycle, event.at, why, termsOf(state, 'nextReply'));
  return { ...state, clocks: inOrder([...state.clocks, clock]) };
}

/** Someone of the desk wrote: in public, that is the answer owed. */
function answered(state: TicketState, event: EventOf<'commented'>): TicketState {
  if (event.data.visibility === 'internal') return state;
  const clocks = state.clocks.map((clock) =>
    clock.clock === 'resolution' ? clock : stopClock(clock, event.at, 'answered', termsOf(state, clock.clock)),
  );
  const { pending } = state;
  return { ...withoutLease(state), clocks, pending: pending && { ...pending, countsFrom: event.at, nudges: 0 } };
}

function pended(state: TicketState, event: EventOf<'pended'>): TicketState {
  const { reason, until, parent } = event.data;
  const counts = { since: event.at, until, countsFrom: event.at, nudges: 0 };
  const pending = { reason, ...counts, ...(parent !== undefined && { parent }) };
  // Whoever puts it off has taken it up.
  return turned({ ...withoutLease(state), status: 'pending', pending }, event.at);
}

function reclassified(state: TicketState, event: EventOf<'reclassified'>): TicketState {
  const { type, impact, urgency, to, given } = event.data;
  const kept = state.given.filter((member) => member !== 'priority');
  const next = {
    ...state,
    type,
    impact,
    urgency,
    priority: to,
    given: union<TicketState['given'][number]>(kept, given),
  };
  return { ...next, clocks: next.clocks.map((clock) => retarget(clock, event.at, termsOf(next, clock.clock))) };
}

function escalated(state: TicketState, event: EventOf<'escalated'>): TicketState {
  const { clock, cycle, percent, level } = event.data;
  const next = { ...state, escalationLevel: Math.max(state.escalationLevel, level) };
  if (clock === null || cycle === null || percent === null) return next;
  return fired(next, { clock, cycle }, `e${percent}.${level}`);
}

function resolved(state: TicketState, event: EventOf<'resolved'>): TicketState {
  const next: TicketState = {
    ...withoutLease(state),
    status: 'resolved',
    pending: null,
    claim: null,
    resolution: event.data.resolution,
    resolvedAt: event.at,
    clocks: state.clocks.map((clock) => stopClock(clock, event.at, 'resolved', termsOf(state, clock.clock))),
  };
  return { ...next, survey: scheduleSurvey(next) ?? next.survey };
}

function reopened(state: TicketState, event: EventOf<'reopened'>): TicketState {
  const clocks = state.clocks.map((clock) =>
    clock.clock === 'resolution' ? restartClock(clock, event.at, termsOf(state, 'resolution')) : clock,
  );
  return {
    ...state,
    status: 'open',
    resolution: null,
    resolvedAt: null,
    reopenCount: state.reopenCount + 1,
    survey: cancelSurvey(state.survey),
    queuedAt: state.assignee === null ? event.at : null,
    clocks,
  };
}

function followedUp(state: TicketState, { data }: EventOf<'followUpOpened'>): TicketState {
  const { followUp } = state;
  return followUp && followUp.no === data.survey ? { ...state, followUp: { ...followUp, key: data.key } } : state;
}

function closed(state: TicketState, event: EventOf<'closed'>): TicketState {
  return { ...state, status: 'closed', closedAt: event.at };
}

/** The clocks that have not stopped, turned to the ticket's status. */
function turned(state: TicketState, at: number): TicketState {
  const why = whyOf(state.status, state.pending);
  return { ...state, clocks: state.clocks.map((clock) => turnClock(clock, at, why, termsOf(state, clock.clock))) };
}

function fired(state: TicketState, which: { clock: ClockName; cycle: number }, id: string): TicketState {
  const clocks = state.clocks.map((clock): Clock => {
    if (clock.clock !== which.clock || clock.cycle !== which.cycle) return clock;
    return { ...clock, fired: union(clock.fired, [id]), everBreached: clock.everBreached || id === 'b' };
  });
  return { ...state, clocks };
}

/** `firstResponse`, the cycles of `nextReply`, `resolution`: the order in which they fire and are listed. */
function inOrder(clocks: readonly Clock[]): readonly Clock[] {
  const rank = (clock: Clock): number => CLOCKS.indexOf(clock.clock) * 1e6 + clock.cycle;
  return [...clocks].sort((a, b) => rank(a) - rank(b));
}

function union<T>(a: readonly T[], b: readonly NoInfer<T>[]): readonly T[] {
  return [...new Set([...a, ...b])];
}
