import type { PendingReason, Priority, Visibility } from './codes';
import type { CalendarDocument } from './compile';
import type { FailureCode } from './failure';
import type { Policy } from './policy';
import type { ClockReport } from './report';
import type { TimelineLine } from './simulationTimeline';

/** What people do in a rehearsal; instants are RFC 3339 texts in UTC. */
export type SimulationStep = { readonly at: string } & (
  | { readonly do: 'open'; readonly priority: Priority }
  | { readonly do: 'comment'; readonly by: 'agent' | 'requester'; readonly visibility?: Visibility }
  | { readonly do: 'pend'; readonly reason: PendingReason; readonly until?: string }
  | { readonly do: 'reclassify'; readonly priority: Priority }
  | { readonly do: 'resume' | 'resolve' | 'reopen' | 'close' }
);

/** A rehearsal of time: calendars, a policy, and a script of what people did. */
export interface SimulationDocument {
  readonly calendars: Readonly<Record<string, CalendarDocument>>;
  readonly policy: Policy;
  /** In order of time; the first step, and no other, is `open`. */
  readonly script: readonly SimulationStep[];
  readonly until: string;
}

/** A clock as at `until`, its instants as texts. */
export type SimulatedClock = Omit<ClockReport, 'ledger' | 'startedAt' | 'stoppedAt' | 'dueAt'> & {
  readonly startedAt: string;
  readonly stoppedAt: string | null;
  readonly dueAt: string | null;
};

export interface Simulation {
  readonly timeline: readonly TimelineLine[];
  readonly clocks: readonly SimulatedClock[];
}

/** The document asks for what cannot be. */
export class SimulationRefused extends Error {
  /** @param pointer the member or step of the document that is at fault */
  constructor(
    readonly pointer: string,
    readonly code: FailureCode | 'calendar_never_opens' | 'too_long',
    message: string,
  ) {
    super(message);
    this.name = 'SimulationRefused';
  }
}
