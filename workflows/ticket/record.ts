import type { AnsweredCommands, Queueing } from '../contract';
import type { Actor } from '../domain/codes';
import type { Command } from '../domain/commands';
import type { NewEvent, TicketEvent } from '../domain/events';
import { evolve } from '../domain/evolve';
import type { Failure } from '../domain/failure';
import { fold } from '../domain/fold';
import type { StaleTerms, TermsCause, TicketState } from '../domain/state';
import { catchUp, number, perform } from '../domain/steps';
import { allowSurvey } from '../domain/survey';
import { staleBecause } from '../domain/terms';
import { markLate } from './lateness';
import { asRunBegan } from './surveyErrands';

/** How far a command's effect has come: `version` shows it once `saved`. */
export interface Receipt {
  version: number;
  saved: boolean;
  /** Why the database refuses these events for good, if it does. */
  failed?: string;
}

/** Events of one decision that PostgreSQL does not have yet. */
export interface Unsaved {
  events: readonly TicketEvent[];
  /** Whoever repeats the workflow task decides on the very same: they may be seen before it is durable. */
  readonly determined: boolean;
  readonly receipt: Receipt;
}

/** Ids of commands that a repeat is recognised by. */
const REMEMBERED = 200;

/**
 * The ticket in memory: its state, what PostgreSQL does not have yet, and the commands that were answered. It changes
 * by `emit` only; who waits for a change watches `changed`.
 */
export class TicketRecord {
  readonly unsaved: Unsaved[] = [];
  /** Latched by every change, taken by the main loop. */
  changed = true;
  /** How long the deadline's alarm waits for its turn among others of its second, as the last save has told. */
  queueing: Queueing | null = null;
  /** Who reopened the ticket, until somebody has looked whether its assignee is there. */
  private reopening: { readonly by: string | null } | null = null;
  private readonly answered = new Map<string, Receipt>();

  constructor(
    private current: TicketState,
    answered: AnsweredCommands,
    private readonly alarmSpreadMs: number,
  ) {
    for (const [id, version] of answered) this.answered.set(id, { version, saved: true });
  }

  get state(): TicketState {
    return this.current;
  }

  /** When something happens now, UTC epoch milliseconds: never before what has, though the server's clock may step back. */
  get now(): number {
    return Math.max(Date.now(), this.current.asOf);
  }

  /** Applies all that was due strictly before an instant: what comes at the instant itself waits for its commands. */
  catchUpBefore(instant: number): void {
    this.apply(catchUp(this.current, { before: instant }));
  }

  catchUpUntil(instant: number): void {
    this.apply(catchUp(this.current, { until: instant }));
  }

  private apply(caught: { readonly state: TicketState; readonly events: readonly TicketEvent[] }): void {
    if (caught.events.length === 0) return;
    // What is due by itself follows from the state and the time, whoever looks.
    this.take(markLate(caught.events, Date.now(), this.alarmSpreadMs), caught.state, true);
  }

  /** @returns the receipt of an earlier command of this id */
  answeredBefore(id: string): Receipt | undefined {
    return this.answered.get(id);
  }

  /** Whether the command would be taken now; changes nothing. */
  examine(command: Command): Failure | null {
    const { state } = catchUp(this.current, { before: command.at });
    const outcome = perform(state, command);
    return outcome.ok ? null : outcome.failure;
  }

  /**
   * Catches up, decides and takes the events. A refusal changes nothing but what was due anyway.
   * @param determined whoever repeats the workflow task finds what follows from it in PostgreSQL, and adopts it
   */
  execute(command: Command, determined = false): Receipt | Failure {
    this.catchUpBefore(command.at);
    const outcome = perform(this.current, command);
    if (!outcome.ok) return outcome.failure;
    const receipt = this.take(outcome.events, outcome.state, determined);
    // Answers of our own activities are never repeated by anyone.
    if (command.by !== null || command.name === 'heed') this.remember(command.id, receipt);
    return receipt;
  }

  /** Notes that a Signal was refused: the only trace that its sender, who waits for no answer, can find. */
  noteRefusal(refusal: { id: string; command: string; code: string; by: Actor | null; at: number }): void {
    const { id, command, code, by, at } = refusal;
    this.catchUpBefore(at);
    this.remember(id, this.emit([{ kind: 'refused', at, by, data: { command, code } }], `command:${id}`));
  }

  emit(news: readonly NewEvent[], source: string): Receipt {
    const events = number(this.current, news, source);
    return this.take(events, events.reduce(evolve, this.current));
  }

  /**
   * Takes events that PostgreSQL has: an earlier attempt at this workflow task has brought them there.
   * @returns whether they follow upon what is known here
   */
  adopt(events: readonly TicketEvent[]): boolean {
    if (events[0]?.seq !== this.current.seq + 1) return false;
    this.current = fold(asRunBegan(events.reduce(evolve, this.current)));
    this.changed = true;
    return true;
  }

  private take(events: readonly TicketEvent[], state: TicketState, determined = false): Receipt {
    const receipt: Receipt = { version: state.seq, saved: false };
    this.current = fold(asRunBegan(state));
    this.unsaved.push({ events, determined, receipt });
    for (const { kind, by } of events) if (kind === 'reopened') this.reopening = { by: by?.id ?? null };
    this.changed = true;
    return receipt;
  }

  /** @returns by whom the ticket was reopened since this was asked last; null if it was not */
  takeReopening(): { readonly by: string | null } | null {
    const { reopening } = this;
    this.reopening = null;
    return reopening;
  }

  private remember(id: string, receipt: Receipt): void {
    this.answered.set(id, receipt);
    for (const oldest of this.answered.keys()) {
      if (this.answered.size <= REMEMBERED) break;
      this.answered.delete(oldest);
    }
  }

  /**
   * PostgreSQL has other events under these numbers, or fewer than we have told it: number on above what it has, with
   * `diverged` as the first, so that nothing is lost and everybody sees where two histories part.
   * @param version the row's version
   */
  renumberAbove(version: number, at: number): void {
    const waiting = this.unsaved.splice(0);
    let seq = version;
    const identity = `desk:diverged@${version}#0`;
    const diverged: TicketEvent = { seq: ++seq, identity, kind: 'diverged', at, by: null, data: { version } };
    this.unsaved.push({ events: [diverged], determined: false, receipt: { version: seq, saved: false } });
    for (const { events, receipt } of waiting) {
      this.unsaved.push({ events: events.map((event) => ({ ...event, seq: ++seq })), determined: false, receipt });
      receipt.version = seq;
    }
    this.current = { ...this.current, seq };
    this.changed = true;
  }

  /** Facts, not decisions: a longer view of the same calendars. */
  replaceCalendars(calendars: TicketState['calendars']): void {
    const known = new Map(this.current.calendars.map((window) => [window.id, window]));
    for (const window of calendars) known.set(window.id, window);
    this.current = { ...this.current, calendars: [...known.values()] };
    this.changed = true;
  }

  /** Policy and calendars are to be looked up again. */
  askForTerms(cause: TermsCause): void {
    const { seq, staleTerms = null } = this.current;
    this.current = { ...this.current, staleTerms: staleBecause(cause, seq, staleTerms) };
    this.changed = true;
  }

  /** They have been looked up; unless something more has changed meanwhile. */
  termsLookedUp(answered: StaleTerms): void {
    if (this.current.staleTerms === answered) this.current = { ...this.current, staleTerms: null };
  }

  /** A fact, not a decision: the requester may be asked. */
  allowSurvey(no: number, at: number): void {
    this.current = allowSurvey(this.current, no, Math.max(at, this.current.asOf));
    this.changed = true;
  }

  get answeredCommands(): AnsweredCommands {
    return [...this.answered].map(([id, { version }]) => [id, version] as const);
  }
}
