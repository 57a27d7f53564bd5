import { processView } from '../workflows/domain/process';
import type { TicketState } from '../workflows/domain/state';
import type { Problem } from './mendTicket';

/** After an outage, or where thousands are due in one second, it takes its time until all is made up for. */
const MADE_UP_WITHIN_MS = 600_000;

/**
 * Whether a ticket whose workflow runs waits for something that can be named: somebody who is there, or an instant that
 * is still to come. Judged by the state beside its row alone.
 * @param alarmSpreadMs by how much alarms may ring later on purpose
 * @returns null if it does, or has no state yet: then it waits for triage
 */
export function findNamelessWait(
  { state, assigneeGone }: { readonly state: TicketState | null; readonly assigneeGone: boolean },
  now: number,
  alarmSpreadMs: number,
): Problem | null {
  if (!state) return null;
  const { waitingFor, next } = processView(state);
  if (next && next.at + MADE_UP_WITHIN_MS + alarmSpreadMs < now) {
    const at = new Date(next.at).toISOString();
    const problem = `What was to come by itself (${next.what}) at ${at} has not come: look at its workflow in Temporal`;
    return { why: 'overdue', problem, facts: { what: next.what, at } };
  }
  if (waitingFor === 'team' && state.team === null) {
    return { why: 'noTeam', problem: 'It waits for a team, but is in the queue of none: assign it to one' };
  }
  // While pending it is the agent who is to go on, sooner or later.
  const worked = waitingFor === 'agent' || state.status === 'pending';
  if (worked && assigneeGone && state.assignee !== null) {
    const problem = 'Its agent is no longer active: assign it to somebody else, or to a team';
    return { why: 'assigneeGone', problem, facts: { agent: state.assignee } };
  }
  return null;
}
