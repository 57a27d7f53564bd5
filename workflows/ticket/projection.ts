import {
  ActivityFailure,
  ApplicationFailure,
  log,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { SaveAnswer, SaveInput, TicketActivities } from '../contract';
import type { TicketRecord } from './record';

/**
 * An attempt that the database leaves hanging is given up after this long. Retried for ever, because what was durable in
 * Temporal must reach PostgreSQL however long it is away; the pause between attempts stays short, so that people see
 * their answer soon after it is back.
 */
const { save } = proxyActivities<Pick<TicketActivities, 'save'>>({
  startToCloseTimeout: '10s',
  retry: {
    initialInterval: '200ms',
    backoffCoefficient: 2,
    maximumInterval: '3s',
    nonRetryableErrorTypes: ['ConstraintViolation'],
  },
});

/** Within the workflow task, which takes a second of its five and no more; what does not succeed is done as all else is. */
const { save: saveWithinTask } = proxyLocalActivities<Pick<TicketActivities, 'save'>>({
  scheduleToCloseTimeout: '1s',
  retry: { maximumAttempts: 1 },
});

/** A projection held up longer than this is told in the timeline. */
const DELAY_WORTH_TELLING_MS = 30_000;

/**
 * Brings events to PostgreSQL, one batch at a time and in order, beside the main loop: while a save is under way,
 * commands and alarms go on being served and gather for the next batch.
 */
export class Projection {
  private underWay = false;
  private wanted = false;
  /** How many entries the database refused for good: asked again only when there are more, or on request. */
  private refused = 0;

  /** @param atOnce whether determined events are projected within the workflow task that decides on them (ADR 31) */
  constructor(
    private readonly record: TicketRecord,
    private readonly atOnce: boolean,
  ) {}

  get idle(): boolean {
    return !this.underWay && !this.wanted && this.record.unsaved.length === 0;
  }

  /** Starts saving if there is anything to save and no save is under way. */
  poke(): void {
    if (!this.underWay && this.hasWork()) void this.drain();
  }

  private hasWork(): boolean {
    return this.wanted || this.record.unsaved.length > this.refused;
  }

  /** The row is written anew although nothing happened. */
  rewriteRow(): void {
    this.wanted = true;
    this.poke();
  }

  private async drain(): Promise<void> {
    this.underWay = true;
    try {
      while (this.hasWork()) await this.saveBatch();
    } finally {
      this.underWay = false;
      this.record.changed = true;
    }
  }

  private async saveBatch(): Promise<void> {
    const batch = [...this.record.unsaved];
    const events = batch.flatMap((unsaved) => unsaved.events);
    const startedAt = Date.now();
    this.wanted = false;
    try {
      const options = { summary: summarise(events) };
      const input = { state: this.record.state, events, runId: workflowInfo().runId };
      const determined = batch.length > 0 && batch.every((unsaved) => unsaved.determined);
      const answer =
        (this.atOnce && determined ? await tryWithinTask(options, input) : null) ??
        (await save.executeWithOptions(options, [input]));
      if (answer.outcome === 'diverged') {
        this.record.renumberAbove(answer.version, Date.now());
        return;
      }
      this.refused = 0;
      this.record.unsaved.splice(0, batch.length);
      for (const { receipt } of batch) receipt.saved = true;
      this.record.queueing = answer.queueing ?? null;
      this.tellDelay(Date.now() - startedAt);
    } catch (error) {
      const problem = describeFailure(error);
      log.error('The database refuses this ticket; it waits for a change or the signal `reproject`', { problem });
      this.refused = batch.length;
      for (const { receipt } of batch) receipt.failed = problem;
    }
  }

  private tellDelay(ms: number): void {
    if (ms < DELAY_WORTH_TELLING_MS) return;
    const at = this.record.now;
    this.record.emit([{ kind: 'saveDelayed', at, by: null, data: { ms } }], `desk:saveDelayed@${at}`);
  }
}

/** @returns null if it could not be done now */
async function tryWithinTask(options: { summary: string }, input: SaveInput): Promise<SaveAnswer | null> {
  try {
    return await saveWithinTask.executeWithOptions(options, [input]);
  } catch {
    return null;
  }
}

function summarise(events: readonly { readonly kind: string }[]): string {
  const kinds = events.map((event) => event.kind);
  const shown = kinds.slice(0, 6).join(', ');
  if (kinds.length === 0) return 'Write the row anew';
  return `Project ${shown}${kinds.length > 6 ? ` and ${kinds.length - 6} more` : ''}`;
}

function describeFailure(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? `${cause.type ?? 'Error'}: ${cause.message}` : String(cause);
}
