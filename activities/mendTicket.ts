import { WorkflowNotFoundError, type WorkflowExecutionDescription } from '@temporalio/client';
import { reprojectSignal, searchAttributes, ticketWorkflowId } from '../workflows/contract';
import type { Priority, Status, TicketType } from '../workflows/domain/codes';
import type { TicketState } from '../workflows/domain/state';
import { startTicket } from '../workflows/start';
import type { ActivityDeps } from './deps';
import { receivedInput, stateInput } from './startInput';

export interface OpenTicket {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly type: TicketType;
  readonly priority: Priority;
  readonly status: Status;
  readonly updatedAt: Date;
  readonly hasState: boolean;
  /** Constraint that refused its last save; null: none. */
  readonly refusedBy: string | null;
}

/** What was done for a ticket; also the member of the report that names it. */
export type Remedy = 'started' | 'reprojected' | 'ended';

export interface Mended {
  readonly remedy: Remedy | null;
  readonly problem: string | null;
}

/** A row this fresh may differ from its workflow: a save is on its way. */
const SETTLED_MS = 30_000;

const FINE: Mended = { remedy: null, problem: null };

/** Compares one open row with its workflow, and mends what differs. */
export async function mendTicket(deps: ActivityDeps, ticket: OpenTicket): Promise<Mended> {
  const handle = deps.client.workflow.getHandle(ticketWorkflowId(ticket.key));
  const run = await handle.describe().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
  if (run && isRunning(run)) {
    if (ticket.refusedBy === null && !lags(run, ticket)) return FINE;
    await handle.signal(reprojectSignal);
    const problem = ticket.refusedBy && `Its last save was refused by ${ticket.refusedBy}`;
    return { remedy: 'reprojected', problem };
  }
  if (ticket.status === 'closed') return endRow(deps, ticket);
  return run?.status.name === 'COMPLETED' ? tellCompleted(deps, ticket) : start(deps, ticket);
}

function isRunning(run: WorkflowExecutionDescription): boolean {
  return run.status.name === 'RUNNING' || run.status.name === 'CONTINUED_AS_NEW' || run.status.name === 'PAUSED';
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
  return { remedy: null, problem: 'Its workflow has completed, but the row is open: was a backup restored?' };
}

async function start(deps: ActivityDeps, ticket: OpenTicket): Promise<Mended> {
  const { prisma, client, settings } = deps;
  const { id, key, ...facts } = ticket;
  // Freshly created, its intake is about to start it; asking twice does no harm.
  const input = ticket.hasState
    ? await stateInput(prisma, await readState(prisma, id), settings.run)
    : await receivedInput(prisma, id, settings.run);
  if (!input) return { remedy: null, problem: 'It has no event `received`, so its workflow cannot be started' };
  const outcome = await startTicket(client, key, input, facts);
  return outcome === 'started' ? { remedy: 'started', problem: null } : tellCompleted(deps, ticket);
}

async function readState(prisma: ActivityDeps['prisma'], id: string): Promise<TicketState> {
  const { state } = await prisma.ticket.findUniqueOrThrow({ where: { id }, select: { state: true } });
  // Written by `save` from this very type.
  return state as unknown as TicketState;
}
