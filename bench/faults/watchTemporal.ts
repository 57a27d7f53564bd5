import type { FaultRig } from '../stack/rig';

const LOOK_EVERY_MS = 500;

/** Starts Temporal again when it ends by itself, as it may when its tables are away: what a supervisor does. */
export function watchTemporal(rig: FaultRig) {
  let paused = false;
  let ended = 0;
  const look = async () => {
    if (paused || rig.isTemporalUp()) return;
    paused = true;
    ended++;
    // Fails for as long as PostgreSQL is away, then again.
    await rig.startTemporal().catch(() => undefined);
    paused = false;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    get ended() {
      return ended;
    },
    /** While it is killed on purpose. */
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    stop: () => clearInterval(timer),
  };
}
