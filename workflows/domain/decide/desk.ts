import { UNRESOLVED } from '../codes';
import { calendarsOf, sameWindow } from '../clocks';
import {
  eventOf,
  forbiddenBut,
  NOT_CLOSED,
  refuse,
  refuseMember,
  take,
  type CommandNamed,
  type Decision,
} from './decision';
import type { DocumentVersion, EventData, NewEvent } from '../events';
import type { LeaseTerms } from '../lease';
import { priorityOf } from '../matrix';
import type { TicketState } from '../state';

/**
 * What triage found. It fills in what nobody has set, and brings the policy. Once is enough, unless the first time
 * brought no policy because triage did not answer.
 */
export function triage(state: TicketState, command: CommandNamed<'triage'>): Decision {
  const { facts } = command.data;
  const missing = facts.policy
    ? calendarsOf(facts.policy).find((id) => !facts.calendars.some((window) => window.id === id))
    : undefined;
  if (missing !== undefined) {
    return refuseMember('/facts/calendars', `The policy counts by calendar "${missing}", of which no window came.`);
  }
  if (state.triaged && state.policy !== null) return refuse('already_done', 'The ticket is triaged.');
  const triaged = classify(state, command.data);
  return take(eventOf(command, 'triaged', triaged), ...handOver(state, command, triaged.team));
}

function classify(state: TicketState, found: CommandNamed<'triage'>['data']): EventData['triaged'] {
  const { given } = state;
  const type = given.includes('type') ? state.type : (found.type ?? state.type);
  const impact = given.includes('impact') ? state.impact : (found.impact ?? state.impact);
  const urgency = given.includes('urgency') ? state.urgency : (found.urgency ?? state.urgency);
  return {
    type,
    impact,
    urgency,
    priority: given.includes('priority') ? state.priority : priorityOf({ type, impact, urgency, matrix: found.matrix }),
    team: teamOf(state, found.team),
    tags: found.tags,
    rule: found.rule,
    ...(found.failed && { failed: true }),
    facts: { ...found.facts, matrix: found.matrix },
  };
}

/** Whoever has the ticket, or was given it, keeps it. */
function teamOf(state: TicketState, found: string | null): string | null {
  const kept = state.given.includes('team') || state.assignee !== null || state.claim !== null;
  return kept && state.team !== null ? state.team : (found ?? state.team);
}

/** The claim that came along is taken if the ticket still waits for someone of that team. */
function handOver(state: TicketState, command: CommandNamed<'triage'>, team: string | null): readonly NewEvent[] {
  if (!UNRESOLVED.includes(state.status) || state.assignee !== null || state.claim !== null) return [];
  const { claim } = command.data;
  if (claim && claim.no > state.assignmentNo && team === command.data.team) {
    const { agent, no, lease } = claim;
    return [eventOf(command, 'assigned', { agent, team, no, cause: 'strategy', ...factsOf(lease) })];
  }
  const waitsThere = state.queuedAt !== null && state.team === team;
  return team === null || waitsThere ? [] : [eventOf(command, 'queued', { team, cause: 'triage' })];
}

/**
 * An agent for the ticket, or that nobody is free. Taken only if it answers the search that the ticket has under way,
 * or, as long as it looks for nobody itself, if it waits in the queue of that team.
 */
export function offer(state: TicketState, command: CommandNamed<'offer'>): Decision {
  const { no, team, agent, lease } = command.data;
  const answers = state.claim?.no === no && state.claim.team === team;
  if (!answers && !(agent !== null && waitsInQueue(state, team, no))) {
    return refuse('already_done', `Nobody is looked for under number ${no} any more.`);
  }
  return take(
    agent === null
      ? eventOf(command, 'queued', { team, cause: 'noOneFree' })
      : eventOf(command, 'assigned', { agent, team, no, cause: 'strategy', ...factsOf(lease) }),
  );
}

/** The conditions under which the team's queue offers agents; `activities/queue.ts` asks the database the same. */
function waitsInQueue(state: TicketState, team: string, no: number): boolean {
  const worked = state.status === 'new' || state.status === 'open';
  return worked && state.assignee === null && state.claim === null && state.team === team && no > state.assignmentNo;
}

/** Back to the queue, as long as it still is with that agent and waits for her. */
export function absent(state: TicketState, command: CommandNamed<'absent'>): Decision {
  const { agent, no } = command.data;
  if (state.status !== 'open' || state.assignee !== agent || state.assignmentNo !== no) {
    return refuse('already_done', `The ticket does not wait for ${agent} any more.`);
  }
  return take(eventOf(command, 'released', { agent, comment: null, cause: 'absent' }));
}

/** Policy and calendars as they are now, unless the ticket runs under these very ones. */
export function terms(state: TicketState, command: CommandNamed<'terms'>): Decision {
  const { cause, policy, calendars } = command.data;
  const missing = calendarsOf(policy).find((id) => !calendars.some((window) => window.id === id));
  if (missing !== undefined) {
    return refuseMember('/calendars', `The policy counts by calendar "${missing}", of which no window came.`);
  }
  const current = state.policy;
  // Triage is still to bring the first ones.
  if (current === null) return refuse('not_allowed_in_status', 'The ticket has no policy yet.');
  const forbidden = forbiddenBut(state, command, NOT_CLOSED);
  if (forbidden) return forbidden;
  const same = current.calendar === policy.calendar && current.id === policy.id && current.version === policy.version;
  if (same && calendars.every((window) => state.calendars.some((known) => sameWindow(known, window)))) {
    return refuse('already_done', 'The ticket runs under these terms.');
  }
  return take(
    eventOf(command, 'termsChanged', {
      cause,
      policy: versionOf(policy),
      from: versionOf(current),
      calendars: calendars.map(versionOf),
      facts: { policy, calendars },
    }),
  );
}

function versionOf({ id, version }: DocumentVersion): DocumentVersion {
  return { id, version };
}

function factsOf(lease: LeaseTerms | undefined): { readonly facts?: { readonly lease: LeaseTerms } } {
  return lease ? { facts: { lease } } : {};
}
