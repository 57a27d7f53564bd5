import type { FaultRig } from '../stack/rig';

const LOOK_EVERY_MS = 500;

/**
 * Starts PostgreSQL and Temporal again when they end by themselves, as the one does on a full disk and the other may when
 * its tables are away: what a supervisor does.
 */
export function watchServers(rig: FaultRig) {
  const ended = { PostgreSQL: 0, Temporal: 0 };
  const busy = { PostgreSQL: false, Temporal: false };
  let paused = false;
  const look = async (name: keyof typeof ended, isUp: boolean, start: () => Promise<void>) => {
    if (paused || busy[name] || isUp) return;
    busy[name] = true;
    ended[name]++;
    // Fails for as long as what it needs is away, then again.
    await start().catch(() => undefined);
    busy[name] = false;
  };
  const timer = setInterval(() => {
    void look('PostgreSQL', rig.isPostgresUp(), () => rig.startPostgres());
    void look('Temporal', rig.isTemporalUp(), () => rig.startTemporal());
  }, LOOK_EVERY_MS);
  return {
    /** Worth knowing, one line each. */
    notes: () =>
      Object.entries(ended).flatMap(([name, times]) =>
        times === 0 ? [] : [`${name} ended by itself ${times} times, and was started again`],
      ),
    /** While they are killed on purpose. */
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    stop: () => clearInterval(timer),
  };
}
