import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import { ticketWorkflowId } from '../workflows/contract';
import type { ActivityDeps } from './deps';
import { describeRun, findStuck, mendTicket, type Mended } from './mendTicket';
import { findOpenTicket } from './openTickets';

/** A save that had begun when its run was ended may still write: for as long as its attempt lasts, milliseconds. */
const SAVE_ENDS_MS = 10_000;

export type Healing =
  /** There is no open ticket of this key. */
  | { readonly outcome: 'notOpen' }
  /** `ended`: its run got nowhere and was ended before. */
  | ({ readonly outcome: 'looked'; readonly ended: boolean } & Mended);

/**
 * Does for one ticket what `reconcile` does for all, and what that may not do by itself: ends a run whose workflow task
 * always fails, and has the ticket go on from its row in PostgreSQL. What the run had taken and not saved is told to the
 * new one, so that nothing is lost that anybody was told had arrived.
 */
export async function healTicket(deps: ActivityDeps, key: string): Promise<Healing> {
  if (!(await findOpenTicket(deps.prisma, key))) return { outcome: 'notOpen' };
  const ended = await endRunThatFails(deps, key);
  // Read again: what the run still saved is in it.
  const ticket = await findOpenTicket(deps.prisma, key);
  if (!ticket) return { outcome: 'notOpen' };
  return { outcome: 'looked', ended, ...(await mendTicket(deps, ticket)) };
}

async function endRunThatFails({ client }: ActivityDeps, key: string): Promise<boolean> {
  const run = await describeRun(client, key);
  if (!run || findStuck(run)?.why !== 'taskFails') return false;
  try {
    await client.workflow.getHandle(ticketWorkflowId(key), run.runId).terminate('guichet heal: its task always fails');
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
  const saves = run.raw.pendingActivities?.some(({ activityType }) => activityType?.name === 'save') ?? false;
  if (saves) await pause(SAVE_ENDS_MS);
  return true;
}
