import type { Client } from '@temporalio/client';
import { TASK_QUEUE, TEAM_WORKFLOW, teamWorkflowId, wakeSignal } from './contract';

/** Has a team look through its queue; starts its workflow if it has none. Asking twice does no harm. */
export async function wakeTeam(client: Client, team: string): Promise<void> {
  await client.workflow.signalWithStart(TEAM_WORKFLOW, {
    workflowId: teamWorkflowId(team),
    taskQueue: TASK_QUEUE,
    args: [{ team }],
    signal: wakeSignal,
    signalArgs: [],
    staticSummary: `Queue of team ${team}`,
    staticDetails: 'Offers agents to waiting tickets, most urgent first; asleep while nobody fits',
  });
}
