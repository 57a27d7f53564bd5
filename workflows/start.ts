import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  type Client,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import {
  hearAgainSignal,
  PRIORITY_KEYS,
  searchAttributes,
  TASK_QUEUE,
  TICKET_WORKFLOW,
  ticketWorkflowId,
  type TicketInput,
  type Unheard,
} from './contract';
import type { Priority, Status, TicketType } from './domain/codes';

/** What operators see of a workflow before its first task has run. */
export interface StartFacts {
  readonly type: TicketType;
  readonly priority: Priority;
  readonly status: Status;
}

/** A ticket's workflow task is given up after this long without an answer of its worker. */
const WORKFLOW_TASK_TIMEOUT = '5s';

/**
 * Starts a ticket's workflow unless it is running; asking twice does no harm. A run that an operator terminated, or that
 * failed, may be followed by another; one that completed is the end of its ticket.
 * @param unheard what its last run had taken and not saved; a run that is there already hears it too
 * @returns `ended` if the ticket's workflow has completed
 */
export async function startTicket(
  client: Client,
  key: string,
  input: TicketInput,
  facts: StartFacts,
  unheard: readonly Unheard[] = [],
): Promise<'started' | 'ended'> {
  const options = {
    workflowId: ticketWorkflowId(key),
    taskQueue: TASK_QUEUE,
    args: [input],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    priority: { priorityKey: PRIORITY_KEYS[facts.priority] },
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.type, value: facts.type },
      { key: searchAttributes.priority, value: facts.priority },
      { key: searchAttributes.stage, value: facts.status },
    ]),
    staticSummary: `Ticket ${key}`,
    staticDetails: `Texts, names and timeline are in the desk: \`GET /api/v1/tickets/${key}\``,
  };
  try {
    if (unheard.length === 0) await client.workflow.start(TICKET_WORKFLOW, options);
    // In one request: a process that dies between a start and a Signal would lose what was acknowledged.
    else
      await client.workflow.signalWithStart(TICKET_WORKFLOW, {
        ...options,
        signal: hearAgainSignal,
        signalArgs: [unheard],
      });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'ended';
    throw error;
  }
}
