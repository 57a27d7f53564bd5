import { Worker, type NativeConnection } from '@temporalio/worker';
import type { ChannelDeps } from '../channels/deps';
import { CHANNEL_TASK_QUEUE } from '../workflows/contract';
import { createChannelActivities } from './channels';

/** Channels that a worker runs at once: each waits most of the time. */
const CHANNELS = 200;

/**
 * A worker that runs channels; their workflows are served where those of tickets are. Any number may run beside each
 * other: Temporal gives each channel to one of them.
 * @returns not yet running: call `run()`, and `shutdown()` to have it finish the messages that it has begun
 */
export function createChannelWorker(options: {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly deps: ChannelDeps;
}): Promise<Worker> {
  const { connection, namespace, deps } = options;
  return Worker.create({
    ...{ connection, namespace, taskQueue: CHANNEL_TASK_QUEUE },
    activities: createChannelActivities(deps),
    maxConcurrentActivityTaskExecutions: CHANNELS,
    // Heartbeats tell within seconds who is alive, and what was cancelled.
    maxHeartbeatThrottleInterval: '2s',
    defaultHeartbeatThrottleInterval: '2s',
    // A channel would go on for an hour: it is told at once.
    shutdownGraceTime: '0s',
    shutdownForceTime: '20s',
  });
}
