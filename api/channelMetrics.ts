import { Gauge, type Registry } from 'prom-client';
import { readBacklogs } from '../channels/engine/waiting';
import type { Deps } from './settings';

/** How channels are, asked of the database whenever somebody looks. If it is away, they are not told. */
export function measureChannels({ prisma, logger }: Pick<Deps, 'prisma' | 'logger'>, registry: Registry): void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['channel'], registers: [registry] });
  const paused = gauge('guichet_channel_paused', '1: nothing is sent by this channel until it is resumed');
  const failing = gauge('guichet_channel_failures_in_a_row', 'Attempts since a message got through');
  const waiting = gauge('guichet_channel_waiting', 'Messages not sent yet, up to 10,000');
  const failed = gauge('guichet_channel_given_up', 'Messages given up, up to 10,000');
  new Gauge({
    name: 'guichet_channel_oldest_due_seconds',
    help: 'For how long the oldest message that should be gone has waited; 0: none',
    labelNames: ['channel'],
    registers: [registry],
    async collect() {
      for (const one of [this, paused, failing, waiting, failed]) one.reset();
      try {
        for (const one of await readBacklogs(prisma)) {
          const { channel } = one;
          const since = one.oldestDueAt?.getTime();
          this.set({ channel }, since === undefined ? 0 : Math.max(0, (Date.now() - since) / 1_000));
          paused.set({ channel }, one.pausedAt ? 1 : 0);
          failing.set({ channel }, one.failuresInARow);
          waiting.set({ channel }, one.waiting);
          failed.set({ channel }, one.failed);
        }
      } catch (error) {
        logger.warn({ err: error }, 'How channels are could not be measured');
      }
    },
  });
}
