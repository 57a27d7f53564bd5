import { earliestDue } from './alarms';
import type { CalendarNeverOpens } from './calendar';
import type { Command } from './commands';
import { decide } from './decide';
import type { NewEvent, TicketEvent } from './events';
import { evolve } from './evolve';
import type { Failure } from './failure';
import type { TicketState } from './state';

/** How far to catch up: all that was due before an instant, or at the instant too. */
export type Bound = { readonly before: number } | { readonly until: number };

export interface Advanced {
  readonly state: TicketState;
  readonly events: readonly TicketEvent[];
}

export type Performed = ({ readonly ok: true } & Advanced) | { readonly ok: false; readonly failure: Failure };

/**
 * Numbers the events of one decision and names them after it. None is dated before what has already happened.
 * @param source what decided: `command:<id>`, `desk:<id>`, `alarm:<id of the due>`
 */
export function number(state: TicketState, events: readonly NewEvent[], source: string): readonly TicketEvent[] {
  return events.map((event, index) => ({
    ...event,
    at: Math.max(event.at, state.asOf),
    seq: state.seq + index + 1,
    identity: `${source}#${index}`,
  }));
}

/** Answers of our own activities. */
const DESK: readonly Command['name'][] = [
  'triage',
  'offer',
  'absent',
  'terms',
  'skipSurvey',
  'noteFollowUp',
  'handedOver',
];

/**
 * Decides on a command and applies what follows. Expects a state that has been caught up to before the command.
 * @throws CalendarWindowExceeded if a window ends before the command's instant; nothing is changed then
 */
export function perform(state: TicketState, command: Command): Performed {
  const decision = decide(state, command);
  if (!decision.ok) return decision;
  const giver = DESK.includes(command.name) ? 'desk' : 'command';
  return { ok: true, ...applied(state, decision.events, `${giver}:${command.id}`) };
}

/**
 * Applies, in order, all that has come due by itself, each dated at its own instant, however late it is looked for.
 * @throws CalendarWindowExceeded if a window ends before the bound and before it can be told what is due
 */
export function catchUp(state: TicketState, bound: Bound): Advanced {
  return advance(state, bound, goOnWithout);
}

/** As `catchUp`, telling of searches that met a calendar closed for 366 days. */
export function advance(
  state: TicketState,
  bound: Bound,
  whenNeverOpen: (error: CalendarNeverOpens) => void,
): Advanced {
  const last = 'before' in bound ? bound.before - 1 : bound.until;
  const events: TicketEvent[] = [];
  let reached = state;
  for (;;) {
    const due = earliestDue(reached, last, whenNeverOpen);
    if (!due || due.events.length === 0) return { state: reached, events };
    const step = applied(reached, due.events, `alarm:${due.id}`);
    events.push(...step.events);
    reached = step.state;
  }
}

function applied(state: TicketState, news: readonly NewEvent[], source: string): Advanced {
  const events = number(state, news, source);
  return { state: events.reduce(evolve, state), events };
}

function goOnWithout(): void {
  // A live ticket goes on without what never comes.
}
