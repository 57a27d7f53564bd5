import type { ChannelDeps } from '../channels/deps';
import { startChannel } from '../channels/engine/start';
import { ensureChannel } from '../channels/engine/status';
import { isKnownChannel, ownChannels } from '../channels/registry';

/** A channel asked for is left to its workflow for this long. */
const PATIENCE_MS = 60_000;

/**
 * Has every channel run that this process can run. Those whose settings it has are made; those that people make
 * (webhooks) are in the table.
 */
export class ChannelStarts {
  /** When channels were asked for, in UTC epoch milliseconds. */
  private readonly asked = new Map<string, number>();

  constructor(private readonly deps: ChannelDeps) {}

  async start(): Promise<void> {
    const { prisma, client } = this.deps;
    if (this.asked.size === 0) for (const channel of ownChannels(this.deps)) await ensureChannel(prisma, channel);
    for (const { id } of await prisma.channel.findMany({ select: { id: true } })) {
      if (Date.now() - (this.asked.get(id) ?? 0) < PATIENCE_MS || !isKnownChannel(this.deps, id)) continue;
      await startChannel(client, id);
      this.asked.set(id, Date.now());
    }
  }
}
