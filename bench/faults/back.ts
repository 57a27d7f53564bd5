import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';

const ASK_EVERY_MS = 250;
const GIVE_UP_MS = 120_000;

/** Succeeds while the desk serves; anything else, also silence, is a failure. */
export type Probe = () => Promise<boolean>;

/**
 * Asks again and again, without waiting for the answers: one that never comes holds up nobody.
 * @returns milliseconds until the first success; infinite: there was none in two minutes
 */
export async function timeUntilBack(probe: Probe): Promise<number> {
  const begun = performance.now();
  let back = Number.POSITIVE_INFINITY;
  while (back === Number.POSITIVE_INFINITY && performance.now() - begun < GIVE_UP_MS) {
    const asked = probe().then((well) => {
      if (well) back = Math.min(back, performance.now() - begun);
    });
    asked.catch(() => undefined);
    await sleep(ASK_EVERY_MS);
  }
  return back;
}

/** What people see of API and PostgreSQL. */
export function readProbe(rig: FaultRig, key: string): Probe {
  return async () => (await rig.call('agent', 'GET', `/tickets/${key}`)).status === 200;
}

/** What people see of worker and Temporal, too: a command that is done when it is answered. */
export function commandProbe(rig: FaultRig, key: string): Probe {
  const body = { body: 'Is anybody there?', visibility: 'internal' };
  return async () => (await rig.call('agent', 'POST', `/tickets/${key}/comments`, body)).status === 201;
}
