/**
 * What a run of a ticket had taken when it was ended, and PostgreSQL does not show: accepted commands that were answered
 * with 202, and Signals, whose senders were told that they had arrived. Read from the history, which outlives the run.
 */
import { WorkflowNotFoundError } from '@temporalio/client';
import { historyOf, type HistoryEvent } from './history';
import { COMMAND_NAMES, heedSignal, hearAgainSignal, type Unheard } from '../workflows/contract';
import type { ActivityDeps } from './deps';

interface Message extends Unheard {
  /** Under which its event is stored. */
  readonly id: string;
  readonly eventId: number;
  /** The server has told its sender the outcome. */
  readonly answered: boolean;
  readonly signalled: boolean;
}

/** A command has ids and codes: what is longer would be refused, as it was. */
const LONGEST = 32_768;
const NAMES: readonly string[] = [...COMMAND_NAMES, heedSignal.name];

/** @returns in the order in which they came */
export async function findUnheard(
  { client, prisma }: Pick<ActivityDeps, 'client' | 'prisma'>,
  { id: ticketId, key }: { readonly id: string; readonly key: string },
  runId: string,
): Promise<readonly Unheard[]> {
  const history = await historyOf(client, key, runId).catch((error: unknown) => {
    // Its time of keeping is over.
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  });
  const messages = readMessages(history, runId);
  const savedUntil = lastSavedTask(history);
  const rows = await prisma.ticketEvent.findMany({
    where: { ticketId, commandId: { in: messages.map(({ id }) => id) } },
    select: { commandId: true },
  });
  const stored = new Set(rows.map(({ commandId }) => commandId));
  return (
    messages
      .filter(({ id, answered }) => !answered && !stored.has(id))
      // What a task decided upon was saved with it, also if nothing came of it: it has no event to be found by.
      .filter(({ signalled, eventId }) => !signalled || eventId > savedUntil)
      .map(({ name, payload }) => ({ name, payload }))
  );
}

/** @returns id of the event that completed the last workflow task of which all was saved; 0: none */
function lastSavedTask(history: readonly HistoryEvent[]): number {
  const saves = new Map<number, number>();
  let last = 0;
  for (const event of history) {
    if (event.kind === 'scheduled' && event.activity === 'save') saves.set(event.id, event.task);
    if (event.kind === 'completed') {
      const task = saves.get(event.of);
      const answer = event.result as { readonly outcome?: string } | undefined;
      if (task !== undefined && answer?.outcome === 'saved') last = Math.max(last, task);
    }
  }
  return last;
}

function readMessages(history: readonly HistoryEvent[], runId: string): readonly Message[] {
  const answered = new Set(history.flatMap((event) => (event.kind === 'answered' ? [event.update] : [])));
  return history.flatMap((event): Message[] => {
    if (event.kind !== 'signal' && event.kind !== 'update') return [];
    const signalled = event.kind === 'signal';
    const given = event.name === hearAgainSignal.name && Array.isArray(event.input) ? (event.input as unknown[]) : null;
    const told = given ?? [{ name: event.name, payload: event.input }];
    return told.flatMap((one, index) => {
      const { name, payload } = (one ?? {}) as { readonly name?: unknown; readonly payload?: unknown };
      const otherwise = signalled ? `signal-${runId}-${event.id}-${index}` : event.update;
      const message = typeof name === 'string' ? withId(name, payload, otherwise) : null;
      const done = !signalled && answered.has(event.update);
      return message ? [{ ...message, eventId: event.id, answered: done, signalled }] : [];
    });
  });
}

/** @returns null for what no ticket would take: a desk's own Signal, which is sent again anyway, or no command at all */
function withId(name: string, payload: unknown, otherwise: string): (Unheard & { readonly id: string }) | null {
  const members: unknown = payload ?? {};
  if (!NAMES.includes(name) || typeof members !== 'object' || members === null || Array.isArray(members)) return null;
  if (JSON.stringify(members).length > LONGEST) return null;
  const given = (members as { readonly id?: unknown }).id;
  const id = typeof given === 'string' && given !== '' ? given : otherwise;
  return { name: name as Unheard['name'], id, payload: { ...members, id } };
}
