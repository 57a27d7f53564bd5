import { WorkflowIdConflictPolicy, WorkflowNotFoundError, type Client } from '@temporalio/client';
import {
  CHANNEL_WORKFLOW,
  channelWorkflowId,
  lookSignal,
  TASK_QUEUE,
  type ChannelInput,
} from '../../workflows/contract';

/** How a channel's workflow is started, wherever that is needed. */
export function channelStart(channel: string) {
  return {
    workflowId: channelWorkflowId(channel),
    taskQueue: TASK_QUEUE,
    args: [{ channel }] as [ChannelInput],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: `Channel ${channel}`,
    staticDetails: `How it is: \`GET /api/v1/channels/${channel}\`; what it sent: \`…/deliveries\``,
  };
}

/** Has a channel run, unless it does; asking twice does no harm. */
export async function startChannel(client: Client, channel: string): Promise<void> {
  await client.workflow.start(CHANNEL_WORKFLOW, channelStart(channel));
}

/** A channel's row was changed or deleted: its workflow looks, and ends if there is none any more. */
export async function tellChannel(client: Client, channel: string): Promise<void> {
  try {
    await client.workflow.getHandle(channelWorkflowId(channel)).signal(lookSignal);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
