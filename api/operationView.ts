import type { ProblemBody } from './problem';

export type OperationStatus = 'running' | 'done' | 'refused' | 'unknown';

/** How it stands with a command that was answered 202. */
export function showOperation(
  id: string,
  status: OperationStatus,
  more: { readonly result?: unknown; readonly problem?: ProblemBody } = {},
) {
  return { id, status, result: more.result ?? null, problem: more.problem ?? null };
}
