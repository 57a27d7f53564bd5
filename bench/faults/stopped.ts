import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../stack/ports';
import { commandProbe, timeUntilBack } from './back';
import { ASKED_MS, type Fault } from './fault';

const STOPPED_MS = 30_000;
/** In which the one that comes back finds out that others have done its work. */
const AFTERWARDS_MS = 5_000;

/** A worker that is there and does nothing, as on a machine that is paused; then it goes on as if nothing had been. */
export const stoppedFault: Fault = {
  name: 'stopped',
  title: 'SIGSTOP of one of two workers for 30 s, and its return',
  needs: 'desk',
  people: true,
  run: async ({ rig, probed }) => {
    const [port = 0] = await freePorts(1);
    const second = rig.another('worker', { GUICHET_HEALTH_PORT: String(port) });
    second.start();
    try {
      await rig.eventually('a second worker', async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok);
      await sleep(AFTERWARDS_MS);
      rig.worker.signal('SIGSTOP');
      const begun = Date.now();
      const ms = await timeUntilBack(commandProbe(rig, probed));
      await sleep(Math.max(0, STOPPED_MS - (Date.now() - begun)));
      rig.worker.signal('SIGCONT');
      const again = await timeUntilBack(commandProbe(rig, probed));
      await sleep(AFTERWARDS_MS);
      const askedMs = ASKED_MS.worker;
      const returns = [
        { part: 'the other worker alone', ms, askedMs },
        { part: 'both again', ms: again, askedMs },
      ];
      return { returns, misses: [], notes: [] };
    } finally {
      rig.worker.signal('SIGCONT');
      await second.kill('SIGTERM');
    }
  },
};
