import { setTimeout as sleep } from 'node:timers/promises';
import { countComments, findDisagreements } from '../../bench/faults/agreement';
import { FaultRig } from '../../bench/stack/rig';

const KILLS = Number(process.env.GUICHET_FAULT_KILLS ?? 10);
const SEED = Number(process.env.GUICHET_FAULT_SEED ?? Date.now() % 1_000_000);

/** Mulberry32: the same seed, the same run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe(`SIGKILL at any time (seed ${SEED})`, () => {
  let rig: FaultRig;

  beforeAll(async () => {
    rig = await FaultRig.start();
  }, 120_000);
  afterAll(() => rig?.stop(), 60_000);

  it('loses no acknowledged command and does none twice, whoever is killed', async () => {
    const random = chance(SEED);
    const keys = await Promise.all([rig.open(), rig.open(), rig.open()]);
    const acknowledged: string[] = [];
    let killing = true;
    const people = keys.map(async (key, person) => {
      for (let n = 1; killing; n++) {
        const body = `Comment ${n} of person ${person}`;
        const { answer } = await rig.insist('agent', `/tickets/${key}/comments`, { body });
        expect(answer.status).toBe(201);
        acknowledged.push(body);
      }
    });
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(1_000 + random() * 4_000);
      const victim = random() < 0.5 ? rig.api : rig.worker;
      await victim.kill('SIGKILL');
      await sleep(random() * 1_000);
      victim.start();
    }
    await rig.waitUntilReady();
    killing = false;
    await Promise.all(people);

    expect(acknowledged.length).toBeGreaterThan(keys.length);
    const counts = await Promise.all(acknowledged.map((body) => countComments(rig, body)));
    expect(acknowledged.filter((_, index) => counts[index] !== 1)).toEqual([]);
    expect(await findDisagreements(rig)).toEqual([]);
  }, 300_000);
});
