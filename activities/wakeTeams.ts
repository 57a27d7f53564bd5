import { forgetIdleWakes, teamsToWake } from '../prisma/queueWakes';
import { wakeTeam } from '../workflows/wakeTeam';
import type { ActivityDeps } from './deps';

/**
 * Wakes the teams that the outbox names. Never throws: what is not woken now stays in the outbox, and the sweep comes
 * every few seconds.
 */
export async function wakeTeams({ prisma, client, logger }: ActivityDeps): Promise<void> {
  try {
    for (const team of await teamsToWake(prisma)) await wakeTeam(client, team);
  } catch (error) {
    logger.warn({ err: error }, 'Teams could not be woken to look through their queues; trying again');
  }
}

/** As `wakeTeams`, and puts away what nobody waits for. */
export async function sweepWakes(deps: ActivityDeps): Promise<void> {
  await wakeTeams(deps);
  await forgetIdleWakes(deps.prisma).catch((error: unknown) =>
    deps.logger.warn({ err: error }, 'Wake-ups of idle queues could not be put away'),
  );
}
