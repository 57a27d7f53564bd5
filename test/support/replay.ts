import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { temporal } from '@temporalio/proto';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { payloadConverterOptions } from '../../activities/workflowBundle';

type History = temporal.api.history.v1.IHistory;

export interface RecordedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: History;
}

/** Every run that has decided something, of every workflow in the client's namespace, running ones included. */
export async function fetchRuns(client: Client, query?: string): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = [];
  for await (const { workflowId, runId } of client.workflow.list(query ? { query } : {})) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    // A run that has just been continued as new has decided nothing yet, and its replay would wait for ever.
    const decided = history.events?.some((event) => event.workflowTaskCompletedEventAttributes);
    if (decided) runs.push({ workflowId, runId, history });
  }
  return runs;
}

/**
 * Replays histories on today's code.
 * @returns one line for each run that does not replay; empty: all do
 */
export async function replay(
  runs: Iterable<{ readonly workflowId: string; readonly history: unknown }>,
  workflowBundle: WorkflowBundleOption,
): Promise<string[]> {
  const failures: string[] = [];
  const results = Worker.runReplayHistories({ workflowBundle, ...payloadConverterOptions() }, toReplay(runs));
  for await (const { workflowId, error } of results) {
    if (error) failures.push(`${workflowId}: ${error.message}`);
  }
  return failures;
}

function* toReplay(runs: Iterable<{ readonly workflowId: string; readonly history: unknown }>) {
  for (const { workflowId, history } of runs) yield { workflowId, history };
}

/** As a committed file: the same JSON that the Temporal CLI shows. */
export function historyFile(history: History): string {
  return `${JSON.stringify(JSON.parse(historyToJSON(history)), null, 1)}\n`;
}
