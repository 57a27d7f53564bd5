import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRig } from '../stack/rig';
import { commandProbe, readProbe, timeUntilBack, type Probe } from './back';
import { ASKED_MS, type Fault, type Outcome, type Return, type Scene } from './fault';
import { watchServers } from './watchServers';

interface Victim {
  readonly name: string;
  readonly part: keyof typeof ASKED_MS;
  readonly kill: (rig: FaultRig) => Promise<void>;
  /** Begins at once; settles when the servers among it serve. */
  readonly start: (rig: FaultRig) => Promise<void>;
  readonly probe: (rig: FaultRig, key: string) => Probe;
}

const startApi = (rig: FaultRig) => Promise.resolve(rig.api.start());
const startWorker = (rig: FaultRig) => Promise.resolve(rig.worker.start());

const VICTIMS: readonly [Victim, ...Victim[]] = [
  { name: 'API', part: 'api', kill: (rig) => rig.api.kill(), start: startApi, probe: readProbe },
  { name: 'worker', part: 'worker', kill: (rig) => rig.worker.kill(), start: startWorker, probe: commandProbe },
  {
    ...{ name: 'Temporal', part: 'temporal', probe: commandProbe },
    kill: (rig) => rig.killTemporal(),
    start: (rig) => rig.startTemporal(),
  },
  {
    ...{ name: 'PostgreSQL', part: 'postgres', probe: readProbe },
    kill: (rig) => rig.killPostgres(),
    start: (rig) => rig.startPostgres(),
  },
  {
    ...{ name: "PostgreSQL's first process", part: 'postgres', probe: readProbe },
    kill: (rig) => rig.killPostmaster(),
    start: (rig) => rig.startPostgres(),
  },
  {
    ...{ name: 'all four', part: 'all', probe: commandProbe },
    kill: async (rig) => {
      await Promise.all([rig.api.kill(), rig.worker.kill(), rig.killTemporal(), rig.killPostgres()]);
    },
    start: async (rig) => {
      // Nobody knows an order: each is started, and tries until what it needs is there.
      rig.api.start();
      rig.worker.start();
      await Promise.all([rig.startPostgres(), rig.startTemporal()]);
    },
  },
];

/** SIGKILL of each part in turn, in an order that chance gives, while people work. */
export const killsFault: Fault = {
  name: 'kills',
  title: 'SIGKILL of each part, and of all',
  needs: 'desk',
  people: true,
  run: async (scene: Scene): Promise<Outcome> => {
    const { rig, random, probed, kills } = scene;
    const returns: Return[] = [];
    const servers = watchServers(rig);
    try {
      for (const [index, victim] of shuffled(scene).entries()) {
        await sleep(1_000 + random.next() * 3_000);
        servers.pause();
        await victim.kill(rig);
        const started = victim.start(rig);
        const ms = await timeUntilBack(victim.probe(rig, probed));
        await started;
        servers.resume();
        returns.push({ part: victim.name, ms, askedMs: ASKED_MS[victim.part] });
        console.log(`kill ${index + 1} of ${kills}: ${victim.name}, back after ${(ms / 1_000).toFixed(1)} s`);
      }
    } finally {
      servers.stop();
    }
    const notes = servers.notes();
    return { returns, misses: [], notes };
  },
};

/** Each victim as often as the others, in an order of chance. */
function shuffled({ random, kills }: Scene): Victim[] {
  const order: Victim[] = [];
  for (let index = 0; index < kills; index++) {
    const victim = VICTIMS[index % VICTIMS.length] ?? VICTIMS[0];
    order.splice(random.below(order.length + 1), 0, victim);
  }
  return order;
}
