import type { CalendarWindow } from './calendar';
import type { Priority } from './codes';
import type { PersonCommand } from './commands';
import type { NewEvent } from './events';
import { begin, evolve } from './evolve';
import { DEFAULT_MATRIX } from './matrix';
import type { Policy } from './policy';
import type { SimulationStep } from './simulationDocument';
import type { TicketState } from './state';
import { number } from './steps';

const NAME = 'simulation';

/** A ticket that comes in and is triaged at one instant, under a policy of which only what concerns clocks acts. */
export function openTicket(
  policy: Policy,
  calendars: readonly CalendarWindow[],
  at: number,
  priority: Priority,
): TicketState {
  const fresh = begin({
    seq: 1,
    identity: `${NAME}#0`,
    kind: 'received',
    at,
    by: null,
    data: { ticketId: NAME, key: NAME, source: 'api', requester: NAME, organisation: null, given: {}, priority },
  });
  const { survey: _survey, ...clocksOnly } = policy;
  const facts = { policy: { ...clocksOnly, id: NAME, version: 1 }, calendars, matrix: DEFAULT_MATRIX };
  const { type, impact, urgency, team } = fresh;
  const triaged: NewEvent = {
    kind: 'triaged',
    at,
    by: null,
    data: { type, impact, urgency, priority, team, tags: [], rule: null, facts },
  };
  return number(fresh, [triaged], NAME).reduce(evolve, fresh);
}

/** The command that a step of a script stands for. */
export function commandOf(step: Exclude<SimulationStep, { do: 'open' }>, index: number): PersonCommand {
  const base = { id: String(index), by: null, at: Date.parse(step.at) };
  switch (step.do) {
    case 'comment': {
      const { by: from, visibility = 'public' } = step;
      return { ...base, name: 'comment', data: { comment: String(index), visibility, from } };
    }
    case 'pend': {
      const until = step.until === undefined ? {} : { until: Date.parse(step.until) };
      return { ...base, name: 'pend', data: { reason: step.reason, ...until } };
    }
    case 'reclassify':
      return { ...base, name: 'edit', data: { priority: step.priority } };
    case 'resume':
    case 'resolve':
    case 'reopen':
    case 'close':
      return { ...base, name: step.do, data: {} };
  }
}
