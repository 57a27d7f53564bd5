import { rehearseAnything } from '../../api/simulate';
import type { CalendarDocument } from '../../workflows/domain/compile';
import type { Policy } from '../../workflows/domain/policy';
import { stepOf, written } from '../simulation/rehearsals';

const day = [['08:00', '18:00']] as const;
const night = [['00:00', '24:00']] as const;

export const CALENDARS = {
  office: { timeZone: 'UTC', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } },
  always: {
    timeZone: 'UTC',
    weekly: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: night, sun: night },
  },
} satisfies Record<string, CalendarDocument>;

/** Day and night, with one clock of four hours, paused while the requester is waited for. */
export const PLAIN: Policy = {
  calendar: 'always',
  clocks: { resolution: { targets: { critical: 'PT4H', high: 'PT10H' }, pausedWhile: ['requester'] } },
};

export interface Told {
  readonly timeline: readonly string[];
  readonly clocks: readonly string[];
}

/** What a story comes to, as people write it. 2 March 2026 is a Monday. */
export function rehearse(
  policy: Policy,
  script: readonly string[],
  until: string,
  calendars: Readonly<Record<string, CalendarDocument>> = CALENDARS,
): Told {
  const rehearsed = rehearseAnything({ calendars, policy, script: script.map(stepOf), until });
  if (!rehearsed.ok) throw new Error(JSON.stringify(rehearsed.errors));
  return written(rehearsed.answer);
}
