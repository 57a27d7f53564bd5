import type { ChannelDeps } from '../channels/deps';
import { startChannel, tellChannel } from '../channels/engine/start';
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
      if (await isForgotten(prisma, id)) await tellChannel(client, id);
      this.asked.set(id, Date.now());
    }
  }
}

/** What has been due for long and is in nobody's hands: the channel was resumed, and its workflow not told. */
async function isForgotten(prisma: ChannelDeps['prisma'], channel: string): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ forgotten: boolean }[]>`
    SELECT paused_at IS NULL AND EXISTS (
             SELECT FROM deliveries d
              WHERE d.channel = c.id AND d.state = 'waiting' AND d.claimed_until IS NULL
                AND COALESCE(d.not_before, d.created_at) < now() - make_interval(secs => ${PATIENCE_MS / 1_000})
           ) AS forgotten
      FROM channels c WHERE c.id = ${channel}`;
  return row?.forgotten ?? false;
}
