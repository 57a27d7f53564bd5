import { END_OF_TIME, type CalendarWindow } from '../../workflows/domain/calendar';
import type { Actor } from '../../workflows/domain/codes';
import type { Command, DeskCommands, PersonCommands } from '../../workflows/domain/commands';
import type { EventData, EventKind, TicketEvent } from '../../workflows/domain/events';
import { begin } from '../../workflows/domain/evolve';
import type { FailureCode } from '../../workflows/domain/failure';
import { DEFAULT_MATRIX } from '../../workflows/domain/matrix';
import type { Policy } from '../../workflows/domain/policy';
import type { TicketState } from '../../workflows/domain/state';
import { catchUp, perform } from '../../workflows/domain/steps';
import { allowSurvey } from '../../workflows/domain/survey';

/** A Monday, 08:00 UTC. */
export const START = Date.UTC(2026, 10, 23, 8);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const AGENT: Actor = { id: 'user-ada', role: 'agent' };
export const OTHER_AGENT: Actor = { id: 'user-grace', role: 'agent' };
export const REQUESTER: Actor = { id: 'user-rene', role: 'requester' };

export const ALWAYS: CalendarWindow = {
  id: 'always',
  version: 1,
  from: START,
  until: END_OF_TIME,
  intervals: [[START, END_OF_TIME]],
};

/** Open 08:00–18:00 UTC on every day of the given number of days from `START`. */
export function dailyWindow(days: number, id = 'daily'): CalendarWindow {
  const intervals = Array.from({ length: days }, (_, day): [number, number] => {
    const opens = START + day * DAY;
    return [opens, opens + 10 * HOUR];
  });
  return { id, version: 1, from: START, until: START + days * DAY, intervals };
}

export const POLICY: Policy = {
  calendar: 'always',
  clocks: {
    firstResponse: { targets: { critical: 'PT15M', high: 'PT1H', medium: 'PT4H' } },
    nextReply: { targets: { critical: 'PT30M', high: 'PT2H' } },
    resolution: { targets: { critical: 'PT4H', high: 'PT8H', medium: 'PT24H' }, pausedWhile: ['requester', 'vendor'] },
  },
  warnings: [50],
  escalations: [{ clock: 'resolution', at: 150, level: 1, notify: ['lead'] }],
  pending: { requester: { nudgeAfter: ['PT8H', 'PT16H'], resolveAfter: 'PT24H' } },
  closeAfter: 'P3D',
  survey: { delay: 'PT1H', remindAfter: 'P1D', expireAfter: 'P7D' },
};

export interface StoryOptions {
  readonly policy?: Policy;
  readonly calendars?: readonly CalendarWindow[];
  readonly received?: Partial<EventData['received']>;
}

type Name = Command['name'];
type DataOf<K extends Name> = (PersonCommands & DeskCommands)[K];

/** A ticket told step by step; instants are milliseconds after `START`. */
export class Story {
  state: TicketState;
  readonly events: TicketEvent[];
  private sent = 0;

  constructor(private readonly options: StoryOptions = {}) {
    const received: TicketEvent & { kind: 'received' } = {
      seq: 1,
      identity: 'test#0',
      kind: 'received',
      at: START,
      by: REQUESTER,
      data: {
        ticketId: 'ticket-1',
        key: 'SD-1',
        source: 'portal',
        requester: REQUESTER.id,
        organisation: null,
        given: {},
        priority: 'high',
        ...options.received,
      },
    };
    this.events = [received];
    this.state = begin(received);
  }

  /** A ticket that triage has answered at once. */
  static triaged(options: StoryOptions = {}): Story {
    return new Story(options).triage(0);
  }

  triage(after: number, found: Partial<DeskCommands['triage']> = {}): this {
    return this.expectTaken(after, 'triage', this.found(found), null);
  }

  /** What triage answers unless a test says otherwise. */
  found(found: Partial<DeskCommands['triage']> = {}): DeskCommands['triage'] {
    const policy = { ...(this.options.policy ?? POLICY), id: 'policy', version: 1 };
    const facts = { policy, calendars: this.options.calendars ?? [ALWAYS] };
    return { team: 'team-mail', tags: [], rule: null, facts, claim: null, matrix: DEFAULT_MATRIX, ...found };
  }

  expectTaken<K extends Name>(after: number, name: K, data: DataOf<K>, by: Actor | null = AGENT): this {
    const failure = this.send(after, name, data, by);
    if (failure !== null) throw new Error(`${name} was refused: ${failure}`);
    return this;
  }

  /** @returns the code of the refusal, or null if the command was taken */
  send<K extends Name>(after: number, name: K, data: DataOf<K>, by: Actor | null = AGENT): FailureCode | null {
    const at = START + after;
    const caught = catchUp(this.state, { before: at });
    this.follow(caught);
    this.sent += 1;
    const outcome = perform(this.state, { name, id: `c${this.sent}`, by, at, data } as Command);
    if (!outcome.ok) return outcome.failure.code;
    this.follow(outcome);
    return null;
  }

  agentWrites(after: number, visibility: 'public' | 'internal' = 'public'): this {
    return this.expectTaken(after, 'comment', { comment: 'text', visibility, from: 'agent' });
  }

  requesterWrites(after: number): this {
    return this.expectTaken(after, 'comment', { comment: 'text', visibility: 'public', from: 'requester' }, REQUESTER);
  }

  pend(after: number, reason: 'requester' | 'vendor' | 'scheduled', until?: number): this {
    return this.expectTaken(after, 'pend', until === undefined ? { reason } : { reason, until: START + until });
  }

  /** The desk has found out that the requester may be asked. */
  allowSurvey(after: number, no: number): this {
    this.state = allowSurvey(this.pass(after).state, no, START + after);
    return this;
  }

  /** Time passes; what is due at the instant itself comes too. */
  pass(after: number): this {
    this.follow(catchUp(this.state, { until: START + after }));
    return this;
  }

  /** Instants (milliseconds after `START`) at which events of a kind happened. */
  instantsOf(kind: EventKind): number[] {
    return this.events.filter((event) => event.kind === kind).map((event) => event.at - START);
  }

  /** Kinds of events after a sequence number. */
  kindsSince(seq: number): EventKind[] {
    return this.events.filter((event) => event.seq > seq).map((event) => event.kind);
  }

  private follow({ state, events }: { readonly state: TicketState; readonly events: readonly TicketEvent[] }): void {
    this.state = state;
    this.events.push(...events);
  }
}
