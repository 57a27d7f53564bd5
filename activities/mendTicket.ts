import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { reprojectSignal, searchAttributes, ticketWorkflowId, type Orphan } from '../workflows/contract';
import type { Priority, Status, TicketType } from '../workflows/domain/codes';
import type { TicketState } from '../workflows/domain/state';
import { startTicket } from '../workflows/start';
import type { ActivityDeps } from './deps';
import { findNamelessWait } from './namelessWait';
import { receivedInput, stateInput } from './startInput';
import { findUnheard } from './unheard';

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
/** Failures of an activity in a row: with its pauses some twenty seconds of them. */
const MANY_FAILURES = 10;

const FINE: Mended = { remedy: null, problem: null };

/** Compares one open row with its workflow, and mends what differs. */
export async function mendTicket(deps: ActivityDeps, ticket: OpenTicket): Promise<Mended> {
  const run = await describeRun(deps.client, ticket.key);
  if (run && isRunning(run)) {
    const stuck = findStuck(run);
    if (stuck) return { remedy: null, problem: stuck };
    if (ticket.refusedBy === null && !lags(run, ticket))
      return { remedy: null, problem: findNamelessWait(ticket, Date.now(), deps.settings.run.alarmSpreadMs) };
    await deps.client.workflow.getHandle(ticketWorkflowId(ticket.key)).signal(reprojectSignal);
    return { remedy: 'reprojected', problem: ticket.refusedBy === null ? null : refused(ticket.refusedBy) };
  }
  if (ticket.status === 'closed') return endRow(deps, ticket);
  return run?.status.name === 'COMPLETED' ? tellCompleted(deps, ticket) : start(deps, ticket, run?.runId ?? null);
}

/** Its latest run; null: none, or none that the server still keeps. */
export async function describeRun(client: Client, key: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(ticketWorkflowId(key)).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function isRunning(run: WorkflowExecutionDescription): boolean {
  return run.status.name === 'RUNNING' || run.status.name === 'CONTINUED_AS_NEW' || run.status.name === 'PAUSED';
}

/** It runs, says Temporal, but nothing happens in it. A Signal would only be one more event that nobody reads. */
export function findStuck(run: WorkflowExecutionDescription): Problem | null {
  if (run.status.name === 'PAUSED')
    return { why: 'paused', problem: 'Its workflow was paused: unpause it in Temporal' };
  const attempts = run.raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts >= MANY_ATTEMPTS) {
    const problem = `Its workflow task has failed ${attempts - 1} times: its history in Temporal says why; then guichet heal`;
    return { why: 'taskFails', problem, facts: { attempts: attempts - 1 } };
  }
  return findFailingActivity(run);
}

/** Retried for ever, because it may pass; somebody has to know that it does not. */
function findFailingActivity({ raw }: WorkflowExecutionDescription): Problem | null {
  const failing = raw.pendingActivities?.find((one) => (one.attempt ?? 0) > MANY_FAILURES && one.lastFailure);
  if (!failing) return null;
  const [activity, attempts] = [failing.activityType?.name ?? 'an activity', (failing.attempt ?? 1) - 1];
  const problem = `Its activity ${activity} has failed ${attempts} times: its workflow in Temporal says why; mend that, and it goes on`;
  return { why: 'activityFails', problem, facts: { activity, attempts } };
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

/** @param lastRun which was ended, and may have taken what it had not saved; null: there was none */
async function start(deps: ActivityDeps, ticket: OpenTicket, lastRun: string | null): Promise<Mended> {
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
  const unheard = lastRun === null ? [] : await findUnheard(deps, ticket, lastRun);
  const outcome = await startTicket(client, key, input, facts, unheard);
  return outcome === 'started' ? { remedy: 'started', problem: null } : tellCompleted(deps, ticket);
}
