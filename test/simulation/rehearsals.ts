import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Simulation, SimulationDocument } from '../../workflows/domain/simulationDocument';

/** A document with its answer, worked out by hand, as `cases/*.yaml` has it. */
interface WrittenCase {
  readonly name: string;
  /** How the answer was worked out. */
  readonly why: string;
  readonly calendars?: SimulationDocument['calendars'];
  /** Takes the place of members of the file's policy. */
  readonly policy?: Partial<SimulationDocument['policy']>;
  readonly script: readonly string[];
  readonly until: string;
  readonly timeline: readonly string[];
  /** Left out where the timeline says it all. */
  readonly clocks?: readonly string[];
}

interface CaseFile extends Pick<WrittenCase, 'calendars' | 'policy'> {
  readonly cases: readonly WrittenCase[];
}

export interface Rehearsal {
  readonly name: string;
  readonly document: unknown;
  readonly timeline: readonly string[];
  readonly clocks: readonly string[] | null;
}

/** All cases of a file, as whole documents. */
export function rehearsalsIn(file: string): readonly Rehearsal[] {
  const whole = parse(readFileSync(join(__dirname, 'cases', file), 'utf8')) as CaseFile;
  return whole.cases.map((each) => ({
    name: each.name,
    document: {
      calendars: { ...whole.calendars, ...each.calendars },
      policy: { ...whole.policy, ...each.policy },
      script: each.script.map(stepOf),
      until: instantIn(each.until),
    },
    timeline: each.timeline,
    clocks: each.clocks ?? null,
  }));
}

export function caseFiles(): readonly string[] {
  return readdirSync(join(__dirname, 'cases'));
}

/** `2026-03-02 08:00 pend requester 2026-03-03T08:00:00Z` */
export function stepOf(text: string): object {
  const [date = '', time = '', what = '', ...rest] = text.split(' ');
  const step = { at: instantIn(`${date} ${time}`), do: what };
  const [first, second] = rest;
  switch (what) {
    case 'open':
    case 'reclassify':
      return { ...step, priority: first };
    case 'comment':
      return { ...step, by: first, ...(second && { visibility: second }) };
    case 'pend':
      return { ...step, reason: first, ...(second && { until: second }) };
    default:
      return step;
  }
}

/** An answer as people write it, to be compared with what the case says. */
export function written({ timeline, clocks }: Simulation): { timeline: string[]; clocks: string[] } {
  return {
    timeline: timeline.map(({ at, kind, ...rest }) => {
      const { from, to, cause, ...others } = rest;
      const change = from === undefined ? [] : [`${from}>${to}`, ...(cause === undefined ? [] : [cause])];
      return [short(at).replace('T', ' ').replace('Z', ''), kind, ...change, ...Object.values(others)].join(' ');
    }),
    clocks: clocks.map((clock) =>
      [
        ...[clock.clock, clock.cycle, clock.state, short(clock.startedAt)],
        ...[clock.stoppedAt, clock.dueAt].map((at) => (at === null ? '-' : short(at))),
        `${hours(clock.elapsedMs)}/${hours(clock.targetMs)}`,
        clock.breached ? 'breached' : clock.everBreached ? 'was-breached' : 'ok',
      ].join(' '),
    ),
  };
}

function instantIn(text: string): string {
  const [date = '', time = ''] = text.split(' ');
  return `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
}

/** Without seconds where there are none. */
function short(at: string): string {
  return at.replace('.000Z', 'Z').replace(/(T\d\d:\d\d):00Z/, '$1Z');
}

function hours(ms: number): string {
  const minutes = ms / 60_000;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
