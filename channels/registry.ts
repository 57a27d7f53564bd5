import type { ChannelDeps } from './deps';
import { runSending } from './engine/sending';
import type { ChannelRunner } from './engine/types';
import { mailSender } from './mail/sender';

/**
 * How a channel is run, by its id.
 * @returns null if this process knows no such channel, or lacks its settings
 */
export function openChannel(deps: ChannelDeps, channel: string): ChannelRunner | null {
  if (channel === 'email') return (run) => runSending(deps, mailSender(deps), run);
  return null;
}
