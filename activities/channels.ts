import type { ChannelDeps } from '../channels/deps';
import { replay } from '../channels/engine/replay';
import { pause, resume } from '../channels/engine/status';
import type { ChannelActivities } from '../workflows/contract';
import { runChannel } from './runChannel';

/** What the workflows of channels have done for them. */
export function createChannelActivities(deps: ChannelDeps): ChannelActivities {
  const { prisma } = deps;
  return {
    runChannel: ({ channel }) => runChannel(deps, channel),
    pauseChannel: async ({ channel }) => void (await pause(prisma, channel, 'operator')),
    resumeChannel: ({ channel }) => resume(prisma, channel),
    replayDeliveries: ({ channel, ...wanted }) => replay(prisma, channel, wanted),
  };
}
