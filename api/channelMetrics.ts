import type { Registry } from 'prom-client';
import { readBacklogs } from '../channels/engine/waiting';
import { measureTogether } from './measured';
import type { Deps } from './settings';

const labels = ['channel'];
const GAUGES = {
  guichet_channel_oldest_due_seconds: {
    help: 'For how long the oldest message that should be gone has waited; 0: none',
    labels,
  },
  guichet_channel_paused: { help: '1: nothing is sent by this channel until it is resumed', labels },
  guichet_channel_failures_in_a_row: { help: 'Attempts since a message got through', labels },
  guichet_channel_waiting: { help: 'Messages not sent yet, up to 10,000', labels },
  guichet_channel_given_up: { help: 'Messages given up, up to 10,000', labels },
} as const;

/** How channels are, asked of the database whenever somebody looks. If it is away, they are not told. */
export function measureChannels(deps: Pick<Deps, 'prisma' | 'logger'>, registry: Registry): void {
  measureTogether(deps, registry, 'How channels are', GAUGES, async () =>
    (await readBacklogs(deps.prisma)).flatMap(({ channel, oldestDueAt, pausedAt, failuresInARow, waiting, failed }) => {
      const late = oldestDueAt ? Math.max(0, (Date.now() - oldestDueAt.getTime()) / 1_000) : 0;
      return [
        { gauge: 'guichet_channel_oldest_due_seconds', labels: { channel }, value: late },
        { gauge: 'guichet_channel_paused', labels: { channel }, value: pausedAt ? 1 : 0 },
        { gauge: 'guichet_channel_failures_in_a_row', labels: { channel }, value: failuresInARow },
        { gauge: 'guichet_channel_waiting', labels: { channel }, value: waiting },
        { gauge: 'guichet_channel_given_up', labels: { channel }, value: failed },
      ] as const;
    }),
  );
}
