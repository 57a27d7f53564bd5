import { WorkflowNotFoundError, type WorkflowExecutionDescription } from '@temporalio/client';
import { reprojectSignal, searchAttributes, ticketWorkflowId, type Orphan } from '../workflows/contract';
import type { Priority, Status, TicketType } from '../workflows/domain/codes';
import type { TicketState } from '../workflows/domain/state';
import { startTicket } from '../workflows/start';
import type { ActivityDeps } from './deps';
import { findNamelessWait } from './namelessWait';
import { receivedInput, stateInput } from './startInput';

export interface OpenTicket {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly type: TicketType;
  readonly priority: Priority;
  readonly status: Status;
  readonly updatedAt: Date;
  /** As its workflow saved it last; null until then. */
  readonly state: TicketState | null;
  /** Whoever has it may have left the desk. */
  readonly assigneeGone: boolean;
  /** Constraint that refused its last save; null: none. */
  readonly refusedBy: string | null;
}

/** What was done for a ticket; also the member of the report that names it. */
export type Remedy = 'started' | 'reprojected' | 'ended';

/** What is wrong with a ticket, whose key the report adds. */
export type Problem = Omit<Orphan, 'key'>;

export interface Mended {
  readonly remedy: Remedy | null;
  readonly problem: Problem | null;
}

/** A row this fresh may differ from its workflow: a save is on its way. */
const SETTLED_MS = 30_000;
/** A workflow task that failed this often is not failing by chance. */
const MANY_ATTEMPTS = 4;

const FINE: Mended = { remedy: null, problem: null };

/** Compares one open row with its workflow, and mends what differs. */
export async function mendTicket(deps: ActivityDeps, ticket: OpenTicket): Promise<Mended> {
  const handle = deps.client.workflow.getHandle(ticketWorkflowId(ticket.key));
  const run = await handle.describe().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
  if (run && isRunning(run)) {
    const stuck = findStuck(run);
    if (stuck) return { remedy: null, problem: stuck };
    if (ticket.refusedBy === null && !lags(run, ticket))
      return { remedy: null, problem: findNamelessWait(ticket, Date.now(), deps.settings.run.alarmSpreadMs) };
    await handle.signal(reprojectSignal);
    return { remedy: 'reprojected', problem: ticket.refusedBy === null ? null : refused(ticket.refusedBy) };
  }
  if (ticket.status === 'closed') return endRow(deps, ticket);
  return run?.status.name === 'COMPLETED' ? tellCompleted(deps, ticket) : start(deps, ticket);
}

function isRunning(run: WorkflowExecutionDescription): boolean {
  return run.status.name === 'RUNNING' || run.status.name === 'CONTINUED_AS_NEW' || run.status.name === 'PAUSED';
}

/** It runs, says Temporal, but nothing happens in it. A Signal would only be one more event that nobody reads. */
function findStuck(run: WorkflowExecutionDescription): Problem | null {
  if (run.status.name === 'PAUSED')
    return { why: 'paused', problem: 'Its workflow was paused: unpause it in Temporal' };
  const attempts = run.raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts < MANY_ATTEMPTS) return null;
  const problem = `Its workflow task has failed ${attempts - 1} times: its history in Temporal says why`;
  return { why: 'taskFails', problem, facts: { attempts: attempts - 1 } };
}

function refused(constraint: string): Problem {
  return { why: 'refusedSave', problem: `Its last save was refused by ${constraint}`, facts: { constraint } };
}

/** The workflow keeps its status in a search attribute, so that no workflow has to be woken to be compared. */
function lags(run: WorkflowExecutionDescription, ticket: OpenTicket): boolean {
  const stage = run.typedSearchAttributes.get(searchAttributes.stage);
  const settled = Date.now() - ticket.updatedAt.getTime() > SETTLED_MS;
  return settled && stage !== undefined && stage !== ticket.status;
}

/** A closed ticket is never started again: what its workflow still waited for, a survey, is over with it. */
async function endRow({ prisma }: ActivityDeps, { id, version }: OpenTicket): Promise<Mended> {
  const { count } = await prisma.ticket.updateMany({
    where: { id, version, status: 'closed', endedAt: null },
    data: { endedAt: new Date() },
  });
  return { remedy: count > 0 ? 'ended' : null, problem: null };
}

/** It may have completed since the page was read; else the row is older than the workflow's last save. */
async function tellCompleted({ prisma }: ActivityDeps, { id }: OpenTicket): Promise<Mended> {
  const row = await prisma.ticket.findUnique({ where: { id }, select: { endedAt: true } });
  if (row?.endedAt !== null) return FINE;
  const problem = 'Its workflow has completed, but the row is open: was a backup restored?';
  return { remedy: null, problem: { why: 'completed', problem } };
}

async function start(deps: ActivityDeps, ticket: OpenTicket): Promise<Mended> {
  const { prisma, client, settings } = deps;
  const { id, key, ...facts } = ticket;
  // Freshly created, its intake is about to start it; asking twice does no harm.
  const input = ticket.state
    ? await stateInput(prisma, ticket.state, settings.run)
    : await receivedInput(prisma, id, settings.run);
  if (!input) {
    const problem = 'It has no event `received`, so its workflow cannot be started';
    return { remedy: null, problem: { why: 'noFirstEvent', problem } };
  }
  const outcome = await startTicket(client, key, input, facts);
  return outcome === 'started' ? { remedy: 'started', problem: null } : tellCompleted(deps, ticket);
}
