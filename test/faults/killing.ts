import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../../bench/stack/rig';

/** A worker that is started bundles the workflows first, which takes long on a busy machine. */
export const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 50;

export interface Work {
  /** What somebody is to be at, such as "send". */
  readonly what: string;
  /** Sees to it that there is something to do at the n-th kill, from 0. */
  readonly provide: (kill: number) => Promise<void>;
  /** A number that grows while a worker is at it. */
  readonly done: (kill: number) => number | Promise<number>;
}

/**
 * SIGKILL of the worker, again and again, each time at some moment of its work: it, or another, has taken over and done
 * something before. A new one is started at once.
 */
export async function killAtWork(rig: FaultRig, kills: number, { what, provide, done }: Work): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    await provide(kill);
    const before = await done(kill);
    const begun = Date.now();
    while ((await done(kill)) <= before + 1) {
      if (Date.now() - begun > PATIENCE_MS) throw new Error(`Nobody was there to ${what} before kill ${kill + 1}`);
      await sleep(LOOK_EVERY_MS);
    }
    console.log(`kill ${kill + 1}: somebody did ${what} ${Date.now() - begun} ms after the last one`);
    await sleep(Math.random() * 300);
    await rig.worker.kill('SIGKILL');
    rig.worker.start();
  }
}
