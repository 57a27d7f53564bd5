import { teamsToWake } from '../prisma/queueWakes';
import { wakeTeam } from '../workflows/wakeTeam';
import type { Deps } from './settings';

/**
 * Has teams look through their queues after a change that is committed, without anyone waiting. The change has written
 * the outbox itself: what fails here is found by the sweep within seconds.
 */
export function wakeQueues({ prisma, client, logger }: Deps): void {
  const wake = async () => {
    for (const team of await teamsToWake(prisma)) await wakeTeam(client, team);
  };
  void wake().catch((error: unknown) => logger.warn({ err: error }, 'teams not woken; the sweep will wake them'));
}
