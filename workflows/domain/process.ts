import { nextDue } from './alarms';
import { CalendarWindowExceeded } from './calendar';
import type { TicketState } from './state';

/** "What is it waiting for?": answered from the state alone. */
export type WaitingFor =
  'triage' | 'team' | 'agent' | 'requester' | 'vendor' | 'scheduled' | 'survey' | 'closing' | 'nothing';

/** Code of what comes next; clocks' thresholds carry their clock and percent in `params`. */
export interface NextStep {
  readonly at: number;
  readonly what:
    | 'warning'
    | 'breach'
    | 'escalation'
    | 'dueDate'
    | 'wake'
    | 'nudge'
    | 'noAnswer'
    | 'closeAfter'
    | 'leaseEnd'
    | 'surveySend'
    | 'surveyRemind'
    | 'surveyExpire';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ProcessView {
  readonly waitingFor: WaitingFor;
  /** UTC epoch milliseconds. */
  readonly since: number;
  readonly next: NextStep | null;
}

/** Who or what the ticket waits for. */
export function waitingFor(state: TicketState): WaitingFor {
  switch (state.status) {
    case 'new':
      return 'triage';
    case 'open':
      return state.assignee === null ? 'team' : 'agent';
    case 'pending':
      return state.pending?.reason ?? 'agent';
    case 'resolved':
      return state.survey?.state === 'sent' ? 'survey' : 'closing';
    case 'closed':
      return state.survey?.state === 'scheduled' || state.survey?.state === 'sent' ? 'survey' : 'nothing';
  }
}

/** What the ticket waits for, since when, and what comes by itself; `next` is null too while calendars are too short. */
export function processView(state: TicketState): ProcessView {
  return { waitingFor: waitingFor(state), since: state.waitingSince, next: nextStep(state) };
}

/**
 * Whether nothing is left to wait for: the ticket is closed, and its survey absent, expired, cancelled, or answered for
 * good.
 */
export function isOver(state: TicketState, now: number): boolean {
  if (state.status !== 'closed') return false;
  if ((state.handOvers ?? []).length > 0) return false;
  const { survey } = state;
  if (!survey) return true;
  if (state.followUp?.key === null) return false;
  if (survey.state === 'answered') return survey.expiresAt === null || now >= survey.expiresAt;
  return survey.state === 'expired' || survey.state === 'cancelled';
}

function nextStep(state: TicketState): NextStep | null {
  try {
    const due = nextDue(state);
    // What makes nothing happen is not told: the end of a survey that is answered.
    return due && due.events.length > 0 ? due.next : null;
  } catch (error) {
    if (error instanceof CalendarWindowExceeded) return null;
    throw error;
  }
}
