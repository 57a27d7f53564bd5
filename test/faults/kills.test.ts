import { runFaultsBench } from '../../bench/faults/run';

/** Each victim twice; `npm run bench -- faults` has 50. */
const KILLS = Number(process.env.GUICHET_FAULT_KILLS ?? 12);
const SEED = Number(process.env.GUICHET_FAULT_SEED ?? 1);

/** Kept short: the development server comes up at once, and what it is about is the desk. */
it(`loses nothing that was acknowledged and does nothing twice, whoever is killed (seed ${SEED})`, async () => {
  const results = await runFaultsBench({
    ...{ seed: SEED, kills: KILLS, seconds: 0, people: 4, temporal: 'dev' },
    only: ['kills', 'duplicates'],
  });
  const found = results.map(({ fault, verdict, outcome, failed }) => ({
    fault,
    ...{ failed, lost: verdict?.lost, doubled: verdict?.doubled, disagreements: verdict?.disagreements },
    misses: outcome?.misses,
  }));
  // How soon it was back is the machine's matter.
  const well = { failed: undefined, lost: [], doubled: [], disagreements: [], misses: [] };
  expect(found).toEqual([
    { fault: 'kills', ...well },
    { fault: 'duplicates', ...well },
  ]);
  expect(results.every(({ verdict }) => (verdict?.acknowledged ?? 0) > 20)).toBe(true);
}, 600_000);
