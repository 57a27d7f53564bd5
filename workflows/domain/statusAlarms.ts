import { findOpenTime } from './calendar';
import { windowOf } from './clocks';
import { UNRESOLVED } from './codes';
import { instantText, type DueSearch } from './due';
import { parseDuration } from './duration';
import type { DurationText } from './policy';
import type { TicketState } from './state';

/** What comes by itself from the ticket's status: a date set by hand, the wake-up, the next nudge, the automatic resolution, the closing. */
export function statusDues(state: TicketState): readonly DueSearch[] {
  return [dueDate(state), wakeUp(state), nudge(state), noAnswer(state), closing(state)];
}

/** Pauses and calendars do not touch it; only a resolution in time does. */
function dueDate({ dueDate, status, asOf }: TicketState): DueSearch {
  return (bound) => {
    if (!dueDate || dueDate.passed || !UNRESOLVED.includes(status)) return null;
    const at = Math.max(dueDate.at, asOf);
    if (at > bound) return null;
    return {
      at,
      soft: false,
      label: `Due date, set by hand, if not resolved by ${instantText(at)}`,
      id: `dueDate@${at}`,
      next: { at, what: 'dueDate', params: {} },
      events: [{ kind: 'dueDatePassed', at, by: null, data: { dueDate: dueDate.at } }],
    };
  };
}

function wakeUp({ pending, asOf }: TicketState): DueSearch {
  return (bound) => {
    const until = pending?.until ?? null;
    if (pending === null || until === null) return null;
    const at = Math.max(until, asOf);
    if (at > bound) return null;
    return {
      at,
      soft: false,
      label: `Wake-up from waiting (${pending.reason}) at ${instantText(at)}`,
      id: `wake@${at}`,
      next: { at, what: 'wake', params: {} },
      events: [{ kind: 'resumed', at, by: null, data: { cause: 'wake', from: 'pending' } }],
    };
  };
}

function nudge(state: TicketState): DueSearch {
  return (bound) => {
    const { pending, policy } = state;
    if (!pending) return null;
    const after = policy?.pending?.[pending.reason]?.nudgeAfter?.[pending.nudges];
    const at = after === undefined ? null : later(state, pending.countsFrom, after, bound);
    if (at === null) return null;
    const number = pending.nudges + 1;
    const whom = pending.reason === 'requester' ? 'requester' : 'assignee';
    return {
      at,
      soft: true,
      label: `Nudge ${number} to the ${whom} if still waiting at ${instantText(at)}`,
      id: `nudge.${number}@${at}`,
      next: { at, what: 'nudge', params: { number } },
      events: [{ kind: 'nudged', at, by: null, data: { number, whom } }],
    };
  };
}

/** A ticket that nobody of the desk has answered is not resolved for want of an answer. */
function noAnswer(state: TicketState): DueSearch {
  return (bound) => {
    const { pending, policy, clocks } = state;
    const after = policy?.pending?.requester?.resolveAfter;
    if (pending?.reason !== 'requester' || after === undefined) return null;
    if (clocks.some((clock) => clock.clock === 'firstResponse' && clock.stoppedAt === null)) return null;
    const at = later(state, pending.countsFrom, after, bound);
    if (at === null) return null;
    return {
      at,
      soft: false,
      label: `Resolution for want of an answer if the requester is silent until ${instantText(at)}`,
      id: `noAnswer@${at}`,
      next: { at, what: 'noAnswer', params: {} },
      events: [
        {
          kind: 'resolved',
          at,
          by: null,
          data: { resolution: 'noAnswer', cause: 'noAnswer', from: 'pending', comment: null },
        },
      ],
    };
  };
}

function closing(state: TicketState): DueSearch {
  return (bound) => {
    const after = state.policy?.closeAfter;
    if (state.status !== 'resolved' || state.resolvedAt === null || after === undefined) return null;
    const at = later(state, state.resolvedAt, after, bound);
    if (at === null) return null;
    return {
      at,
      soft: true,
      label: `Closing if not reopened by ${instantText(at)}`,
      id: `closeAfter@${at}`,
      next: { at, what: 'closeAfter', params: {} },
      events: [{ kind: 'closed', at, by: null, data: { cause: 'closeAfter' } }],
    };
  };
}

/** The first instant, not before `asOf` nor after `bound`, at which the duration has passed since `from`. */
export function later(state: TicketState, from: number, duration: DurationText, bound: number): number | null {
  if (!state.policy) return null;
  const { unit, ms } = parseDuration(duration);
  const passed =
    unit === 'elapsed' ? from + ms : findOpenTime(windowOf(state.calendars, state.policy.calendar), from, ms, bound);
  if (passed === null) return null;
  const at = Math.max(passed, state.asOf);
  return at <= bound ? at : null;
}
