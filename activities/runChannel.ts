import { Context } from '@temporalio/activity';
import type { ChannelDeps } from '../channels/deps';
import { openChannel } from '../channels/registry';
import type { ChannelRest } from '../channels/engine/types';

const BEAT_MS = 1_000;

/**
 * Runs a channel for as long as this worker and Temporal let it. Its heart beats beside it: when it stops, with the process
 * or the connection, Temporal gives the channel to another worker.
 */
export async function runChannel(deps: ChannelDeps, channel: string): Promise<ChannelRest> {
  const run = openChannel(deps, channel);
  if (!run) return 'gone';
  const context = Context.current();
  const heart = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await run({ channel, stop: context.cancellationSignal });
  } finally {
    clearInterval(heart);
  }
}
