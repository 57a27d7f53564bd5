import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  refreshSignal,
  reprojectSignal,
  rollSignal,
  type RunSettings,
  type TicketInput,
  type TicketSummary,
} from './contract';
import { begin } from './domain/evolve';
import { isOver } from './domain/process';
import type { TermsCause } from './domain/state';
import { Alarm, nextWakeUp } from './ticket/alarm';
import { Announcer } from './ticket/announce';
import { Errands } from './ticket/errands';
import { hearAgain } from './ticket/hearAgain';
import { heedOthers } from './ticket/heed';
import { listen } from './ticket/listen';
import { takeOffers } from './ticket/offers';
import { Projection } from './ticket/projection';
import { TicketRecord } from './ticket/record';
import { summarise } from './ticket/summary';

/**
 * A ticket's whole life. It is received, triaged, worked on, resolved, surveyed and closed by commands of people and by
 * the one alarm; whatever happens is decided in `domain/`, is durable in this workflow's history, and is then projected
 * to PostgreSQL beside this loop.
 */
export async function ticket(input: TicketInput): Promise<TicketSummary> {
  const cancelled = CancellationScope.current().cancelRequested;
  return CancellationScope.nonCancellable(() => live(input, cancelled));
}

async function live(input: TicketInput, cancelled: Promise<never>): Promise<TicketSummary> {
  const fresh = 'received' in input;
  const { alarmSpreadMs } = input.settings;
  const record = fresh
    ? new TicketRecord(begin(input.received), [], alarmSpreadMs)
    : new TicketRecord(input.state, input.answered, alarmSpreadMs);
  const { atOnce = false } = input.settings;
  const projection = new Projection(record, atOnce);
  const errands = new Errands(record, fresh && atOnce);
  const announcer = new Announcer(record.state, fresh);
  const alarm = new Alarm();
  const roll = new Roll(input.settings);

  takeOffers(record, errands);
  heedOthers(record, errands);
  hearAgain(record, errands);
  setHandler(reprojectSignal, () => projection.rewriteRow(), { description: 'Write the row in PostgreSQL anew' });
  setHandler(refreshSignal, (request) => record.askForTerms(causeOf(request)), {
    description: 'Look up calendars again: {}; and the newest version of the policy: {"cause": "policy"}',
  });
  setHandler(rollSignal, () => roll.request(), { description: 'Continue as new, on the newest release' });
  // Last: it refuses Signals that nobody knows, and what came before the first task would be refused for want of a handler.
  listen(record, errands);
  resolveWhenCancelled(cancelled, record, errands);

  for (;;) {
    record.changed = false;
    alarm.rang = false;
    const wakeUp = await errands.withCalendars(() => {
      record.catchUpUntil(Date.now());
      return nextWakeUp(record.state, alarmSpreadMs, record.queueing);
    });
    errands.run();
    projection.poke();
    announcer.announce(record.state, wakeUp);
    roll.look();

    // Between this look and leaving nothing is awaited: no command can slip in and be lost.
    const drained = () => projection.idle && errands.idle && allHandlersFinished();
    const over = isOver(record.state, Date.now());
    if ((over || roll.wanted) && drained()) break;

    alarm.set(over ? null : wakeUp);
    const mayLeave = over || roll.wanted;
    await condition(() => record.changed || alarm.rang || roll.asked() || (mayLeave && drained()));
  }

  if (isOver(record.state, Date.now())) return summarise(record.state);
  return continueAsNew<typeof ticket>({
    state: record.state,
    answered: record.answeredCommands,
    settings: input.settings,
  });
}

/** Anyone can send a Signal: what is not understood asks for the least. */
function causeOf(request: { readonly cause?: TermsCause } | undefined): TermsCause {
  return request?.cause === 'policy' ? 'policy' : 'calendar';
}

/**
 * When to continue as new. The history's length moves by itself, also in workflow tasks that leave no trace, so it is
 * read only after something recorded has woken the loop, and latched.
 */
class Roll {
  wanted = false;
  private requested = false;

  constructor(private readonly settings: RunSettings) {}

  request(): void {
    this.requested = true;
  }

  asked(): boolean {
    return this.requested && !this.wanted;
  }

  look(): void {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    const limit = this.settings.rollAtEvents ?? Number.POSITIVE_INFINITY;
    this.wanted ||= this.requested || continueAsNewSuggested || historyLength >= limit;
  }
}

/**
 * "Request cancellation" in the Temporal UI means: this ticket is not wanted any more. Ending the workflow would leave
 * an open row that nobody works on, so the ticket is resolved as cancelled, if its status allows.
 */
function resolveWhenCancelled(cancelled: Promise<never>, record: TicketRecord, errands: Errands): void {
  void cancelled.catch(() => {
    const by = { id: 'operator', role: 'operator' } as const;
    void CancellationScope.nonCancellable(() =>
      errands.afterOpening(() => {
        const at = record.now;
        record.execute({ name: 'resolve', id: `cancellation@${at}`, by, at, data: { resolution: 'cancelled' } });
      }),
    );
  });
}
