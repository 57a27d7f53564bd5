import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { ticketWorkflowId } from '../workflows/contract';

/** What of a history tells what a run was told and what it had saved. */
export type HistoryEvent =
  | { readonly kind: 'signal'; readonly id: number; readonly name: string; readonly input: unknown }
  | {
      readonly kind: 'update';
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
      /** The Update's id. */
      readonly update: string;
    }
  | { readonly kind: 'answered'; readonly update: string }
  /** `task`: the event that completed the workflow task which decided upon it. */
  | { readonly kind: 'scheduled'; readonly id: number; readonly activity: string; readonly task: number }
  /** `of`: the event that scheduled it. */
  | { readonly kind: 'completed'; readonly of: number; readonly result: unknown };

type RawEvent = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/** @throws WorkflowNotFoundError if the server does not keep it any more */
export async function historyOf(client: Client, key: string, runId: string): Promise<readonly HistoryEvent[]> {
  const { events } = await client.workflow.getHandle(ticketWorkflowId(key), runId).fetchHistory();
  const decode = (payload: Payload | null | undefined) => decodeOne(client, payload);
  return (events ?? []).flatMap((event) => readEvent(event, decode) ?? []);
}

function readEvent(event: RawEvent, decode: (payload: Payload | null | undefined) => unknown): HistoryEvent | null {
  const id = Number(event.eventId);
  const signal = event.workflowExecutionSignaledEventAttributes;
  if (signal) return { kind: 'signal', id, name: signal.signalName ?? '', input: decode(signal.input?.payloads?.[0]) };
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest;
  if (accepted) {
    const input = decode(accepted.input?.args?.payloads?.[0]);
    return { kind: 'update', id, name: accepted.input?.name ?? '', input, update: accepted.meta?.updateId ?? '' };
  }
  const answered = event.workflowExecutionUpdateCompletedEventAttributes;
  if (answered) return { kind: 'answered', update: answered.meta?.updateId ?? '' };
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled) {
    const task = Number(scheduled.workflowTaskCompletedEventId);
    return { kind: 'scheduled', id, activity: scheduled.activityType?.name ?? '', task };
  }
  const completed = event.activityTaskCompletedEventAttributes;
  if (!completed) return null;
  return { kind: 'completed', of: Number(completed.scheduledEventId), result: decode(completed.result?.payloads?.[0]) };
}

/** @returns undefined for nothing, and for what cannot be read: no run would have understood it either */
function decodeOne(client: Client, payload: Payload | null | undefined): unknown {
  if (!payload) return undefined;
  try {
    return client.options.loadedDataConverter.payloadConverter.fromPayload<unknown>(payload);
  } catch {
    return undefined;
  }
}
