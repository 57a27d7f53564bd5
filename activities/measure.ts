import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { Gauge, Histogram, type Registry } from 'prom-client';
import type { SaveAnswer, SaveInput } from '../workflows/contract';
import type { TicketEvent } from '../workflows/domain/events';

/** Upper bounds in seconds. */
const LAG = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const LATENESS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 1_800, 7_200];

/** A save that nobody here has tried again for this long is another worker's, milliseconds. */
const OURS_MS = 30_000;

interface Unsaved {
  /** When it was asked for first, UTC epoch milliseconds. */
  readonly since: number;
  readonly triedAt: number;
}

/**
 * Measures what a worker's saves tell of the desk: how far the projection lags behind the histories, and how late alarms
 * are. Labels are kinds of events, never tickets.
 */
export function measureSaves(registry: Registry): ActivityInterceptorsFactory {
  const unsaved = new Map<string, Unsaved>();
  const lag = new Histogram({
    name: 'guichet_projection_seconds',
    help: 'From when events were to be saved until they were, attempts that failed included',
    buckets: LAG,
    registers: [registry],
  });
  const lateness = new Histogram({
    name: 'guichet_alarm_lateness_seconds',
    help: 'From when something was due until it could be read, by kind of event; soft kinds are spread on purpose',
    labelNames: ['kind'],
    buckets: LATENESS,
    registers: [registry],
  });
  new Gauge({
    name: 'guichet_projection_unsaved_seconds',
    help: 'Age of the oldest events that were tried to be saved here and are not; 0: none',
    registers: [registry],
    collect() {
      this.set(oldest(unsaved, Date.now()) / 1_000);
    },
  });
  return ({ info }) => {
    if (info.activityType !== 'save') return {};
    const since = info.scheduledTimestampMs;
    return {
      inbound: {
        execute: async (input, next) => {
          const [{ state, events }] = input.args as [SaveInput];
          unsaved.set(state.ticketId, { since, triedAt: Date.now() });
          const answer = (await next(input)) as SaveAnswer;
          unsaved.delete(state.ticketId);
          const now = Date.now();
          lag.observe(Math.max(0, now - since) / 1_000);
          if (answer.outcome === 'saved')
            for (const { kind, at } of events.filter(beginsAlarm))
              lateness.observe({ kind }, Math.max(0, now - at) / 1_000);
          return answer;
        },
      },
    };
  };
}

/** The first event of whatever an alarm brought; it is dated at the instant at which it was due. */
function beginsAlarm({ identity }: TicketEvent): boolean {
  return identity.startsWith('alarm:') && identity.endsWith('#0');
}

/** @returns milliseconds */
function oldest(unsaved: Map<string, Unsaved>, now: number): number {
  let age = 0;
  for (const [ticketId, { since, triedAt }] of unsaved) {
    if (triedAt < now - OURS_MS) unsaved.delete(ticketId);
    else age = Math.max(age, now - since);
  }
  return age;
}
